// What an Argo CD is given for one environment, to the letter, and the rules that each of it follows.
import { describe, expect, test } from 'vitest';
import { bootstrapCommand, buildCluster } from '../../src/build/reconcilers/build-cluster.ts';
import { byFile, makeCluster, makeEnvironment, makeKingdom, makeShop, makeTown } from './make-environment.ts';

const SYNC = {
  automated: { prune: true, selfHeal: true, allowEmpty: false },
  syncOptions: [
    'ServerSideApply=true',
    'PruneLast=true',
    'ApplyOutOfSyncOnly=true',
    'RespectIgnoreDifferences=true',
    'FailOnSharedResource=true',
  ],
  retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
};
const SERVER = 'https://kubernetes.default.svc';
const URL = 'https://git.example.com/harbour.git';
const OWN_PATH = { 'argocd.argoproj.io/manifest-generate-paths': '.' };
const PROJECT = { 'argocd.argoproj.io/sync-wave': '-2', 'argocd.argoproj.io/sync-options': 'Validate=false' };

const source = (path: string) => ({
  repoURL: URL,
  targetRevision: 'main',
  path,
  directory: { recurse: true },
});
const build = (said = makeEnvironment()) => byFile(buildCluster(said.cluster, [said]).manifests);

describe('one environment on Argo CD', () => {
  const objects = build();

  test('is these files, and a promotion renames none of them', () => {
    const files = [
      'bootstrap/townhall-eastus-appproject.yaml',
      'bootstrap/townhall-eastus-application.yaml',
      'kingdom-riverland-regions-eastus-appproject.yaml',
      'kingdom-riverland-regions-eastus-application.yaml',
      'town-market-regions-eastus-application.yaml',
    ];
    expect([...objects.keys()]).toEqual(files);
    const promoted = build(makeEnvironment({ towns: [makeTown({ version: 'v2' })] }));
    expect([...promoted.keys()]).toEqual(files);
  });

  test('the root may make Applications and AppProjects beside itself, and nothing else', () => {
    expect(objects.get('bootstrap/townhall-eastus-appproject.yaml')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: 'townhall-eastus',
        namespace: 'argocd',
        labels: {
          'app.kubernetes.io/name': 'townhall-eastus',
          'app.kubernetes.io/part-of': 'townhall',
          'app.kubernetes.io/managed-by': 'townhall',
        },
        annotations: PROJECT,
      },
      spec: {
        description: 'What starts everything on eastus',
        sourceRepos: [URL],
        destinations: [{ server: SERVER, namespace: 'argocd' }],
        namespaceResourceWhitelist: [
          { group: 'argoproj.io', kind: 'Application' },
          { group: 'argoproj.io', kind: 'AppProject' },
        ],
      },
    });
  });

  test('the root reads the whole folder, itself too, and applies as kubectl did', () => {
    expect(objects.get('bootstrap/townhall-eastus-application.yaml')).toMatchObject({
      metadata: { name: 'townhall-eastus', namespace: 'argocd', annotations: OWN_PATH },
      spec: {
        project: 'townhall-eastus',
        source: source('clusters/eastus/argo-cd'),
        destination: { server: SERVER, namespace: 'argocd' },
        syncPolicy: { ...SYNC, syncOptions: SYNC.syncOptions.slice(1) },
      },
    });
  });

  test("the kingdom's project reaches its own namespace from this repository", () => {
    expect(objects.get('kingdom-riverland-regions-eastus-appproject.yaml')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: 'kingdom-riverland-regions-eastus',
        namespace: 'argocd',
        labels: {
          kingdom: 'riverland',
          environment: 'regions-eastus',
          'app.kubernetes.io/name': 'riverland',
          'app.kubernetes.io/part-of': 'riverland',
          'app.kubernetes.io/managed-by': 'townhall',
        },
        annotations: PROJECT,
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        description: 'Kingdom riverland in regions/eastus',
        sourceRepos: [URL],
        destinations: [{ server: SERVER, namespace: 'kingdom-of-riverland' }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'kingdom-of-riverland' }],
      },
    });
  });

  test('the kingdom comes before the towns', () => {
    expect(objects.get('kingdom-riverland-regions-eastus-application.yaml')).toMatchObject({
      metadata: { annotations: { ...OWN_PATH, 'argocd.argoproj.io/sync-wave': '-1' } },
      spec: {
        project: 'kingdom-riverland-regions-eastus',
        source: source('environments/regions/eastus/manifests/_kingdoms/riverland'),
      },
    });
  });

  test('the town has no wave, no finalizer and no version but in its path', () => {
    expect(objects.get('town-market-regions-eastus-application.yaml')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'town-market-regions-eastus',
        namespace: 'argocd',
        labels: {
          town: 'market',
          kingdom: 'riverland',
          environment: 'regions-eastus',
          'app.kubernetes.io/name': 'market',
          'app.kubernetes.io/part-of': 'market',
          'app.kubernetes.io/managed-by': 'townhall',
        },
        annotations: OWN_PATH,
      },
      spec: {
        project: 'kingdom-riverland-regions-eastus',
        source: source('environments/regions/eastus/manifests/market/v1'),
        destination: { server: SERVER, namespace: 'kingdom-of-riverland' },
        syncPolicy: SYNC,
      },
    });
  });
});

describe('an Application', () => {
  const retired = { reason: 'nobody buys here', owner: 'market-team' };
  const CHILD = 'town-market-regions-eastus-application.yaml';

  test('takes its objects along only when its town is retired', () => {
    const objects = build(makeEnvironment({ towns: [makeTown({ pin: { retired } })] }));
    expect(objects.get(CHILD)?.metadata).toHaveProperty('finalizers', [
      'resources-finalizer.argocd.argoproj.io',
    ]);
    const others = [...objects].filter(([file, { kind }]) => kind === 'Application' && file !== CHILD);
    expect(others).toHaveLength(2);
    for (const [file, { metadata }] of others) expect(metadata, file).not.toHaveProperty('finalizers');
  });

  test('leaves the number of pods to the autoscaler, of exactly the Deployments that have one', () => {
    const autoscale = { min: 1, max: 5 };
    const shops = [
      makeShop('stall', { autoscale }),
      makeShop('lamp', { replicas: 2 }),
      { ...makeShop('watch', { autoscale }), kind: 'cronjob' as const },
    ];
    expect(build(makeEnvironment({ towns: [makeTown({ shops })] })).get(CHILD)).toHaveProperty(
      'spec.ignoreDifferences',
      [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'kingdom-of-riverland',
          name: 'market-stall',
          jsonPointers: ['/spec/replicas'],
        },
      ],
    );
  });
});

test('an Argo CD in another namespace is met there', () => {
  const cluster = makeCluster({ argo: { namespace: 'gitops' } });
  const { manifests } = buildCluster(cluster, [makeEnvironment({ cluster })]);
  expect(new Set(manifests.map(({ object }) => object.metadata.namespace))).toEqual(new Set(['gitops']));
});

test('every kingdom of every environment has a project of its own', () => {
  const cluster = makeCluster({ environments: ['staging', 'canary'] });
  const environments = ['staging', 'canary'].map((name) =>
    makeEnvironment({
      name,
      cluster,
      towns: [
        makeTown({ kingdom: makeKingdom('riverland', name) }),
        makeTown({ name: 'mine', kingdom: makeKingdom('highland', name) }),
      ],
    }),
  );
  const { manifests, faults } = buildCluster(cluster, environments);
  const reach = manifests.flatMap(({ object }) =>
    object.kind === 'AppProject' && object.metadata.name.startsWith('kingdom-')
      ? [[object.metadata.name, 'spec' in object && JSON.stringify(object.spec)]]
      : [],
  );
  expect(faults).toEqual([]);
  expect(reach.map(([name]) => name)).toEqual([
    'kingdom-riverland-staging',
    'kingdom-highland-staging',
    'kingdom-riverland-canary',
    'kingdom-highland-canary',
  ]);
  expect(reach[3]?.[1]).toContain('"namespace":"kingdom-of-highland-canary"');
});

test('one command starts the cluster', () => {
  expect(bootstrapCommand(makeCluster())).toBe(
    [
      'kubectl apply',
      '--filename clusters/eastus/argo-cd/bootstrap/townhall-eastus-appproject.yaml',
      '--filename clusters/eastus/argo-cd/bootstrap/townhall-eastus-application.yaml',
    ].join(' '),
  );
});
