// What a reconciler would skip, or be misled by, is a fault before it is committed.
import { describe, expect, test } from 'vitest';
import { reconcilerChecks } from '../../src/check/reconciler/index.ts';
import type { Place, YamlPath } from '../../src/diagnostics/fault.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { ResolvedEnvironment } from '../../src/resolve/resolved.ts';
import { makeCluster, makeEnvironment, makeManifest, makeShop, makeTown } from './make-environment.ts';

/** Stands in for the tracing of fields: the rendered field itself, so that a test sees which one was asked for. */
const placeOf = (_: Manifest, field: YamlPath): Place => ({ file: 'rendered', path: field });

function check(manifest: Manifest, environment: ResolvedEnvironment = makeEnvironment()) {
  return reconcilerChecks.flatMap((one) => one(manifest, environment, placeOf));
}

describe('an EndpointSlice', () => {
  const slice = makeManifest({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' });
  const on = (document: Parameters<typeof makeCluster>[0]) =>
    check(slice, makeEnvironment({ cluster: makeCluster(document) })).map(({ code }) => code);

  test.each([
    ['an Argo CD as it is installed', {}, ['endpoint-slice-ignored']],
    ['an Argo CD that says so', { argo: { managesEndpointSlices: false } }, ['endpoint-slice-ignored']],
    ['an Argo CD that was told to', { argo: { managesEndpointSlices: true } }, []],
    ['Flux', { reconciler: 'flux' as const }, []],
  ])('under %s', (_, document, codes) => {
    expect(on(document)).toEqual(codes);
  });
});

test('Endpoints, which EndpointSlices replaced, are left out like them', () => {
  expect(check(makeManifest({ kind: 'Endpoints' })).map(({ code }) => code)).toEqual([
    'endpoint-slice-ignored',
  ]);
});

describe('a bare pod that runs as an account', () => {
  const pod = (account: string) =>
    makeManifest({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'market-stall', labels: { town: 'market', shop: 'stall' } },
      spec: { serviceAccountName: account, containers: [] },
    });
  const account = {
    key: 'clerk',
    name: 'market-clerk',
    spec: {},
    place: { file: 'towns/market/current/town.yaml', path: ['accounts', 'clerk'] },
  };
  const on = (reconciler: 'flux' | 'argo-cd') =>
    makeEnvironment({
      cluster: makeCluster({ reconciler }),
      towns: [makeTown({ accounts: new Map([['clerk', account]]) })],
    });

  test.each([
    ['of its town, on Flux', 'market-clerk', 'flux', ['account-not-there']],
    ['of its town, on Argo CD', 'market-clerk', 'argo-cd', []],
    ['that somebody else makes, on Flux', 'somebody', 'flux', []],
  ] as const)('%s', (_, name, reconciler, codes) => {
    expect(check(pod(name), on(reconciler)).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the marker of Argo CD for files to skip', () => {
  test.each([
    ['in a value', { data: { notes: 'see\n# +argocd:skip-file-rendering\n' } }, ['data', 'notes']],
    ['in a key', { data: { '+argocd:skip-file-rendering': '' } }, ['data', '+argocd:skip-file-rendering']],
    ['in a list', { spec: { args: ['serve', '+argocd:skip-file-rendering'] } }, ['spec', 'args', 1]],
    [
      'in an annotation',
      { metadata: { name: 'market-stall', annotations: { why: '+argocd:skip-file-rendering' } } },
      ['metadata', 'annotations', 'why'],
    ],
  ])('is a fault %s', (_, object, path) => {
    expect(check(makeManifest(object))).toMatchObject([{ code: 'skip-marker', place: { path } }]);
  });

  test('is one on Flux, too: a release must not be fit for one reconciler only', () => {
    const environment = makeEnvironment({ cluster: makeCluster({ reconciler: 'flux' }) });
    const manifest = makeManifest({ data: { notes: '+argocd:skip-file-rendering' } });
    expect(check(manifest, environment)).toHaveLength(1);
  });
});

describe('an annotation or label that steers a reconciler', () => {
  const annotated = (annotations: Record<string, string>) =>
    makeManifest({ metadata: { name: 'market-stall', annotations } });

  test.each([
    ['argocd.argoproj.io/hook', 'PreSync', 'Argo CD'],
    ['argocd.argoproj.io/sync-wave', '-5', 'Argo CD'],
    ['argocd.argoproj.io/sync-options', 'Replace=true', 'Argo CD'],
    ['argocd.argoproj.io/sync-options', 'Prune=false,Replace=true', 'Argo CD'],
    ['argocd.argoproj.io/tracking-id', 'other:apps/Deployment:x/y', 'Argo CD'],
    ['helm.sh/hook', 'pre-delete', 'Argo CD'],
    ['kustomize.toolkit.fluxcd.io/ssa', 'Ignore', 'Flux'],
    ['kustomize.toolkit.fluxcd.io/force', 'enabled', 'Flux'],
    ['kustomize.toolkit.fluxcd.io/reconcile', 'disabled', 'Flux'],
    ['config.kubernetes.io/local-config', 'true', 'Flux, which builds with kustomize'],
    ['kubectl.kubernetes.io/last-applied-configuration', '{}', 'every reconciler'],
  ])('%s: %s is refused', (key, value, reader) => {
    expect(check(annotated({ [key]: value }))).toMatchObject([
      {
        code: 'reserved-annotation',
        message: `"${key}" steers ${reader}, and a town may not set it`,
        place: { path: ['metadata', 'annotations', key] },
      },
    ]);
  });

  test.each([
    ['kustomize.toolkit.fluxcd.io/prune', 'disabled'],
    ['kustomize.toolkit.fluxcd.io/substitute', 'disabled'],
    ['argocd.argoproj.io/sync-options', 'Prune=false,Delete=false'],
    ['helm.sh/chart', 'redis-1.0.0'],
    ['kubectl.kubernetes.io/default-container', 'stall'],
    ['notfluxcd.io/prune', 'disabled'],
    ['acme.com/argocd.argoproj.io', 'x'],
  ])('%s: %s may stay', (key, value) => {
    expect(check(annotated({ [key]: value }))).toEqual([]);
  });

  test('is refused as a label, and on pods', () => {
    const labels = { 'app.kubernetes.io/instance': 'other' };
    expect(check(makeManifest({ metadata: { name: 'market-stall', labels } }))).toMatchObject([
      { place: { path: ['metadata', 'labels', 'app.kubernetes.io/instance'] } },
    ]);
    const template = { metadata: { labels }, spec: { containers: [] } };
    expect(
      check(makeManifest({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } })),
    ).toMatchObject([
      { place: { path: ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/instance'] } },
    ]);
  });

  test('is refused once on a bare Pod, which is its own template', () => {
    const metadata = { name: 'market-stall', annotations: { 'helm.sh/hook': 'test' } };
    expect(check(makeManifest({ kind: 'Pod', metadata, spec: { containers: [] } }))).toHaveLength(1);
  });

  test('that a town sets for all its objects is one line of the town, whatever object is looked at', () => {
    const annotations = { 'argocd.argoproj.io/hook': 'PreSync' };
    const environment = makeEnvironment({ towns: [makeTown({ annotations })] });
    expect(check(annotated(annotations), environment)).toMatchObject([
      {
        place: {
          file: 'towns/market/v1/town.yaml',
          path: ['annotations', 'argocd.argoproj.io/hook'],
          part: 'key',
        },
      },
    ]);
  });

  test('is for the base to set: what a kingdom gets is not what a town says', () => {
    const wave = { name: 'quota', annotations: { 'argocd.argoproj.io/sync-wave': '1' } };
    expect(check(makeManifest({ metadata: wave }, 'base/v1/kingdom/quota.yaml'))).toEqual([]);
  });
});

describe('a label that townhall writes', () => {
  const deployment = makeManifest({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'market-stall', labels: { shop: 'stall' } },
    spec: { template: { metadata: {}, spec: { containers: [] } } },
  });
  const service = makeManifest({
    kind: 'Service',
    metadata: { name: 'market-stall', labels: { shop: 'stall' } },
  });

  test.each([
    'town',
    'shop',
    'kingdom',
    'environment',
    'app.kubernetes.io/name',
    'app.kubernetes.io/part-of',
    'app.kubernetes.io/version',
    'app.kubernetes.io/managed-by',
  ])('%s is not for a town to set', (key) => {
    const environment = makeEnvironment({ towns: [makeTown({ labels: { [key]: 'x' } })] });
    expect(check(service, environment)).toMatchObject([
      {
        code: 'reserved-label',
        message: `the label "${key}" is written by townhall, and a town cannot set it`,
        place: { file: 'towns/market/v1/town.yaml', path: ['labels', key], part: 'key' },
      },
    ]);
  });

  test('is not for a shop to set, and is said once for the shop', () => {
    const shops = [makeShop('stall', { labels: { town: 'mill' }, podLabels: { shop: 'lamp' } })];
    const environment = makeEnvironment({ towns: [makeTown({ shops })] });
    expect(check(deployment, environment).map(({ place }) => place?.path)).toEqual([
      ['shops', 'stall', 'labels', 'town'],
      ['shops', 'stall', 'podLabels', 'shop'],
    ]);
    expect(check(service, environment)).toEqual([]);
  });

  test('that pods do not get from townhall may stand on them; a version there would restart them', () => {
    const podLabels = {
      'app.kubernetes.io/name': 'stall',
      'app.kubernetes.io/version': '1.2.3',
      tier: 'front',
    };
    const environment = makeEnvironment({ towns: [makeTown({ shops: [makeShop('stall', { podLabels })] })] });
    expect(check(deployment, environment).map(({ place }) => place?.path?.at(-1))).toEqual([
      'app.kubernetes.io/version',
    ]);
  });

  test('is found on an object that the town writes out, too', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'sign', labels: { town: 'mill' } },
    };
    const place = { file: 'towns/market/v1/town.yaml', path: ['objects', 0] };
    const environment = makeEnvironment({
      towns: [makeTown({ objects: [{ object, root: ['objects', 0], place }] })],
    });
    expect(check({ ...makeManifest({}), origin: place }, environment)).toMatchObject([
      { code: 'reserved-label', place: { path: ['objects', 0, 'metadata', 'labels', 'town'] } },
    ]);
  });
});

test('the objects that townhall gives the reconcilers pass', async () => {
  const { buildCluster } = await import('../../src/build/reconcilers/build-cluster.ts');
  for (const reconciler of ['argo-cd', 'flux'] as const) {
    const cluster = makeCluster({ reconciler });
    const environment = makeEnvironment({ cluster });
    const { manifests } = buildCluster(cluster, [environment]);
    expect(manifests.flatMap((manifest) => check(manifest, environment))).toEqual([]);
  }
});
