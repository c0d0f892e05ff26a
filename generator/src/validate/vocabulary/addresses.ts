// The rules of addresses, their ranges, and the names that lead to them, as the API server reads them.
import type { TextRule } from './dialect.ts';
import { SUBDOMAIN } from './names.ts';

/** Zeros in front of a number are as good as none to the API server. */
const OCTET = '(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])';
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;

/** An IPv6 address before `end`: eight groups, or fewer around one `::`; an IPv4 address stands for the last two. */
function matchIpv6(end: string): string {
  const group = '[0-9a-fA-F]{1,4}';
  const groups = `(${group}(:${group})*)?`;
  const short = `(?=(:*${group}){0,7}:*${end})${groups}::${groups}`;
  const shortMixed = `(?=(:*${group}){0,5}:*${IPV4}${end})${groups}::(${group}:)*${IPV4}`;
  return `((${group}:){7}${group}|(${group}:){6}${IPV4}|${short}|${shortMixed})`;
}

export const CIDR: TextRule = {
  pattern: new RegExp(
    `^(${IPV4}\\/([0-9]|[12][0-9]|3[0-2])|${matchIpv6('\\/')}\\/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$`,
  ),
  expected: 'an address range such as 10.0.0.1/32',
};

export const ADDRESS: TextRule = {
  pattern: new RegExp(`^(${IPV4}|${matchIpv6('$')})$`),
  expected: 'an IP address such as 192.0.2.1',
};

/** A name of /etc/hosts. */
export const HOST_ALIAS: TextRule = {
  pattern: SUBDOMAIN.pattern,
  expected: 'a host name in lower case such as "shop.example.com"',
};

const SEARCHED = '[a-z0-9_]([-_a-z0-9]*[a-z0-9])?';

/** A domain that names are looked up in; the API server takes one with an underscore, and the root. */
export const SEARCH_DOMAIN: TextRule = {
  pattern: new RegExp(`^(\\.|(?=.{1,254}$)${SEARCHED}(\\.${SEARCHED})*\\.?)$`),
  expected: 'a domain in lower case such as "svc.example.com"',
};
