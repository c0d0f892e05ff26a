// What a Flux is given for one environment, to the letter, and the rules that each of it follows.
import { describe, expect, test } from 'vitest';
import { bootstrapCommand, buildCluster } from '../../src/build/reconcilers/build-cluster.ts';
import { byFile, makeCluster, makeEnvironment, makeTown } from './make-environment.ts';

const cluster = makeCluster({
  cluster: 'uk',
  reconciler: 'flux',
  environments: ['regions/uk'],
  source: { url: 'ssh://git@git.example.com/harbour.git', branch: 'main', secret: 'deploy-key' },
});
const build = (towns = [makeTown()]) => {
  const environment = makeEnvironment({ name: 'regions/uk', cluster, towns });
  return byFile(buildCluster(cluster, [environment]).manifests);
};
const spec = (path: string) => ({
  interval: '10m',
  retryInterval: '2m',
  timeout: '5m',
  sourceRef: { kind: 'GitRepository', name: 'townhall' },
  path,
  prune: true,
  wait: true,
  force: false,
  deletionPolicy: 'Orphan',
});
const TOWN = 'town-market-regions-uk-kustomization.yaml';
const KINGDOM = 'kingdom-riverland-regions-uk-kustomization.yaml';

describe('one environment on Flux', () => {
  const objects = build();

  test('is these files, and a promotion renames none of them', () => {
    const files = [
      'bootstrap/townhall-gitrepository.yaml',
      'bootstrap/townhall-uk-kustomization.yaml',
      'kingdom-riverland-regions-uk-serviceaccount.yaml',
      KINGDOM,
      TOWN,
    ];
    expect([...objects.keys()]).toEqual(files);
    expect([...build([makeTown({ version: 'v2' })]).keys()]).toEqual(files);
  });

  test('the source is the branch of the cluster, never a default', () => {
    expect(objects.get('bootstrap/townhall-gitrepository.yaml')).toMatchObject({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      metadata: { name: 'townhall', namespace: 'flux-system' },
      spec: {
        interval: '1m',
        url: 'ssh://git@git.example.com/harbour.git',
        ref: { branch: 'main' },
        secretRef: { name: 'deploy-key' },
      },
    });
  });

  test('the root waits for nobody, so that one broken town holds nobody up', () => {
    expect(objects.get('bootstrap/townhall-uk-kustomization.yaml')).toMatchObject({
      metadata: { name: 'townhall-uk', namespace: 'flux-system' },
      spec: { ...spec('./clusters/uk/flux'), wait: false },
    });
  });

  test("the kingdom's account outlives its file, for Flux deletes a retired town as this account", () => {
    expect(objects.get('kingdom-riverland-regions-uk-serviceaccount.yaml')).toMatchObject({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'kingdom-riverland-regions-uk',
        namespace: 'flux-system',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
    });
  });

  test('the kingdom is applied by the controller itself', () => {
    expect(objects.get(KINGDOM)).toHaveProperty(
      'spec',
      spec('./environments/regions/uk/manifests/_kingdoms/riverland'),
    );
  });

  test('the town waits for its kingdom only, and acts as the account of its kingdom', () => {
    expect(objects.get(TOWN)).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: {
        name: 'town-market-regions-uk',
        namespace: 'flux-system',
        labels: {
          town: 'market',
          kingdom: 'riverland',
          environment: 'regions-uk',
          'app.kubernetes.io/name': 'market',
          'app.kubernetes.io/part-of': 'market',
          'app.kubernetes.io/managed-by': 'townhall',
        },
      },
      spec: {
        ...spec('./environments/regions/uk/manifests/market/v1'),
        dependsOn: [{ name: 'kingdom-riverland-regions-uk' }],
        serviceAccountName: 'kingdom-riverland-regions-uk',
      },
    });
  });
});

describe('a Kustomization', () => {
  const kustomizations = [...build().values()].filter(({ kind }) => kind === 'Kustomization');

  test('never moves objects to another namespace, and never forces', () => {
    expect(kustomizations).toHaveLength(3);
    for (const { metadata, ...rest } of kustomizations) {
      expect(rest, metadata.name).not.toHaveProperty('spec.targetNamespace');
      expect(rest, metadata.name).toHaveProperty('spec.force', false);
    }
  });

  test('takes its objects along only when its town is retired', () => {
    const retired = { reason: 'nobody buys here', owner: 'market-team' };
    const objects = build([makeTown({ pin: { retired } })]);
    const policies = [...objects.values()].flatMap((object) =>
      object.kind === 'Kustomization'
        ? [[object.metadata.name, JSON.stringify(object).includes('"Delete"')]]
        : [],
    );
    expect(policies).toEqual([
      ['townhall-uk', false],
      ['kingdom-riverland-regions-uk', false],
      ['town-market-regions-uk', true],
    ]);
  });
});

test('a Flux in another namespace is met there', () => {
  const elsewhere = makeCluster({ reconciler: 'flux', flux: { namespace: 'gitops' } });
  const { manifests } = buildCluster(elsewhere, [makeEnvironment({ cluster: elsewhere })]);
  expect(new Set(manifests.map(({ object }) => object.metadata.namespace))).toEqual(new Set(['gitops']));
});

test('one command starts the cluster', () => {
  expect(bootstrapCommand(cluster)).toBe('kubectl apply --filename clusters/uk/flux/bootstrap/');
});
