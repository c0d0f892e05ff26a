// What a shop says in Kubernetes' own form, and the API server would refuse: rights, hooks, metrics, and names of other things.
import { describe, expect, test } from 'vitest';
import { IMAGE, refuse, stall } from './refuse-stall.ts';

const code = 'values-conflict';

describe('the rights of a container', () => {
  refuse([
    [
      'who may do everything gains rights',
      'security: { privileged: true, allowPrivilegeEscalation: false }',
      code,
      'security.privileged',
      'say `allowPrivilegeEscalation: true` beside it',
    ],
    [
      'who may do nearly everything, too',
      'security: { allowPrivilegeEscalation: false, capabilities: { add: [NET_ADMIN, CAP_SYS_ADMIN] } }',
      code,
      'security.capabilities.add.1',
      'has CAP_SYS_ADMIN',
    ],
    [
      'even before the shop starts',
      `init: { sweep: { ${IMAGE}, security: { privileged: true, allowPrivilegeEscalation: false } } }`,
      code,
      'init.sweep.security.privileged',
      'init container sweep is privileged',
    ],
    [
      'a profile of the node has a name',
      'podSecurity: { seccompProfile: { type: Localhost } }',
      code,
      'podSecurity.seccompProfile.type',
      'the pod has a profile of the node',
    ],
    [
      'no other profile has one',
      'security: { appArmorProfile: { type: RuntimeDefault, localhostProfile: oven } }',
      code,
      'security.appArmorProfile.localhostProfile',
      'asks for "RuntimeDefault"',
    ],
  ]);

  test('that all containers are denied are denied to the one that has everything, at its own line', () => {
    const defaults = 'defaults: { container: { security: { allowPrivilegeEscalation: false } } }\n';
    expect(stall('security: { privileged: true }', defaults).faults).toEqual([
      expect.stringMatching(/^values-conflict .*:shops\.stall\.security\.privileged: /),
    ]);
  });

  test.each([
    'security: { privileged: true }',
    'security: { privileged: true, allowPrivilegeEscalation: true }',
    'security: { privileged: false, allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
    'podSecurity: { seccompProfile: { type: Localhost, localhostProfile: oven.json } }',
    'security: { seccompProfile: { type: RuntimeDefault } }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('a hook', () => {
  refuse([
    [
      'does one thing',
      'lifecycle: { preStop: { exec: { command: [close] }, sleep: { seconds: 5 } } }',
      code,
      'lifecycle.preStop.sleep',
      'not `exec` and `sleep`',
    ],
    ['does something', 'lifecycle: { postStart: {} }', code, 'lifecycle.postStart', 'does nothing after'],
  ]);
});

describe('an autoscaler', () => {
  const scale = (fields: string) => `autoscale: { min: 1, max: 2, cpu: 80, ${fields} }`;
  refuse([
    [
      'knows five types of metrics',
      scale('metrics: [{ type: Externl, external: {} }]'),
      code,
      'autoscale.metrics.0.type',
      'write ContainerResource, External, Object, Pods, Resource',
    ],
    [
      'none that every object has',
      scale('metrics: [{ type: constructor }]'),
      code,
      'autoscale.metrics.0.type',
      'of the type "constructor"',
    ],
    [
      'measures what its type says',
      scale('metrics: [{ type: Pods, resource: { name: cpu } }]'),
      code,
      'autoscale.metrics.0.type',
      'add `pods`',
    ],
    [
      'looks back an hour at most',
      scale('behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } }'),
      code,
      'autoscale.behavior.scaleDown.stabilizationWindowSeconds',
      'let it be 3600',
    ],
    [
      'steps within half an hour',
      scale('behavior: { scaleUp: { policies: [{ type: Pods, value: 1, periodSeconds: 1801 }] } }'),
      code,
      'autoscale.behavior.scaleUp.policies.0.periodSeconds',
      'takes 1 to 1800 seconds here, and this is 1801',
    ],
    [
      'and not at once',
      scale('behavior: { scaleUp: { policies: [{ type: Pods, value: 1, periodSeconds: 0 }] } }'),
      code,
      'autoscale.behavior.scaleUp.policies.0.periodSeconds',
      'let it be 1',
    ],
  ]);

  test.each([
    scale('metrics: [{ type: Pods, pods: {} }, { type: ContainerResource, containerResource: {} }]'),
    scale('behavior: { scaleDown: { stabilizationWindowSeconds: 0 } }'),
    scale(
      'behavior: { scaleUp: { stabilizationWindowSeconds: 3600, policies: [{ type: Pods, value: 1, periodSeconds: 1800 }] } }',
    ),
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('names and amounts of other things', () => {
  refuse([
    [
      'a node has labels',
      'nodeSelector: { disk: ssd/nvme }',
      'bad-value',
      'nodeSelector.disk',
      'a label value',
    ],
    ['with keys', 'nodeSelector: { disk type: ssd }', 'bad-name', 'nodeSelector.disk type', 'a label key'],
    [
      'a claim is for something',
      'kind: statefulset, claims: { grain: { size: 0 } }',
      'bad-storage',
      'claims.grain.size',
      'more than nothing',
    ],
    [
      'an address is no host',
      'ports: { http: 8080 }, service: { ports: { http: 80 } }, ingress: { host: 10.0.0.1, paths: { /: http } }',
      'bad-value',
      'ingress.host',
      'not an address',
    ],
    [
      'a time zone is written as the database has it',
      'kind: cronjob, schedule: "0 4 * * *", timezone: europe/london',
      'unknown-time-zone',
      'timezone',
      'did you mean "Europe/London"?',
    ],
  ]);

  test('a claim of the town is for something, too', () => {
    expect(stall('replicas: 1', 'storage: { cellar: { size: "0" } }\n').faults).toEqual([
      expect.stringContaining('bad-storage towns/market/current/town.yaml:storage.cellar.size: '),
    ]);
  });

  test.each([
    'nodeSelector: { kubernetes.io/os: linux, disk: "" }',
    'kind: cronjob, schedule: "0 4 * * *", timezone: US/Pacific',
    'kind: cronjob, schedule: "0 4 * * *", timezone: Asia/Calcutta',
    'kind: cronjob, schedule: "0 4 * * *", timezone: UTC',
    'ports: { http: 8080 }, service: { ports: { http: 80 } }, ingress: { host: 10.example.com, paths: { /: http } }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});
