import type { V1CronJob, V1Deployment, V1PodSpec } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import type { ResolvedShop } from '../../src/resolve/resolved.ts';
import type { Probe } from '../../src/validate/vocabulary/probe.ts';
import type { Shop } from '../../src/validate/vocabulary/shop.ts';
import { find, makeConfig, makeEnvironment, makeShop, makeTown, type ShopFields } from './make-town.ts';

const SELECTOR = { matchLabels: { town: 'market', shop: 'redis' } };

function render(shop: ResolvedShop) {
  const configs = [makeConfig('conf', { name: 'market-conf-1a2b', data: { 'a.conf': 'x' } })];
  return buildTown(makeTown({ shops: [shop], configs }), makeEnvironment()).manifests;
}

function deployment(spec: Shop, fields: ShopFields = {}): NonNullable<V1Deployment['spec']> {
  const object: V1Deployment = find(render(makeShop('redis', { ...fields, spec })), 'Deployment').object;
  return object.spec ?? expect.fail('no spec');
}

function pod(spec: Shop, fields: ShopFields = {}): V1PodSpec {
  return deployment(spec, fields).template.spec ?? expect.fail('no pod');
}

describe('a deployment', () => {
  test('leaves replicas to its autoscaler', () => {
    expect(deployment({ replicas: 3 }).replicas).toBe(3);
    expect(deployment({ replicas: 3, autoscale: { min: 1, max: 5, cpu: 80 } })).not.toHaveProperty(
      'replicas',
    );
  });

  test.each<[Shop['strategy'], unknown]>([
    ['recreate', { type: 'Recreate' }],
    [
      { rolling: { surge: 1, unavailable: '25%' } },
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
    ],
    [{ rolling: { unavailable: 0 } }, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } }],
  ])('strategy %j', (strategy, expected) => {
    expect(deployment({ ...(strategy && { strategy }) }).strategy).toEqual(expected);
  });

  test('has the words of Kubernetes for those of the town file', () => {
    expect(deployment({ minReady: 5, progressDeadline: 600, revisionHistoryLimit: 14 })).toMatchObject({
      minReadySeconds: 5,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 14,
      selector: SELECTOR,
    });
  });
});

test('a cronjob restarts on failure unless it says never', () => {
  const spec: Shop = {
    schedule: '0 5 * * *',
    timezone: 'Europe/London',
    concurrency: 'Forbid',
    suspend: true,
    startingDeadline: 60,
    history: { success: 1, failure: 2 },
    job: { completions: 2, parallelism: 1, backoffLimit: 3, deadline: 90, completionMode: 'Indexed' },
  };
  const build = (more: Shop) => {
    const manifests = render(makeShop('redis', { kind: 'cronjob', spec: { ...spec, ...more } }));
    expect(manifests.some(({ object }) => object.kind === 'Deployment')).toBe(false);
    const object: V1CronJob = find(manifests, 'CronJob').object;
    return object.spec;
  };
  expect(build({})).toMatchObject({
    schedule: '0 5 * * *',
    timeZone: 'Europe/London',
    concurrencyPolicy: 'Forbid',
    suspend: true,
    startingDeadlineSeconds: 60,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 2,
    jobTemplate: {
      spec: {
        completions: 2,
        parallelism: 1,
        backoffLimit: 3,
        activeDeadlineSeconds: 90,
        completionMode: 'Indexed',
        template: { spec: { restartPolicy: 'OnFailure' } },
      },
    },
  });
  expect(build({ restartPolicy: 'Never' })?.jobTemplate.spec?.template.spec?.restartPolicy).toBe('Never');
});

describe('containers', () => {
  test('the main container comes first and is named by the shop; native sidecars start before init containers', () => {
    const spec = pod(
      {
        sidecars: { zebra: { image: 'z:1' }, proxy: { image: 'p:1', native: true }, ape: { image: 'a:1' } },
        init: { second: { image: 's:1' }, first: { image: 'f:1' } },
      },
      { name: 'legacy-redis' },
    );
    expect(spec.containers.map(({ name }) => name)).toEqual(['redis', 'zebra', 'ape']);
    expect(spec.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['proxy', 'Always'],
      ['second', undefined],
      ['first', undefined],
    ]);
  });

  test('every field of a container has its place', () => {
    const [main] = pod({
      command: ['redis-server'],
      args: ['--port', '6379'],
      workingDir: '/data',
      pullPolicy: 'Always',
      stdin: true,
      tty: false,
      ports: { redis: 6379, gossip: { port: 16379, protocol: 'UDP', hostPort: 9000 } },
      env: {
        PLAIN: 'text',
        FROM_CONFIG: { config: 'conf', key: 'a.conf' },
        POD: { field: 'metadata.name' },
        CPU: { resource: 'limits.cpu', container: 'redis', divisor: '1m' },
      },
      envFrom: [{ config: 'conf', prefix: 'C_' }],
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: 2 } },
      security: { runAsNonRoot: true },
      lifecycle: { preStop: { sleep: { seconds: 1 } } },
    }).containers;
    expect(main).toEqual({
      name: 'redis',
      image: 'ghcr.io/acme/shop:1.0.0',
      imagePullPolicy: 'Always',
      command: ['redis-server'],
      args: ['--port', '6379'],
      workingDir: '/data',
      ports: [
        { name: 'redis', containerPort: 6379, protocol: 'TCP' },
        { name: 'gossip', containerPort: 16379, hostPort: 9000, protocol: 'UDP' },
      ],
      env: [
        { name: 'PLAIN', value: 'text' },
        { name: 'FROM_CONFIG', valueFrom: { configMapKeyRef: { name: 'market-conf-1a2b', key: 'a.conf' } } },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        {
          name: 'CPU',
          valueFrom: { resourceFieldRef: { containerName: 'redis', resource: 'limits.cpu', divisor: '1m' } },
        },
      ],
      envFrom: [{ prefix: 'C_', configMapRef: { name: 'market-conf-1a2b' } }],
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '2' } },
      lifecycle: { preStop: { sleep: { seconds: 1 } } },
      securityContext: { runAsNonRoot: true },
      stdin: true,
      tty: false,
    });
  });

  test('an address that is still a reference is a bug, not a value', () => {
    expect(() => pod({ env: { STORE: { to: 'woodworker' } } })).toThrow('woodworker');
  });

  test.each<[string, Probe, unknown]>([
    [
      'http by name',
      { http: '/live', port: 'redis', initialDelay: 1, period: 20 },
      { httpGet: { path: '/live', port: 'redis' }, initialDelaySeconds: 1, periodSeconds: 20 },
    ],
    ['http on the only port', { http: '/live' }, { httpGet: { path: '/live', port: 'redis' } }],
    [
      'http with headers',
      { http: '/', port: 80, scheme: 'HTTPS', headers: { Host: 'a' } },
      { httpGet: { path: '/', port: 80, scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'a' }] } },
    ],
    ['tcp by name', { tcp: 'redis', timeout: 2 }, { tcpSocket: { port: 'redis' }, timeoutSeconds: 2 }],
    [
      'grpc by number, for Kubernetes takes no name',
      { grpc: 'redis', service: 'live', failure: 3 },
      { grpc: { port: 6379, service: 'live' }, failureThreshold: 3 },
    ],
    [
      'exec',
      { exec: ['redis-cli', 'ping'], success: 1, gracePeriod: 9 },
      { exec: { command: ['redis-cli', 'ping'] }, successThreshold: 1, terminationGracePeriodSeconds: 9 },
    ],
  ])('probe: %s', (_name, probe, expected) => {
    const [main] = pod({
      ports: { redis: 6379 },
      probes: { live: probe, ready: probe, start: probe },
    }).containers;
    expect(main?.livenessProbe).toEqual(expected);
    expect(main?.readinessProbe).toEqual(expected);
    expect(main?.startupProbe).toEqual(expected);
  });
});
