import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import type { ResolvedStorage } from '../../src/resolve/resolved.ts';
import type { Shop, WorkloadKind } from '../../src/validate/vocabulary/shop.ts';
import { at, FILE, find, makeEnvironment, makeShop, makeTown } from './make-town.ts';

const SELECTOR = { matchLabels: { town: 'market', shop: 'mongo' } };

function render(kind: WorkloadKind, spec: Shop, storage: readonly ResolvedStorage[] = []) {
  const storages = new Map(storage.map((entry) => [entry.key, entry]));
  const town = makeTown({ shops: [makeShop('mongo', { kind, spec })], storages });
  return buildTown(town, makeEnvironment()).manifests;
}

function makeStorage(spec: ResolvedStorage['spec']): ResolvedStorage {
  const place = { file: FILE, path: ['storage', 'cellar'] };
  return { key: 'cellar', name: 'market-cellar', existing: false, spec, place };
}

describe('a statefulset', () => {
  const spec: Shop = {
    replicas: 3,
    ports: { peer: 27017 },
    service: { name: 'mongo', headless: true, ports: { peer: 27017 } },
    claims: { data: { size: '10Gi', class: 'fast' } },
    mounts: { '/data': { claim: 'data' } },
    parallel: true,
    strategy: { rolling: { partition: 2, surge: 1, unavailable: 0 } },
  };

  test('is governed by its headless service and has a claim for each pod', () => {
    const { object } = find(render('statefulset', spec), 'StatefulSet');
    expect(at(object, 'spec')).toMatchObject({
      serviceName: 'mongo',
      replicas: 3,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      selector: SELECTOR,
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { town: 'market', shop: 'mongo' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '10Gi' } },
          },
        },
      ],
    });
    expect(at(object, 'spec', 'template', 'spec', 'volumes')).toBeUndefined();
  });

  test('lets its claims go only where it is said', () => {
    const kept = find(render('statefulset', spec), 'StatefulSet').object;
    expect(at(kept, 'spec', 'persistentVolumeClaimRetentionPolicy')).toBeUndefined();
    const dropped = { ...spec, claims: { data: { size: '1Gi', keep: false } } };
    const { object } = find(render('statefulset', dropped), 'StatefulSet');
    expect(at(object, 'spec', 'persistentVolumeClaimRetentionPolicy')).toEqual({
      whenDeleted: 'Delete',
      whenScaled: 'Retain',
    });
  });
});

test('a daemonset surges or is short, never both, and mounts paths of its node', () => {
  const spec: Shop = {
    strategy: { rolling: { surge: 1, unavailable: 0 } },
    mounts: { '/var/log': { host: '/var/log' }, '/logs': { host: '/var/log', readOnly: true } },
  };
  const { object } = find(render('daemonset', spec), 'DaemonSet');
  expect(at(object, 'spec', 'updateStrategy', 'rollingUpdate')).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(at(object, 'spec', 'template', 'spec', 'volumes')).toEqual([
    { name: 'var-log', hostPath: { path: '/var/log' } },
  ]);
});

test('the name of a job follows from what it does', () => {
  const name = (spec: Shop) => find(render('job', spec), 'Job').object.metadata.name;
  expect(name({ args: ['one'] })).toMatch(/^market-mongo-[0-9a-f]{8}$/);
  expect(name({ args: ['one'] })).toBe(name({ args: ['one'], suspend: true }));
  expect(name({ args: ['one'] })).not.toBe(name({ args: ['two'] }));
});

test('a job restarts on failure, and says how often it runs', () => {
  const { object } = find(render('job', { job: { completions: 10, parallelism: 5 } }), 'Job');
  expect(at(object, 'spec')).toMatchObject({ completions: 10, parallelism: 5 });
  expect(at(object, 'spec', 'template', 'spec', 'restartPolicy')).toBe('OnFailure');
});

test('a pod alone is replaced, and not because a version is promoted', () => {
  const { metadata } = find(render('pod', { restartPolicy: 'Never' }), 'Pod').object;
  expect(metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
    'kustomize.toolkit.fluxcd.io/force': 'enabled',
  });
  expect(metadata.labels).toMatchObject({ town: 'market', shop: 'mongo' });
  expect(metadata.labels).not.toHaveProperty('app.kubernetes.io/version');
});

test.each([
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['replicaset', 'ReplicaSet'],
] as const)('a %s can be scaled by demand', (kind, name) => {
  const manifests = render(kind, { replicas: 2, autoscale: { min: 2, max: 5, cpu: 80 } });
  const autoscaler = find(manifests, 'HorizontalPodAutoscaler').object;
  expect(at(autoscaler, 'spec', 'scaleTargetRef', 'kind')).toBe(name);
  expect(at(find(manifests, name).object, 'spec')).not.toHaveProperty('replicas');
});

describe('storage', () => {
  const KEPT = {
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  };

  test('is a claim that no reconciler removes', () => {
    const { object } = find(
      render('deployment', { mounts: { '/data': { storage: 'cellar' } } }, [makeStorage({ size: '1Gi' })]),
      'PersistentVolumeClaim',
    );
    expect(object.metadata).toMatchObject({ name: 'market-cellar', annotations: KEPT });
    expect(object.metadata.labels).toMatchObject({ town: 'market' });
  });

  test('that stands on a volume is bound to that volume and no other', () => {
    const nfs = { server: '192.168.0.1', path: '/exports' };
    const manifests = render('deployment', {}, [makeStorage({ size: '1Gi', access: 'ReadWriteMany', nfs })]);
    const volume = find(manifests, 'PersistentVolume').object;
    expect(volume.metadata).toMatchObject({ name: 'oak-market-cellar', annotations: KEPT });
    expect(volume.metadata).not.toHaveProperty('namespace');
    expect(at(volume, 'spec')).toMatchObject({
      capacity: { storage: '1Gi' },
      storageClassName: '',
      claimRef: { namespace: 'kingdom-of-oak', name: 'market-cellar' },
      nfs,
    });
    const claim = find(manifests, 'PersistentVolumeClaim').object;
    expect(at(claim, 'spec')).toMatchObject({ storageClassName: '', volumeName: 'oak-market-cellar' });
  });

  test('that stands on a volume of a class says the class on both, for else they never find each other', () => {
    const csi = { driver: 'disk.example.com', volumeHandle: 'cellar' };
    const manifests = render('deployment', {}, [makeStorage({ size: '1Gi', class: 'slow', csi })]);
    for (const kind of ['PersistentVolume', 'PersistentVolumeClaim']) {
      expect(at(find(manifests, kind).object, 'spec', 'storageClassName')).toBe('slow');
    }
  });
});
