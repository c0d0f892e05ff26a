// How the pods of a shop look names up: lines of /etc/hosts and DNS settings, both in Kubernetes' own form.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { ADDRESS, HOST_ALIAS, SEARCH_DOMAIN } from '../validate/vocabulary/addresses.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { expectText } from './expect-value.ts';

/** Every fault of the lookup of names. */
export function checkLookup(question: ShopQuestion): Fault[] {
  return [...checkAliases(question), ...checkServers(question), ...checkSearches(question)];
}

function checkAliases(question: ShopQuestion): Fault[] {
  return (question.spec.hostAliases ?? []).flatMap(({ ip, hostnames }, index) => {
    const path = ['hostAliases', index];
    const names = Array.isArray(hostnames) ? hostnames : [];
    return [
      ...expectText(ip, ADDRESS, { path: [...path, 'ip'], question }),
      ...names.flatMap((name, at) =>
        expectText(name, HOST_ALIAS, { path: [...path, 'hostnames', at], question }),
      ),
    ];
  });
}

/** What the resolver of a pod reads; it would leave out the others. */
const MOST_SERVERS = 3;

function checkServers(question: ShopQuestion): Fault[] {
  const { dnsPolicy, dnsConfig } = question.spec;
  const servers = dnsConfig?.['nameservers'] ?? [];
  // A value of another type is a fault of the schema.
  if (!Array.isArray(servers)) return [];
  const path = ['dnsConfig', 'nameservers'];
  const faults = servers.flatMap((server, index) =>
    expectText(server, ADDRESS, { path: [...path, index], question }),
  );
  if (servers.length > MOST_SERVERS) {
    const message = `a pod asks ${MOST_SERVERS} servers for names at most, and these are ${servers.length}`;
    const place = question.placeOf([...path, MOST_SERVERS]);
    return [...faults, fault('bad-value', message, place, { hint: 'take this one out, or another' })];
  }
  if (dnsPolicy !== 'None' || servers.length > 0) return faults;
  const message = 'with the policy "None" the pod asks only the servers of `dnsConfig`, and there is none';
  const hint = 'add `dnsConfig: { nameservers: [10.0.0.10] }`, or take `dnsPolicy` out';
  return [...faults, conflict(question, message, { path: ['dnsPolicy'], hint })];
}

function checkSearches(question: ShopQuestion): Fault[] {
  const { searches, options } = question.spec.dnsConfig ?? {};
  const domains = Array.isArray(searches) ? searches : [];
  const entries = Array.isArray(options) ? options.filter(isObject) : [];
  const unnamed = entries.flatMap(({ name }, index): Fault[] => {
    if (name !== undefined && name !== '') return [];
    const place = question.placeOf(['dnsConfig', 'options', index]);
    const hint = 'add `name`, such as ndots';
    return [fault('bad-value', 'this option of the resolver has no name', place, { hint })];
  });
  return [
    ...domains.flatMap((domain, index) =>
      expectText(domain, SEARCH_DOMAIN, { path: ['dnsConfig', 'searches', index], question }),
    ),
    ...unnamed,
  ];
}
