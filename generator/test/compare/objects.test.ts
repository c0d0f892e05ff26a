// Objects as trees hold them, before and after: what Kubernetes would do with the difference.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compareSnapshots } from '../../src/compare/compare-snapshots.ts';
import { diffValues } from '../../src/compare/diff-values.ts';
import { findHazards } from '../../src/compare/hazards/index.ts';
import { readSnapshot } from '../../src/compare/read-snapshot.ts';

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

function snapshotOf(objects: readonly Written[]) {
  return readSnapshot(
    objects.map((object, index) => {
      const metadata = {
        name: 'market-well',
        namespace: 'kingdom-of-riverland',
        labels: { town: 'market', shop: 'well' },
        ...object.metadata,
      };
      return {
        path: `environments/staging/manifests/market/v1/o${index}.yaml`,
        text: stringify({ ...object, metadata }),
      };
    }),
  );
}

/** `effect (restarts)` of every change, then the hazards. */
function tell(before: readonly Written[], after: readonly Written[]): string[] {
  const [old, wanted] = [snapshotOf(before), snapshotOf(after)];
  const changes = compareSnapshots(old, wanted);
  return [
    ...changes.map(({ effect, restarts }) => (restarts > 0 ? `${effect} (${restarts})` : effect)),
    ...findHazards(changes, { before: old, after: wanted }).map(({ code, dataLoss }) =>
      dataLoss ? `${code}!` : code,
    ),
  ];
}

const claim = (size: string, more: object = {}): Written => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...more },
});
const kept = (object: Written): Written => ({ ...object, metadata: { annotations: KEPT } });
const set = (spec: object): Written => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  spec: {
    replicas: 3,
    serviceName: 'well',
    template: { spec: { containers: [{ name: 'well', image: 'well:1' }] } },
    ...spec,
  },
});
const job = (name: string, image: string): Written => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: { template: { spec: { containers: [{ name: 'dig', image }] } } },
});
const binding = (role: string): Written => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  roleRef: { kind: 'Role', name: role },
});
const service = (spec: object): Written => ({ apiVersion: 'v1', kind: 'Service', spec });
const of = (kind: string, spec: object, apiVersion = 'apps/v1'): Written => ({ apiVersion, kind, spec });
const pods = (image: string) => ({ template: { spec: { containers: [{ name: 'well', image }] } } });

describe('what becomes of an object', () => {
  test.each<[string, readonly Written[], readonly Written[], string[]]>([
    ['a claim grows', [claim('1Gi')], [claim('2Gi')], ['configuration']],
    ['a claim shrinks', [claim('2Gi')], [claim('512Mi')], ['configuration', 'storage-shrunk']],
    [
      'a claim changes its class',
      [claim('1Gi')],
      [claim('1Gi', { storageClassName: 'fast' })],
      ['recreate', 'immutable-field'],
    ],
    ['a claim goes with its data', [claim('1Gi')], [], ['data-loss', 'claim-removed!']],
    ['a protected claim goes', [kept(claim('1Gi'))], [], ['delete', 'claim-removed']],
    ['a stateful set gets another image', [set({})], [set(pods('well:2'))], ['restart (3)']],
    ['a stateful set scales', [set({})], [set({ replicas: 5 })], ['scale']],
    [
      'a stateful set changes its service',
      [set({})],
      [set({ serviceName: 'deep' })],
      ['recreate (3)', 'immutable-field'],
    ],
    [
      'a stateful set changes its claims',
      [set({ volumeClaimTemplates: [] })],
      [set({ volumeClaimTemplates: [{ metadata: { name: 'water' } }] })],
      ['recreate (3)', 'immutable-field'],
    ],
    ['a stateful set goes', [set({})], [], ['delete', 'stateful-set-removed']],
    [
      'a stateful set goes with its claims',
      [set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
      [],
      ['data-loss', 'stateful-set-removed!'],
    ],
    [
      'pods wait for their deletion',
      [set({ updateStrategy: { type: 'OnDelete' } })],
      [set({ updateStrategy: { type: 'OnDelete' }, ...pods('well:2') })],
      ['configuration'],
    ],
    [
      'a daemon set gets another image',
      [of('DaemonSet', pods('well:1'))],
      [of('DaemonSet', pods('well:2'))],
      ['restart (1)'],
    ],
    [
      'a replica set gets another image',
      [of('ReplicaSet', pods('well:1'))],
      [of('ReplicaSet', pods('well:2'))],
      ['configuration'],
    ],
    [
      'a bare pod changes',
      [of('Pod', { containers: [{ name: 'well', image: 'well:1' }] }, 'v1')],
      [of('Pod', { containers: [{ name: 'well', image: 'well:2' }] }, 'v1')],
      ['recreate (1)'],
    ],
    [
      'a cron job changes',
      [of('CronJob', { schedule: '0 1 * * *' }, 'batch/v1')],
      [of('CronJob', { schedule: '0 2 * * *' }, 'batch/v1')],
      ['configuration'],
    ],
    [
      'a job is made anew',
      [job('market-dig-0a1b2c3d4e', 'dig:1')],
      [job('market-dig-4e3d2c1b0a', 'dig:2')],
      ['recreate (1)', 'job-runs-again'],
    ],
    [
      'a selector changes',
      [of('Deployment', { replicas: 2, selector: { a: '1' } })],
      [of('Deployment', { replicas: 2, selector: { a: '2' } })],
      ['recreate (2)', 'immutable-field'],
    ],
    ['a binding changes its role', [binding('reader')], [binding('writer')], ['recreate', 'immutable-field']],
    [
      'a service becomes headless',
      [service({ ports: [{ port: 80 }] })],
      [service({ clusterIP: 'None', ports: [{ port: 80 }] })],
      ['recreate', 'immutable-field'],
    ],
    [
      'a service gets a port',
      [service({ ports: [{ port: 80 }] })],
      [service({ ports: [{ port: 80 }, { port: 81 }] })],
      ['configuration'],
    ],
    [
      'a storage class changes',
      [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', parameters: { type: 'a' } }],
      [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', parameters: { type: 'b' } }],
      ['recreate', 'immutable-field'],
    ],
    [
      'a priority changes',
      [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1 }],
      [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 2 }],
      ['recreate', 'immutable-field'],
    ],
    [
      'an immutable config changes',
      [{ apiVersion: 'v1', kind: 'ConfigMap', immutable: true, data: { a: '1' } }],
      [{ apiVersion: 'v1', kind: 'ConfigMap', immutable: true, data: { a: '2' } }],
      ['recreate', 'immutable-field'],
    ],
    ['a namespace goes', [{ apiVersion: 'v1', kind: 'Namespace' }], [], ['data-loss', 'namespace-removed!']],
    [
      'limits of an autoscaler change',
      [of('HorizontalPodAutoscaler', { minReplicas: 1 }, 'autoscaling/v2')],
      [of('HorizontalPodAutoscaler', { minReplicas: 2 }, 'autoscaling/v2')],
      ['scale'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(tell(before, after)).toEqual(expected);
  });

  test('a service that another town calls does not just go', () => {
    const called = service({ ports: [{ port: 80, targetPort: 8080 }] });
    const policy: Written = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'fair-cart-to-well', labels: { town: 'fair', shop: 'cart' } },
      spec: {
        egress: [
          {
            to: [{ podSelector: { matchLabels: { town: 'market', shop: 'well' } } }],
            ports: [{ port: 8080 }],
          },
        ],
      },
    };
    const files = (objects: readonly [string, Written][]) =>
      objects.map(([town, object]) => ({
        path: `environments/staging/manifests/${town}/v1/${object.kind}.yaml`,
        text: stringify({
          ...object,
          metadata: {
            name: 'market-well',
            namespace: 'k',
            labels: { town: 'market', shop: 'well' },
            ...object.metadata,
          },
        }),
      }));
    const before = readSnapshot(
      files([
        ['market', called],
        ['fair', policy],
      ]),
    );
    const after = readSnapshot(files([['fair', policy]]));
    const hazards = findHazards(compareSnapshots(before, after), { before, after });
    expect(hazards.map(({ message }) => message)).toEqual([
      'service market-well goes while fair/cart still calls it',
    ]);
  });
});

describe('the comparison of values', () => {
  test('nothing differs from itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(diffValues(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test('what is found says what both sides hold', () => {
    const side = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.integer(), fc.array(fc.integer())),
    );
    fc.assert(
      fc.property(side, side, (before, after) => {
        const same =
          JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(after).sort());
        expect(diffValues(before, after).length === 0).toBe(same);
      }),
    );
  });

  test('one container that changes is one change, wherever it stands', () => {
    const before = {
      containers: [
        { name: 'a', image: '1' },
        { name: 'b', image: '1' },
      ],
    };
    const after = {
      containers: [
        { name: 'a', image: '1' },
        { name: 'b', image: '2' },
        { name: 'c', image: '1' },
      ],
    };
    expect(diffValues(before, after).map(({ path }) => path.join('.'))).toEqual([
      'containers.1.image',
      'containers.2',
    ]);
  });
});
