// What the API server would refuse of a shop's pods, storage or paths, long after the review.
import { describe, expect, test } from 'vitest';
import { createResolver } from '../../src/resolve/create-resolver.ts';
import { validate } from '../../src/validate/validate.ts';
import { clusterText, MARKET, makeRepository, townText } from '../validate/make-repository.ts';
import { IMAGE, type Row, refuse, stall } from './refuse-stall.ts';

describe('what a pod shares with its node', () => {
  const code = 'values-conflict';
  const cellar = 'propagation: Bidirectional';
  const mount = `mounts: { /cellar: { host: /cellar, ${cellar} } }`;
  refuse([
    ...['hostNetwork', 'hostPID', 'hostIPC'].map(
      (field): Row => [
        `users of its own, or ${field}`,
        `hostUsers: false, ${field}: true`,
        code,
        field,
        `take \`${field}\` out, or say \`hostUsers: true\``,
      ],
    ),
    [
      "its own processes, or the node's",
      'hostPID: true, shareProcessNamespace: true',
      code,
      'shareProcessNamespace',
      'take one of the two out',
    ],
    [
      "a port of the node's network is one port",
      'hostNetwork: true, ports: { http: { port: 8080, hostPort: 80 } }',
      code,
      'ports.http.hostPort',
      'or let the container listen on 80',
    ],
    [
      "a sidecar's, too",
      `hostNetwork: true, sidecars: { clerk: { ${IMAGE}, ports: { desk: { port: 9090, hostPort: 90 } } } }`,
      code,
      'sidecars.clerk.ports.desk.hostPort',
      'port 9090 is the node',
    ],
    [
      'who may not do everything hands no mounts on',
      mount,
      code,
      'mounts./cellar.propagation',
      'the shop is not one',
    ],
    [
      'not even before the shop starts',
      `security: { privileged: true }, init: { sweep: { ${IMAGE}, ${mount} } }`,
      code,
      'init.sweep.mounts./cellar.propagation',
      'init container sweep is not one',
    ],
  ]);

  test.each([
    'hostUsers: true, hostNetwork: true, hostPID: true, hostIPC: true',
    'hostUsers: false, shareProcessNamespace: true, hostPID: false',
    'hostNetwork: true, ports: { http: { port: 8080, hostPort: 8080 }, desk: 9090 }',
    'hostNetwork: false, ports: { http: { port: 8080, hostPort: 80 } }',
    `hostNetwork: true, sidecars: { clerk: { ${IMAGE}, native: true, ports: { desk: { port: 9090, hostPort: 90 } } } }`,
    `security: { privileged: true }, ${mount}`,
    'mounts: { /cellar: { host: /cellar, propagation: HostToContainer } }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('tolerations', () => {
  const bears = (toleration: string) => `tolerations: [{ key: damp, operator: Exists }, { ${toleration} }]`;
  const code = 'values-conflict';
  refuse([
    [
      'every value, or one',
      bears('key: oven, operator: Exists, value: hot'),
      code,
      'tolerations.1.value',
      '"hot" is one',
    ],
    ['a value of which taint', bears('value: hot'), code, 'tolerations.1', 'add the `key`'],
    [
      'who is never driven out counts no seconds',
      bears('key: oven, operator: Exists, effect: NoSchedule, tolerationSeconds: 5'),
      code,
      'tolerations.1.tolerationSeconds',
      '`effect: NoExecute`',
    ],
  ]);

  test.each([
    'key: oven, operator: Exists, value: ""',
    'key: oven, value: hot',
    'operator: Exists',
    'operator: Exists, effect: NoExecute, tolerationSeconds: 5',
  ])('fine: %s', (toleration) => {
    expect(stall(bears(toleration)).faults).toEqual([]);
  });
});

describe('a sleep before the end', () => {
  const sleep = (hook: string, seconds: number) =>
    `lifecycle: { ${hook}: { sleep: { seconds: ${seconds} } } }`;
  const code = 'values-conflict';
  refuse([
    [
      'is no longer than the time to stop',
      sleep('preStop', 31),
      code,
      'lifecycle.preStop.sleep.seconds',
      'a pod gets 30 to stop in unless the shop says otherwise',
    ],
    [
      'nor than the time that the shop says',
      `gracePeriod: 5, ${sleep('preStop', 6)}`,
      code,
      'lifecycle.preStop.sleep.seconds',
      'a pod gets 5 to stop in |',
    ],
    [
      'nor is one after the start',
      sleep('postStart', 40),
      code,
      'lifecycle.postStart.sleep.seconds',
      'after its start',
    ],
    [
      'in a sidecar, too',
      `sidecars: { clerk: { ${IMAGE}, ${sleep('preStop', 31)} } }`,
      code,
      'sidecars.clerk.lifecycle.preStop.sleep.seconds',
      'sidecar clerk sleeps 31 seconds',
    ],
    ['is no sleep backwards', sleep('preStop', -1), code, 'lifecycle.preStop.sleep.seconds', '0 or more'],
  ]);

  test.each([
    sleep('preStop', 30),
    `gracePeriod: 60, ${sleep('preStop', 60)}`,
    'lifecycle: { preStop: { exec: { command: [sleep, "40"] } } }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('a path', () => {
  const code = 'bad-path';
  const reach = 'ports: { http: 8080 }, service: { ports: { http: 80 } }';
  const ingress = (path: string, to = 'http') => `${reach}, ingress: { paths: { "${path}": ${to} } }`;
  refuse([
    ['has no empty part', ingress('/bread//rye'), code, 'ingress.paths./bread//rye', 'write "/bread/rye"'],
    ['nor nothing else', ingress('//'), code, 'ingress.paths.//', 'write "/"'],
    ['does not stand still', ingress('/bread/./'), code, 'ingress.paths./bread/./', 'write "/bread/"'],
    ['does not go back', ingress('/bread/..'), code, 'ingress.paths./bread/..', 'holds "/..", which'],
    [
      'hides no slash',
      ingress('/bread%2Frye', '{ port: http, type: Exact }'),
      code,
      'ingress.paths./bread%2Frye',
      'of type Exact',
    ],
    [
      'of a second ingress, too',
      `${reach}, ingress: [{ name: front, paths: { /: http } }, { name: back, paths: { //: http } }]`,
      code,
      'ingress.1.paths.//',
      'write "/"',
    ],
  ]);

  test.each([
    ingress('/bread..rye/.well-known/...'),
    ingress('/bread//rye', '{ port: http, type: ImplementationSpecific }'),
    ingress('/bread#rye'),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });

  test.each([
    ['/bread//rye', 'http'],
    ['/bread#rye', 'http'],
    ['/bread/../rye', '{ port: http, type: Exact }'],
  ])('of a route is held to it, too: %s', (path, to) => {
    const { faults } = stall(`${reach}, route: { paths: { "${path}": ${to} } }`);
    expect(faults).toContainEqual(expect.stringContaining(`:shops.stall.route.paths.${path}: the path`));
  });

  test('of a route that is an expression is none of our business', () => {
    const { faults } = stall(
      `${reach}, route: { paths: { "//+": { port: http, type: RegularExpression } } }`,
    );
    expect(faults).not.toContainEqual(expect.stringContaining(code));
  });
});

describe('a value that only the second environment has', () => {
  /** The codes in staging, and in the harbour, whose pin sets the parameter. */
  function resolveTwice(fields: string, [first, second]: readonly [string, string]): string[][] {
    const parameters = `parameters: { said: { type: ${typeof JSON.parse(first)}, default: ${first} } }\n`;
    const files = {
      ...MARKET,
      'environments/pipeline.yaml': 'stages: [{ name: staging, environments: [staging, harbour] }]\n',
      'clusters/staging/cluster.yaml': clusterText('staging', 'staging'),
      'clusters/harbour/cluster.yaml': clusterText('harbour', 'harbour'),
      'environments/harbour/environment.yaml': 'environment: harbour\nbase: { version: current }\n',
      'environments/harbour/pins/market.yaml': `town: market\nversion: current\nparameters: { said: ${second} }\n`,
      'towns/market/current/town.yaml': townText(`${parameters}shops: { stall: { ${IMAGE}, ${fields} } }\n`),
    };
    const { model } = validate(makeRepository(files), { checks: new Set() });
    const resolver = createResolver(model);
    return ['staging', 'harbour'].map((name) => {
      const environment = model.environments.get(name) ?? expect.fail(`no ${name}`);
      return resolver.resolve(environment, {}).faults.map(({ code }) => code);
    });
  }

  test.each([
    ['hostUsers: false, hostNetwork: "{{ parameters.said }}"', ['false', 'true']],
    ['hostUsers: "{{ parameters.said }}", hostIPC: true', ['true', 'false']],
    ['hostPID: "{{ parameters.said }}", shareProcessNamespace: true', ['false', 'true']],
    ['dnsPolicy: "{{ parameters.said }}"', ['"Default"', '"None"']],
    ['gracePeriod: "{{ parameters.said }}", lifecycle: { preStop: { sleep: { seconds: 9 } } }', ['9', '8']],
    ['lifecycle: { preStop: { sleep: { seconds: "{{ parameters.said }}" } } }', ['30', '31']],
    ['tolerations: [{ operator: Exists, value: "{{ parameters.said }}" }]', ['""', '"hot"']],
    [
      'security: { privileged: "{{ parameters.said }}" }, mounts: { /c: { host: /c, propagation: Bidirectional } }',
      ['true', 'false'],
    ],
    ['kind: cronjob, schedule: "@every 5m", startingDeadline: "{{ parameters.said }}"', ['600', '60']],
    [
      'podSecurity: { seccompProfile: { type: "{{ parameters.said }}" } }',
      ['"RuntimeDefault"', '"Localhost"'],
    ],
  ] as const)('is held to it: %s', (fields, said) => {
    expect(resolveTwice(fields, said)).toEqual([[], ['values-conflict']]);
  });

  test.each([
    ['dnsConfig: { nameservers: ["{{ parameters.said }}"] }', ['"10.0.0.1"', '"well"']],
    ['hostAliases: [{ ip: "{{ parameters.said }}", hostnames: [well] }]', ['"10.0.0.1"', '"well"']],
    ['podSecurity: { runAsUser: "{{ parameters.said }}" }', ['1', '-1']],
    [
      'spread: [{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: "{{ parameters.said }}" }]',
      ['1', '0'],
    ],
  ] as const)('is looked at again: %s', (fields, said) => {
    const [first, second] = resolveTwice(fields, said);
    expect(first).toEqual([]);
    expect(second).toHaveLength(1);
  });
});
