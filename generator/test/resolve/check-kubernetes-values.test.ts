// Values of a shop that no cluster takes, wherever they stand: addresses, names, paths, weights, ids and targets.
import { describe, expect, test } from 'vitest';
import { refuse, stall } from './refuse-stall.ts';

const [value, range, clash] = ['bad-value', 'out-of-range', 'values-conflict'];
const WISH = 'preferredDuringSchedulingIgnoredDuringExecution';
const MUST = 'requiredDuringSchedulingIgnoredDuringExecution';
const ADDRESS = 'expected an IP address such as 192.0.2.1';
const SUBDOMAIN = 'expected a name of at most 253 lower-case letters';

describe('how names are looked up', () => {
  const asks = (config: string) => `dnsConfig: { ${config} }`;
  refuse([
    ['hosts have addresses', 'hostAliases: [{ ip: 10.0.0.256 }]', value, 'hostAliases.0.ip', ADDRESS],
    ['not names', 'hostAliases: [{ ip: oven }]', value, 'hostAliases.0.ip', 'found "oven"'],
    ['nor too many groups', 'hostAliases: [{ ip: "1::2:3:4:5:6:7:8" }]', value, 'hostAliases.0.ip', ADDRESS],
    [
      'their names are in lower case',
      'hostAliases: [{ ip: 10.0.0.1, hostnames: [oven, Oven] }]',
      value,
      'hostAliases.0.hostnames.1',
      'expected a host name in lower case',
    ],
    [
      'servers are addresses',
      asks('nameservers: [dns.example.com]'),
      value,
      'dnsConfig.nameservers.0',
      ADDRESS,
    ],
    [
      'of which there are three',
      asks('nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]'),
      value,
      'dnsConfig.nameservers.3',
      'asks 3 servers for names at most, and these are 4',
    ],
    [
      'or one at least, where the cluster has none',
      `dnsPolicy: None, ${asks('searches: [example.com]')}`,
      clash,
      'dnsPolicy',
      'add `dnsConfig: { nameservers: [10.0.0.10] }`',
    ],
    ['domains are in lower case', asks('searches: [Example.com]'), value, 'dnsConfig.searches.0', 'a domain'],
    ['options have names', asks('options: [{ value: "2" }]'), value, 'dnsConfig.options.0', 'add `name`'],
  ]);

  test.each([
    'hostAliases: [{ ip: 10.0.0.1, hostnames: [oven.example.com] }, { ip: "fd00::7:1" }, { ip: "::" }]',
    'hostAliases: [{ ip: "::ffff:10.0.0.1" }, { ip: 010.0.0.1 }]',
    `dnsPolicy: None, ${asks('nameservers: [10.0.0.1, "fd00::1"], searches: [., example.com., _tcp.example_1.com]')}`,
    asks('options: [{ name: ndots, value: "2" }]'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('where pods may run', () => {
  const wish = (weight: number) =>
    `affinity: { podAntiAffinity: { ${WISH}: [{ weight: ${weight}, podAffinityTerm: {} }] } }`;
  const at = `affinity.podAntiAffinity.${WISH}.0`;
  const nodes = (expression: string) =>
    `affinity: { nodeAffinity: { ${MUST}: { nodeSelectorTerms: [{ matchExpressions: [{ key: disk, ${expression} }] }] } } }`;
  const node = `affinity.nodeAffinity.${MUST}.nodeSelectorTerms.0.matchExpressions.0.operator`;
  const beside = (expression: string) =>
    `affinity: { podAffinity: { ${MUST}: [{ labelSelector: { matchExpressions: [{ key: shop, ${expression} }] } }] } }`;
  const pod = `affinity.podAffinity.${MUST}.0.labelSelector.matchExpressions.0.operator`;
  const spread = (fields: string) => `spread: [{ topologyKey: zone, ${fields} }]`;
  refuse([
    ['a wish has a weight', wish(0), range, `${at}.weight`, 'from 1 to 100'],
    ['a light one', wish(101), range, `${at}.weight`, 'found 101'],
    [
      'of nodes too',
      `affinity: { nodeAffinity: { ${WISH}: [{ weight: 0, preference: {} }] } }`,
      range,
      `affinity.nodeAffinity.${WISH}.0.weight`,
      'from 1 to 100',
    ],
    [
      'a node is compared',
      nodes('operator: Equals, values: [ssd]'),
      value,
      node,
      '"DoesNotExist", "Gt" or "Lt"',
    ],
    ['a pod is not greater', beside('operator: Gt, values: ["1"]'), value, pod, '"Exists" or "DoesNotExist"'],
    [
      'in the letters that Kubernetes has',
      nodes('operator: in, values: [ssd]'),
      value,
      node,
      'did you mean "In"?',
    ],
    ['with values', nodes('operator: In'), clash, node, 'add `values`'],
    ['and pods too', beside('operator: NotIn, values: []'), clash, pod, 'add `values`'],
    ['or with none', nodes('operator: Exists, values: [ssd]'), clash, node, 'compares no values'],
    ['or with one', nodes('operator: Gt, values: ["1", "2"]'), clash, node, 'one value, and there are 2'],
    ['some skew is left', spread('maxSkew: 0'), range, 'spread.0.maxSkew', 'found 0'],
    ['so are domains', spread('maxSkew: 1, minDomains: 0'), range, 'spread.0.minDomains', 'found 0'],
    [
      'that somebody waits for',
      spread('maxSkew: 1, minDomains: 2, whenUnsatisfiable: ScheduleAnyway'),
      clash,
      'spread.0.minDomains',
      'write `whenUnsatisfiable: DoNotSchedule`',
    ],
    [
      'the pods that are spread are compared like others',
      spread('labelSelector: { matchExpressions: [{ key: shop, operator: Gt, values: ["1"] }] }'),
      value,
      'spread.0.labelSelector.matchExpressions.0.operator',
      'expected "In", "NotIn"',
    ],
  ]);

  test('pods are spread over a topology once in each way', () => {
    const by = (way: string) => `{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ${way} }`;
    expect(stall(`spread: [${by('DoNotSchedule')}, ${by('ScheduleAnyway')}]`).faults).toEqual([]);
    expect(stall(`spread: [${by('DoNotSchedule')}, ${by('DoNotSchedule')}]`).faults).toEqual([
      expect.stringMatching(/^values-conflict .*:shops\.stall\.spread\.1: .* over zone already/),
    ]);
  });

  test.each([
    wish(1),
    wish(100),
    nodes('operator: Lt, values: ["1"]'),
    nodes('operator: DoesNotExist'),
    beside('operator: In, values: [oven]'),
    `affinity: { podAffinity: { ${MUST}: [{ labelSelector: { matchLabels: { operator: Equals, weight: "0" } } }] } }`,
    spread('maxSkew: 1, minDomains: 2, whenUnsatisfiable: DoNotSchedule'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('paths', () => {
  const mount = (source: string) => `mounts: { /cellar: { ${source} } }`;
  const shown = (source: string) => mount(`projected: [{ ${source} }]`);
  const at = 'mounts./cellar';
  refuse([
    [
      'of a server are whole',
      mount('nfs: { server: nfs.example.com, path: exports }'),
      value,
      `${at}.nfs.path`,
      'an absolute path',
    ],
    [
      'a token stays in its folder',
      shown('token: ../token'),
      value,
      `${at}.projected.0.token`,
      'without ".."',
    ],
    ['and starts with no dots', shown('token: ..token'), value, `${at}.projected.0.token`, 'without ".."'],
    [
      'so does a field of the pod',
      shown('fields: { /labels: metadata.labels }'),
      'bad-name',
      `${at}.projected.0.fields./labels`,
      'a relative path',
    ],
    [
      'and a key of a config',
      mount('config: menu, items: { bread: ..bread }'),
      value,
      `${at}.items.bread`,
      'without ".."',
    ],
  ]);

  test.each([
    mount('nfs: { server: nfs.example.com, path: /exports/../cellar }'),
    shown('token: oven/..token'),
    shown('fields: { pod/labels: metadata.labels }'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });

  test.each([
    ['nfs: { server: nfs.example.com, path: exports }', 'nfs.path'],
    ['hostPath: { path: /cellar/../etc }', 'hostPath.path'],
    ['hostPath: { path: cellar }', 'hostPath.path'],
  ])('of a storage: %s', (source, field) => {
    expect(stall('replicas: 1', `storage: { cellar: { size: 1Gi, ${source} } }\n`).faults).toEqual([
      expect.stringContaining(`bad-value towns/market/current/town.yaml:storage.cellar.${field}: `),
    ]);
  });
});

describe('services and rights', () => {
  const service = (fields: string) => `ports: { http: 8080 }, service: { ${fields} }`;
  const PORTS = 'ports: { http: 80 }';
  const balanced = `type: LoadBalancer, ${PORTS}`;
  refuse([
    ['a service has ports', service('ports: {}'), 'bad-service', 'service.ports', 'say `headless: true`'],
    [
      'and addresses that are some',
      service(`${PORTS}, externalIPs: [stall.example.com]`),
      value,
      'service.externalIPs.0',
      ADDRESS,
    ],
    [
      'and ranges',
      service(`${balanced}, loadBalancerSourceRanges: [10.0.0.256/32]`),
      value,
      'service.loadBalancerSourceRanges.0',
      'an address range',
    ],
    [
      'of all groups',
      service(`${balanced}, loadBalancerSourceRanges: ["fd00/8"]`),
      value,
      'service.loadBalancerSourceRanges.0',
      'an address range',
    ],
    [
      'rights are in a group',
      'may: [{ apiGroups: [], resources: [pods], verbs: [get] }]',
      value,
      'may.0.apiGroups',
      'at least 1 entry',
    ],
  ]);

  test.each([
    service('headless: true, ports: {}'),
    service(`${PORTS}, externalIPs: [192.0.2.1, "2001:db8::1"]`),
    service(`${balanced}, loadBalancerClass: acme.com/Fast_1`),
    service(`${balanced}, loadBalancerSourceRanges: [10.0.0.0/8, "::/0", "2001:DB8::/32"]`),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('names of classes and headers', () => {
  refuse([
    ['of priorities', 'priorityClass: High', value, 'priorityClass', SUBDOMAIN],
    ['of runtimes', 'runtimeClass: kata_2', value, 'runtimeClass', SUBDOMAIN],
    [
      'of ingresses',
      'ports: { http: 80 }, service: { ports: { http: 80 } }, ingress: { class: Nginx, paths: { /: http } }',
      value,
      'ingress.class',
      SUBDOMAIN,
    ],
    [
      'of storage',
      'kind: statefulset, claims: { grain: { size: 1Gi, class: Fast } }',
      value,
      'claims.grain.class',
      SUBDOMAIN,
    ],
    [
      'of headers',
      'ports: { http: 80 }, probes: { ready: { http: /, headers: { X Market: yes } } }',
      'bad-name',
      'probes.ready.headers.X Market',
      'a header name',
    ],
  ]);

  test.each([
    'priorityClass: system-node-critical, runtimeClass: kata.example.com',
    'kind: statefulset, claims: { grain: { size: 1Gi, class: "" } }',
    'ports: { http: 80 }, probes: { ready: { http: /, headers: { X-Market-1: "yes" } } }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('who the processes are', () => {
  const sysctls = (...names: string[]) =>
    `podSecurity: { sysctls: [${names.map((name) => `{ name: ${name}, value: "1" }`).join(', ')}] }`;
  refuse([
    ['users count from nothing', 'security: { runAsUser: -1 }', range, 'security.runAsUser', 'of at least 0'],
    ['groups too', 'podSecurity: { fsGroup: -1 }', range, 'podSecurity.fsGroup', 'found -1'],
    [
      'all of them',
      'podSecurity: { supplementalGroups: [1, -1] }',
      range,
      'podSecurity.supplementalGroups.1',
      'found -1',
    ],
    ['up to the last', 'security: { runAsGroup: 2147483648 }', range, 'security.runAsGroup', '2147483647'],
    [
      'settings of the kernel are in lower case',
      sysctls('net.core.somaxconn', 'Net.core'),
      value,
      'podSecurity.sysctls.1.name',
      'expected a setting of the kernel',
    ],
    [
      'and are not those of the node',
      `hostNetwork: true, ${sysctls('net.core.somaxconn')}`,
      clash,
      'podSecurity.sysctls.0.name',
      'what the pod shares with its node',
    ],
    [
      'however they are written',
      `hostIPC: true, ${sysctls('kernel/shm_rmid_forced')}`,
      clash,
      'podSecurity.sysctls.0.name',
      'what the pod shares with its node',
    ],
    [
      'and stand once',
      sysctls('net.core.somaxconn', 'net.core.somaxconn'),
      clash,
      'podSecurity.sysctls.1.name',
      'is set twice',
    ],
  ]);

  test.each([
    'security: { runAsUser: 0, runAsGroup: 2147483647 }',
    `hostIPC: true, ${sysctls('net.core.somaxconn')}`,
    sysctls('net.core.somaxconn', 'net/ipv4/tcp_syncookies'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('what an autoscaler aims at', () => {
  const measure = (type: string, target: string) =>
    `autoscale: { min: 1, max: 2, metrics: [{ type: ${type}, ${type.toLowerCase()}: { target: { ${target} } } }] }`;
  const at = (type: string) => `autoscale.metrics.0.${type}.target`;
  const short = (field: string) => `autoscale: { min: 1, max: 2, ${field} }`;
  refuse([
    ['it aims at something', measure('Pods', 'type: AverageValue'), clash, at('pods'), 'add `averageValue`'],
    ['of its kind', measure('Pods', 'type: Value, value: 5'), clash, at('pods'), 'held to `averageValue`'],
    [
      'more than nothing',
      measure('Pods', 'type: AverageValue, averageValue: 0'),
      value,
      `${at('pods')}.averageValue`,
      'write more than nothing',
    ],
    [
      'in percent too',
      measure('Resource', 'type: Utilization, averageUtilization: 0'),
      range,
      `${at('resource')}.averageUtilization`,
      'found 0',
    ],
    ['one of two', measure('External', 'type: Value'), clash, at('external'), '`value` or `averageValue`'],
    [
      'not both',
      measure('External', 'type: Value, value: 1, averageValue: 1'),
      clash,
      `${at('external')}.averageValue`,
      'take one of the two out',
    ],
    [
      'in a word that there is',
      measure('Object', 'type: Average, value: 1'),
      value,
      `${at('object')}.type`,
      '"Utilization", "Value" or "AverageValue"',
    ],
    ['nothing in short', short('cpu: "0"'), value, 'autoscale.cpu', 'write more than nothing'],
    ['not even of memory', short('memory: 0Mi'), value, 'autoscale.memory', 'this is 0Mi'],
  ]);

  test.each([
    measure('Object', 'type: Value, value: 1, averageValue: 1'),
    measure('External', 'type: AverageValue, averageValue: 500m'),
    measure('Resource', 'type: Utilization, averageUtilization: 1'),
    short('cpu: 80, memory: 64Mi'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});
