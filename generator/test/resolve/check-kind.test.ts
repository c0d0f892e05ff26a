// What a shop says against its kind, or against itself: what only the API server would refuse, long after the review.
import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import { at, find } from '../build/make-town.ts';
import { IMAGE, refuse, stall } from './refuse-stall.ts';
import { type Outcome, shopOf } from './resolve-market.ts';

const NIGHTLY = 'kind: cronjob, schedule: "0 4 * * *"';

describe('a strategy that the kind does not have', () => {
  const rolling = (kind: string, amounts: string) => `kind: ${kind}, strategy: { rolling: { ${amounts} } }`;
  const code = 'not-for-this-kind';
  refuse([
    [
      'only a deployment is recreated',
      'kind: statefulset, strategy: recreate',
      code,
      'strategy',
      '`on-delete`',
    ],
    ['a daemonset is not recreated', 'kind: daemonset, strategy: recreate', code, 'strategy', 'a daemonset'],
    ['a deployment waits for nobody', 'strategy: on-delete', code, 'strategy', '`recreate`'],
    [
      'a statefulset has no pods above its number',
      rolling('statefulset', 'surge: 1'),
      code,
      'strategy.rolling.surge',
      'take `surge` out',
    ],
    [
      'only a statefulset has a partition',
      rolling('daemonset', 'partition: 1'),
      code,
      'strategy.rolling.partition',
      'take `partition` out',
    ],
    [
      'a daemonset surges or is short, never both',
      rolling('daemonset', 'surge: 1, unavailable: 1'),
      code,
      'strategy.rolling.surge',
      'take out `surge` or `unavailable`',
    ],
    [
      'percentages count too',
      rolling('daemonset', 'surge: 10%, unavailable: 5%'),
      code,
      'strategy.rolling.surge',
      'a daemonset',
    ],
  ]);

  const zero = 'an update could never begin';
  refuse([
    [
      'a deployment can move at least one pod',
      rolling('deployment', 'surge: 0, unavailable: 0'),
      'values-conflict',
      'strategy.rolling.unavailable',
      zero,
    ],
    [
      '0% is none',
      rolling('deployment', 'surge: 0%, unavailable: 0%'),
      'values-conflict',
      'strategy.rolling.unavailable',
      zero,
    ],
    [
      'a daemonset that may not be short surges',
      rolling('daemonset', 'unavailable: 0'),
      'values-conflict',
      'strategy.rolling.unavailable',
      zero,
    ],
    [
      'a statefulset is short of one pod at least',
      rolling('statefulset', 'unavailable: 0'),
      'values-conflict',
      'strategy.rolling.unavailable',
      'take `unavailable` out',
    ],
  ]);

  test.each([
    rolling('deployment', 'unavailable: 0'),
    rolling('deployment', 'surge: 0'),
    rolling('deployment', 'surge: 1, unavailable: 1'),
    rolling('daemonset', 'surge: 1, unavailable: 0'),
    rolling('daemonset', 'surge: 0, unavailable: 1'),
    rolling('statefulset', 'partition: 1, unavailable: 2'),
  ])('an update that can go on is none of our business: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('pods that end, and pods that last', () => {
  const code = 'not-for-this-kind';
  refuse([
    [
      'a job is not restarted always',
      'kind: job, restartPolicy: Always',
      code,
      'restartPolicy',
      'the pods of a job end',
    ],
    ['nor is a cronjob', `${NIGHTLY}, restartPolicy: Always`, code, 'restartPolicy', 'OnFailure, or Never'],
    ['a deployment is', 'restartPolicy: Never', code, 'restartPolicy', 'never "Never"'],
    [
      'a statefulset is',
      'kind: statefulset, restartPolicy: OnFailure',
      code,
      'restartPolicy',
      'say `kind: job`',
    ],
    ['a daemonset is', 'kind: daemonset, restartPolicy: OnFailure', code, 'restartPolicy', 'of a daemonset'],
    [
      'a job that goes away would run again',
      'kind: job, job: { ttl: 60 }',
      code,
      'job.ttl',
      'made again by the reconciler',
    ],
    [
      'an indexed job says how many',
      'kind: job, job: { completionMode: Indexed, parallelism: 2 }',
      'values-conflict',
      'job.completionMode',
      '`completions: 3`',
    ],
  ]);

  test.each([
    'kind: job, restartPolicy: Never',
    `${NIGHTLY}, job: { ttl: 60 }`,
    'kind: pod, restartPolicy: Never',
    'restartPolicy: Always',
    'kind: job, job: { completionMode: Indexed, completions: 3, parallelism: 2 }',
    'kind: job, job: { completionMode: Indexed }',
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });
});

describe('amounts that contradict each other', () => {
  const code = 'values-conflict';
  const ports = 'ports: { http: 8080 }';
  refuse([
    [
      'the most is not less than the fewest',
      'autoscale: { min: 3, max: 2, cpu: 80 }',
      code,
      'autoscale.max',
      'at most 2 pods is less than at least 3',
    ],
    [
      'a budget says what stays, or what goes',
      'disruption: { minAvailable: 1, maxUnavailable: 1 }',
      code,
      'disruption.maxUnavailable',
      'take one of them out',
    ],
    [
      'an update does not fail before a pod counts',
      'minReady: 60, progressDeadline: 60',
      code,
      'minReady',
      'after 60 seconds',
    ],
    ['not even where only one of them is said', 'minReady: 600', code, 'minReady', 'has failed after 600'],
    [
      'one success is enough to live',
      `${ports}, probes: { live: { tcp: http, success: 2 } }`,
      code,
      'probes.live.success',
      'take `success` out',
    ],
    [
      'and to start',
      `${ports}, probes: { start: { tcp: http, success: 2 } }`,
      code,
      'probes.start.success',
      'a start probe',
    ],
    [
      'also beside the shop',
      `sidecars: { clerk: { ${IMAGE}, ${ports}, probes: { live: { tcp: http, success: 2 } } } }`,
      code,
      'sidecars.clerk.probes.live.success',
      'asks for 2',
    ],
    [
      'who is not ready is not stopped',
      `${ports}, probes: { ready: { tcp: http, gracePeriod: 5 } }`,
      code,
      'probes.ready.gracePeriod',
      'stops no pod',
    ],
  ]);

  refuse([
    [
      'no pod is asked for more than it may use',
      'resources: { requests: { memory: 1Gi }, limits: { memory: 1000Mi } }',
      code,
      'resources.requests.memory',
      'asks for 1Gi of memory, and may use 1000Mi',
    ],
    [
      'nor a part of a processor',
      'resources: { requests: { cpu: 0.5 }, limits: { cpu: 400m } }',
      code,
      'resources.requests.cpu',
      'raise the limit',
    ],
    [
      'a device is handed out by its limit',
      'resources: { requests: { example.com/oven: 1 } }',
      code,
      'resources.requests.example.com/oven',
      'set `limits.example.com/oven` to 1',
    ],
    [
      'nobody else uses a device that is asked for',
      'resources: { requests: { example.com/oven: 1 }, limits: { example.com/oven: 2 } }',
      code,
      'resources.requests.example.com/oven',
      'write the same amount in both',
    ],
    [
      'a node has a few resources of its own',
      'resources: { requests: { memoryy: 1Gi } }',
      'bad-name',
      'resources.requests.memoryy',
      'expected cpu, memory, ephemeral-storage, or a device',
    ],
    [
      'nobody asks for less than nothing',
      'resources: { requests: { cpu: "-1" } }',
      'bad-value',
      'resources.requests.cpu',
      'found "-1"',
    ],
    [
      'no more pods stay than there are',
      'disruption: { minAvailable: 101% }',
      'bad-value',
      'disruption.minAvailable',
      'at most 100%',
    ],
    [
      'huge pages are no other',
      'resources: { requests: { memory: 1Gi, hugepages-2Mi: 4Mi } }',
      code,
      'resources.requests.hugepages-2Mi',
      'set `limits.hugepages-2Mi` to 4Mi',
    ],
    [
      'as many huge pages are used as were asked for',
      'resources: { requests: { cpu: 1, hugepages-2Mi: 2Mi }, limits: { hugepages-2Mi: 4Mi } }',
      code,
      'resources.requests.hugepages-2Mi',
      'write the same amount in both',
    ],
    [
      'a huge page is not broken',
      'resources: { limits: { cpu: 1, hugepages-2Mi: 5Mi } }',
      code,
      'resources.limits.hugepages-2Mi',
      'such as 6Mi',
    ],
    [
      'nor a large one',
      'resources: { limits: { cpu: 1, hugepages-1Gi: 100Mi } }',
      code,
      'resources.limits.hugepages-1Gi',
      'such as 1Gi',
    ],
    [
      'huge pages are not all that a container needs',
      'resources: { limits: { hugepages-2Mi: 4Mi } }',
      code,
      'resources.limits.hugepages-2Mi',
      'neither cpu nor memory beside it',
    ],
    [
      'a huge page has a size',
      'resources: { limits: { memory: 1Gi, hugepages-0Mi: 4Mi } }',
      'bad-name',
      'resources.limits.hugepages-0Mi',
      'expected cpu',
    ],
    [
      'a device is not shared out',
      'resources: { limits: { nvidia.com/gpu: 500m } }',
      code,
      'resources.limits.nvidia.com/gpu',
      'may use 500m of nvidia.com/gpu, and Kubernetes hands out whole ones only',
    ],
    [
      'nor asked for in part, and once is enough to say so',
      'resources: { requests: { nvidia.com/gpu: 0.5 } }',
      code,
      'resources.requests.nvidia.com/gpu',
      'asks for 0.5 of nvidia.com/gpu',
    ],
    ['no pods have no load', 'autoscale: { min: 0, max: 2, cpu: 80 }', code, 'autoscale.min', 'at least 1'],
    [
      "nor in Kubernetes' own words",
      'autoscale: { min: 0, max: 2, metrics: [{ type: Resource, resource: {} }] }',
      code,
      'autoscale.min',
      'External or Object',
    ],
    ['no servers answer no names', 'dnsPolicy: None', code, 'dnsPolicy', 'add `dnsConfig: '],
    [
      'what runs to its end has no health',
      `init: { sweep: { ${IMAGE}, probes: { ready: { exec: [clean] } } } }`,
      'not-for-this-kind',
      'init.sweep.probes',
      '`native: true`',
    ],
    [
      'and nobody waits for its end',
      `init: { sweep: { ${IMAGE}, lifecycle: { preStop: { sleep: { seconds: 1 } } } } }`,
      'not-for-this-kind',
      'init.sweep.lifecycle',
      'it has no lifecycle',
    ],
  ]);

  test.each([
    'resources: { requests: { memory: 1Gi, cpu: 500m }, limits: { memory: 1024Mi, cpu: 0.5 } }',
    'resources: { requests: { memory: 64Mi, ephemeral-storage: 1e3 }, limits: { ephemeral-storage: 1k } }',
    'resources: { requests: { example.com/oven: 1 }, limits: { example.com/oven: "1" } }',
    'resources: { requests: { example.com/oven: 2000m }, limits: { example.com/oven: 2.0 } }',
    'resources: { requests: { cpu: 1005m }, limits: { cpu: 1.005 } }',
    'resources: { requests: { example.kubernetes.io/oven: 500m } }',
    'resources: { requests: { cpu: 500m }, limits: { hugepages-2Mi: 4Mi, hugepages-1Gi: 2048Mi } }',
    'resources: { requests: { memory: "1e999999999" }, limits: { memory: "1e999999999" } }',
    'autoscale: { min: 0, max: 2, metrics: [{ type: External, external: {} }] }',
    'dnsPolicy: None, dnsConfig: { nameservers: [10.0.0.10] }',
    `sidecars: { sweep: { ${IMAGE}, native: true, probes: { ready: { exec: [clean] } } } }`,
    'autoscale: { min: 2, max: 2, cpu: 80 }',
    'disruption: { minAvailable: 100% }, strategy: { rolling: { surge: 200%, unavailable: 0 } }',
    'kind: daemonset, minReady: 900',
    `${ports}, probes: { live: { tcp: http, success: 1, gracePeriod: 5 }, ready: { tcp: http, success: 3 } }`,
  ])('fine: %s', (fields) => {
    expect(stall(fields).faults).toEqual([]);
  });

  test('a value from a parameter is held to it, too', () => {
    const parameters = 'parameters: { most: { type: integer, default: 1 } }\n';
    const { faults } = stall('autoscale: { min: 2, max: "{{ parameters.most }}", cpu: 80 }', parameters);
    expect(faults).toEqual([expect.stringMatching(/^values-conflict .*:shops\.stall\.autoscale\.max: /)]);
  });
});

describe('storage', () => {
  const code = 'bad-storage';
  refuse([
    [
      'a claim says how much it needs',
      'kind: statefulset, claims: { grain: { access: ReadWriteOnce } }',
      code,
      'claims.grain',
      'add `size: 1Gi`',
    ],
    [
      'claims of one shop are kept alike',
      'kind: statefulset, claims: { grain: { size: 1Gi }, straw: { size: 1Gi, keep: false } }',
      code,
      'claims.straw.keep',
      'grain is kept',
    ],
    [
      'a claim of one pod alone is for no others',
      'kind: statefulset, claims: { grain: { size: 1Gi, access: [ReadWriteOnce, ReadWriteOncePod] } }',
      code,
      'claims.grain.access',
      'write `access: ReadWriteOncePod`',
    ],
    [
      'pods that are alike have no claims of their own',
      'claims: { grain: { size: 1Gi } }',
      'field-of-another-kind',
      'claims',
      'say `kind: statefulset`',
    ],
  ]);

  const rows: [rule: string, storage: string, field: string, says: string][] = [
    ['it says how much it needs', '{ class: fast }', 'cellar', 'does not say how much'],
    [
      'one pod alone is no others',
      '{ size: 1Gi, access: [ReadWriteOncePod, ReadOnlyMany] }',
      'cellar.access',
      'by others too (ReadOnlyMany)',
    ],
    [
      'two volumes are one too many',
      '{ size: 1Gi, nfs: { server: nfs, path: / }, csi: { driver: disk } }',
      'cellar.csi',
      'the volume under "nfs"',
    ],
    [
      'a folder of the node is no disk',
      '{ size: 1Gi, csi: { driver: disk }, hostPath: { path: /srv } }',
      'cellar.hostPath',
      'under "csi"',
    ],
    [
      'a volume that is there is not sought by labels of another',
      '{ size: 1Gi, labels: { floor: cellar }, selector: { matchLabels: { floor: attic } }, nfs: { server: nfs, path: / } }',
      'cellar.selector',
      'asks for one with other labels',
    ],
    [
      'nor by what its own labels do not prove',
      '{ size: 1Gi, labels: { floor: cellar }, selector: { matchExpressions: [] }, nfs: { server: nfs, path: / } }',
      'cellar.selector',
      'asks for one with other labels',
    ],
    [
      "what is somebody else's has no size here",
      '{ existing: true, size: 1Gi }',
      'cellar.size',
      'somebody else',
    ],
  ];
  test.each(rows)('%s', (_rule, storage, field, says) => {
    const { faults } = stall('replicas: 1', `storage: { cellar: ${storage} }\n`);
    expect(faults).toEqual([
      expect.stringContaining(`bad-storage towns/market/current/town.yaml:storage.${field}: `),
    ]);
    expect(faults[0]).toContain(says);
  });
});

describe('what stands under every shop', () => {
  const under = (section: string, value: string, fields: string): Outcome =>
    stall(fields, `defaults: { ${section}: ${value} }\n`);
  const shared = 'strategy: { rolling: { surge: 25%, unavailable: 25% } }';
  const specOf = (outcome: Outcome, kind: string): unknown => {
    expect(outcome.faults).toEqual([]);
    const town = outcome.environment.towns.get('market') ?? expect.fail('no town');
    return at(find(buildTown(town, outcome.environment).manifests, kind).object, 'spec');
  };

  test('how many pods may be missing does not reach a statefulset, whose pods are not alike', () => {
    const outcome = under('shop', `{ ${shared} }`, 'kind: statefulset');
    expect(specOf(outcome, 'StatefulSet')).not.toHaveProperty('updateStrategy');
    expect(shopOf(under('shop', `{ ${shared} }`, 'replicas: 1'), 'stall').spec.strategy).toEqual({
      rolling: { surge: '25%', unavailable: '25%' },
    });
  });

  test('what deployments get does not reach a statefulset', () => {
    const outcome = under('deployment', `{ ${shared} }`, 'kind: statefulset');
    expect(shopOf(outcome, 'stall').spec.strategy).toBeUndefined();
  });

  test('what statefulsets get does', () => {
    const outcome = under(
      'statefulset',
      '{ strategy: { rolling: { unavailable: 2 } } }',
      'kind: statefulset',
    );
    expect(specOf(outcome, 'StatefulSet')).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
    });
  });

  test('a daemonset takes one of two amounts that every shop gets', () => {
    expect(specOf(under('shop', `{ ${shared} }`, 'kind: daemonset'), 'DaemonSet')).toMatchObject({
      updateStrategy: { rollingUpdate: { maxUnavailable: '25%' } },
    });
  });

  test('pods that last do not take the restarts of jobs', () => {
    const outcome = under('shop', '{ restartPolicy: OnFailure }', 'replicas: 1');
    expect(at(specOf(outcome, 'Deployment'), 'template', 'spec')).not.toHaveProperty('restartPolicy');
    expect(shopOf(under('shop', '{ restartPolicy: Never }', 'kind: job'), 'stall').spec.restartPolicy).toBe(
      'Never',
    );
  });

  test('a job does not take the end of cronjobs', () => {
    const ttl = '{ job: { ttl: 60, backoffLimit: 2 } }';
    expect(shopOf(under('shop', ttl, 'kind: job'), 'stall').spec.job).toEqual({ backoffLimit: 2 });
    expect(shopOf(under('shop', ttl, NIGHTLY), 'stall').spec.job).toEqual({ ttl: 60, backoffLimit: 2 });
  });

  test('init containers do not take the health checks of all containers', () => {
    const outcome = under(
      'container',
      '{ probes: { ready: { exec: [clean] } }, tty: true }',
      `init: { sweep: { ${IMAGE} } }, sidecars: { clerk: { ${IMAGE} } }`,
    );
    expect(outcome.faults).toEqual([]);
    const { init, sidecars } = shopOf(outcome, 'stall').spec;
    expect(init?.['sweep']).toMatchObject({ tty: true });
    expect(init?.['sweep']).not.toHaveProperty('probes');
    expect(sidecars?.['clerk']).toHaveProperty('probes');
  });

  test.each([
    ['daemonset', shared, 'strategy.rolling.surge'],
    ['statefulset', 'strategy: recreate', 'strategy'],
    ['deployment', 'restartPolicy: Never', 'restartPolicy'],
  ])('what a %s gets is held to its kind, at its own line', (kind, value, field) => {
    const { faults } = under(kind, `{ ${value} }`, `kind: ${kind}`);
    expect(faults).toEqual([
      expect.stringContaining(`not-for-this-kind towns/market/current/town.yaml:defaults.${kind}.${field}: `),
    ]);
  });
});

describe('a schedule', () => {
  const at = (schedule: string) => stall(`kind: cronjob, schedule: "${schedule}"`).faults;

  test.each([
    ['61 * * * *', '"61" is no minute, which is 0 to 59'],
    ['0 24 * * *', '"24" is no hour'],
    ['0 4 0 * *', '"0" is no day of month, which is 1 to 31'],
    ['0 4 * 13 *', '"13" is no month'],
    ['0 4 * * 7', '"7" is no day of week, which is 0 to 6'],
    ['30-10 * * * *', '"30-10" is no minute'],
    ['0 4-99 * * *', '"4-99" is no hour'],
    ['0 4- * * *', '"4-" is no hour'],
    ['0 1-2-3 * * *', '"1-2-3" is no hour'],
    ['*/0 * * * *', '"*/0" is no minute'],
    ['0 4 * * someday', '"someday" is no day of week'],
    ['TZ=UTC 0 4 * * *', 'say `timezone: UTC`'],
    ['CRON_TZ=Europe/London @daily', 'say `timezone: Europe/London`'],
    ['TZ=', 'say `timezone: Europe/London`'],
    ['0 4 * *', 'it has 4 fields, not five'],
    ['0 0 4 * * *', 'it has 6 fields, not five'],
    ['', 'it has 0 fields, not five'],
    ['@reboot', 'one of `init`'],
    ['@Daily', 'did you mean "@daily"?'],
    ['@fortnightly', 'write one of @yearly, @annually, @monthly'],
    ['@daily ', 'did you mean "@daily"?'],
    ['@every', 'write one of @yearly'],
    ['@every 1d', 'it wants hours, minutes and seconds'],
    ['@every 5 minutes', 'write "@every 90m"'],
    ['@every -5m', 'it wants hours, minutes and seconds'],
    ['@every 30s', 'at least "@every 1m"'],
    ['@every 0', 'at least "@every 1m"'],
  ])('%s is none', (schedule, says) => {
    expect(at(schedule)).toEqual([
      expect.stringMatching(/^bad-schedule towns\/market\/current\/town\.yaml:shops\.stall\.schedule: /),
    ]);
    expect(at(schedule)[0]).toContain(says);
  });

  test.each([
    '@daily',
    '@every 90m',
    '@every 1h30m0.5s',
    '@every +.5h',
    '*/5 0-6,20-23 * * *',
    '0 4 ? JAN-mar Mon,fri',
    '5/10 * 31 12 0',
    '0 */2 * * 1-5',
    '  0  4 * * * ',
  ])('%s is one', (schedule) => {
    expect(at(schedule)).toEqual([]);
  });

  test('that counts from its last run has a deadline no shorter than it takes, or none is ever due', () => {
    const every = (seconds: number) =>
      stall(`kind: cronjob, schedule: "@every 1h", startingDeadline: ${seconds}`).faults;
    expect(every(3600)).toEqual([]);
    expect(every(3599)).toEqual([
      expect.stringMatching(/^values-conflict .*:shops\.stall\.startingDeadline: .*at least 3600/),
    ]);
    expect(stall(`${NIGHTLY}, startingDeadline: 60`).faults).toEqual([]);
  });

  test('its time zone is one of the database', () => {
    expect(stall(`${NIGHTLY}, timezone: Europe/London`).faults).toEqual([]);
    expect(stall(`${NIGHTLY}, timezone: Europe/Lodnon`).faults).toEqual([
      expect.stringMatching(
        /^unknown-time-zone .*:shops\.stall\.timezone: .*did you mean "Europe\/London"\?$/,
      ),
    ]);
  });
});
