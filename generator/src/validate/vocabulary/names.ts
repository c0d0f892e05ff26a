// The rules that names must follow; the patterns have no `m` flag, so a line feed never passes.
import type { TextRule } from './dialect.ts';

const SEGMENT = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';

export const NAME: TextRule = {
  pattern: new RegExp(`^${LABEL}$`),
  expected: 'a name of at most 63 lower-case letters, digits and hyphens, such as "simple-town"',
};

/** The name of most objects that somebody else makes: a class, a driver. */
export const SUBDOMAIN: TextRule = {
  pattern: new RegExp(`^(?=.{1,253}$)${SEGMENT}(\\.${SEGMENT})*$`),
  expected: 'a name of at most 253 lower-case letters, digits, "-" and ".", such as "fast" or "acme.com"',
};

/** The class of a claim; the empty one is no class at all. */
export const STORAGE_CLASS: TextRule = {
  pattern: new RegExp(`^$|${SUBDOMAIN.pattern.source}`),
  expected: SUBDOMAIN.expected,
};

/** Kubernetes wants a letter somewhere, and no two hyphens in a row. */
export const PORT_NAME: TextRule = {
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
  expected: 'a port name of at most 15 lower-case letters, digits and hyphens, such as "http"',
};

export const ENV_NAME: TextRule = {
  pattern: /^[-._A-Za-z][-._A-Za-z0-9]{0,252}$/,
  expected: 'an environment variable name such as "LOG_LEVEL"',
};

export const PARAMETER_NAME: TextRule = {
  pattern: /^[a-z][A-Za-z0-9]{0,62}$/,
  expected:
    'a parameter name of letters and digits that starts with a lower-case letter, such as "shopImage"',
};

export const LABEL_KEY: TextRule = {
  pattern: /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  expected: 'a label key such as "team" or "acme.com/team"',
};

export const LABEL_VALUE: TextRule = {
  pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  expected: 'a label value of at most 63 letters, digits, ".", "_" and "-"',
};

export const CONFIG_KEY: TextRule = {
  pattern: /^(?!\.$|\.\.)[-._A-Za-z0-9]{1,253}$/,
  expected: 'a key of letters, digits, ".", "_" and "-", such as "app.conf"',
};

export const MOUNT_PATH: TextRule = {
  pattern: /^\/(?!.*(^|\/)\.\.(\/|$))[^:]*$/,
  expected: 'an absolute path without ".." or ":", such as "/config"',
};

/** A path inside a volume. */
export const PATH_INSIDE: TextRule = {
  pattern: /^(?!\/)(?!(.*\/)?\.\.(\/|$)).+$/,
  expected: 'a relative path without "..", such as "morning/bread"',
};

/** The name of a file in a folder of several, and the folders that it stands in. */
export const FILE_INSIDE: TextRule = {
  pattern: /^(?!\/)(?!\.\.)(?!.*\/\.\.(\/|$)).+$/,
  expected: PATH_INSIDE.expected,
};

/** A folder of a server. */
export const ABSOLUTE_PATH: TextRule = {
  pattern: /^\//,
  expected: 'an absolute path, such as "/exports/cellar"',
};

/** A folder or a file of a node. */
export const HOST_PATH: TextRule = {
  pattern: /^\/(?!(.*\/)?\.\.(\/|$))/,
  expected: 'an absolute path without "..", such as "/var/cellar"',
};

const NAMED = "\\['[^']+'\\]";

/** A field of the pod that a variable can have. */
export const POD_FIELD: TextRule = {
  pattern: new RegExp(
    `^(metadata\\.(name|namespace|uid|(labels|annotations)${NAMED})|spec\\.(nodeName|serviceAccountName)|status\\.(hostIP|podIP)s?)$`,
  ),
  expected:
    "a field of the pod: metadata.name, .namespace, .uid, .labels['key'], .annotations['key'], spec.nodeName, .serviceAccountName, status.hostIP or .podIP",
};

/** A field of the pod that a file can have. */
export const FILE_FIELD: TextRule = {
  pattern: new RegExp(`^metadata\\.(name|namespace|uid|(labels|annotations)(${NAMED})?)$`),
  expected: 'a field of the pod: metadata.name, .namespace, .uid, .labels or .annotations',
};

/** What a container asks for: a resource of every node, or a device under the name of its maker. */
export const RESOURCE: TextRule = {
  pattern:
    /^(cpu|memory|ephemeral-storage|hugepages-[1-9]\d*[KMG]i|[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$/,
  expected: 'cpu, memory, ephemeral-storage, or a device such as "example.com/gpu"',
};

/** A resource of a container that a variable can have. */
export const CONTAINER_RESOURCE: TextRule = {
  pattern: /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-\d+[KMG]i)$/,
  expected: 'a resource of the container: limits or requests, then .cpu, .memory or .ephemeral-storage',
};

export const CALL: TextRule = {
  pattern: new RegExp(`^(internet|kubernetes-api|external/${LABEL}|${LABEL}(/${LABEL}){0,2})$`),
  expected: '"shop", "town/shop", "kingdom/town/shop", "external/name", "internet" or "kubernetes-api"',
};

export const SHOP_ADDRESS: TextRule = {
  pattern: new RegExp(`^${LABEL}(/${LABEL}){0,2}$`),
  expected: '"shop", "town/shop" or "kingdom/town/shop"',
};

export const VERSION: TextRule = {
  pattern: /^(current|v[0-9]{1,6})$/,
  expected: 'a version such as "v3" (or "current", in the first stage)',
};

export const ENVIRONMENT_NAME: TextRule = {
  pattern: new RegExp(`^${LABEL}(/${LABEL}){0,3}$`),
  expected: 'an environment: its path below environments/, such as "staging" or "regions/eastus"',
};

export const TIME: TextRule = {
  pattern:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
  expected: 'a time as RFC 3339 writes it, such as 2026-11-20T09:30:00Z',
};

export const DURATION: TextRule = {
  pattern: /^(\d{1,5}[dhm])+$/,
  expected: 'a duration such as 30m, 24h or 7d',
};

export const HOST: TextRule = {
  pattern:
    /^(?=.{1,253}$)(?!\d{1,3}(\.\d{1,3}){3}$)(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  expected: 'a host name in lower case such as "shop.example.com", not an address',
};

/** A setting of the kernel. */
export const SYSCTL: TextRule = {
  pattern: /^(?=.{1,253}$)[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/,
  expected: 'a setting of the kernel such as "net.core.somaxconn"',
};

/** The name of a header of HTTP, as the API server takes it. */
export const HEADER_NAME: TextRule = {
  pattern: /^[-A-Za-z0-9]+$/,
  expected: 'a header name of letters, digits and "-", such as "X-Market"',
};

export const URL_PATH: TextRule = { pattern: /^\//, expected: 'a path that starts with "/"' };

/** The least and the greatest number of a port. */
export const PORT_NUMBER = [1, 65_535] as const;
