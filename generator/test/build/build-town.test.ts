import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import { emitYaml } from '../../src/emit/emit-yaml.ts';
import type { KubernetesObject } from '../../src/model/manifest.ts';
import type { ResolvedShop, ResolvedTown } from '../../src/resolve/resolved.ts';
import {
  at,
  FILE,
  find,
  makeConfig,
  makeEnvironment,
  makeExternal,
  makeShop,
  makeTown,
} from './make-town.ts';

const STANDARD = {
  'app.kubernetes.io/part-of': 'market',
  'app.kubernetes.io/version': 'v2',
  'app.kubernetes.io/managed-by': 'townhall',
};

function render(town: ResolvedTown, cluster: Parameters<typeof makeEnvironment>[0] = {}) {
  return buildTown(town, makeEnvironment(cluster));
}

function busyShop(): ResolvedShop {
  return makeShop('woodworker', {
    directions: '[]\n',
    spec: {
      ports: { http: 8080 },
      service: { ports: { http: 80 } },
      ingress: { host: 'wood.example.com', paths: { '/': 'http' } },
      autoscale: { min: 1, max: 3, cpu: 80 },
      disruption: { minAvailable: 1 },
      may: [{ apiGroups: [''], resources: ['pods'], verbs: ['patch'] }],
      labels: { team: 'carpenters' },
      annotations: { 'acme.com/contact': 'wood' },
      podLabels: { tier: 'front' },
    },
  });
}

describe('where manifests go', () => {
  test('a file is named by the object without the prefix of its town, and by its kind', () => {
    const town = makeTown({
      shops: [busyShop()],
      configs: [makeConfig('rules', { data: { a: 'b' } })],
      externals: [makeExternal('bank', { addresses: ['192.0.2.7'], ports: { https: 443 } })],
    });
    const { manifests, faults } = render(town);
    expect(faults).toEqual([]);
    expect(
      manifests.map(({ path }) => path.replace('environments/regions/eastus/manifests/', '')).sort(),
    ).toEqual([
      'market/v2/bank-endpointslice.yaml',
      'market/v2/bank-service.yaml',
      'market/v2/rules-configmap.yaml',
      'market/v2/woodworker-deployment.yaml',
      'market/v2/woodworker-directions-configmap.yaml',
      'market/v2/woodworker-horizontalpodautoscaler.yaml',
      'market/v2/woodworker-ingress.yaml',
      'market/v2/woodworker-poddisruptionbudget.yaml',
      'market/v2/woodworker-role.yaml',
      'market/v2/woodworker-rolebinding.yaml',
      'market/v2/woodworker-service.yaml',
      'market/v2/woodworker-serviceaccount.yaml',
    ]);
  });

  test('every manifest names its source, its cluster and the line that asked for it', () => {
    const { manifests } = render(makeTown({ shops: [busyShop()], configs: [makeConfig('rules')] }));
    expect(new Set(manifests.map(({ source }) => source))).toEqual(new Set([FILE]));
    expect(new Set(manifests.map(({ kubernetes }) => kubernetes))).toEqual(new Set(['1.35']));
    expect(find(manifests, 'Service').origin).toEqual({ file: FILE, path: ['shops', 'woodworker'] });
    expect(find(manifests, 'ConfigMap', 'market-rules').origin.path).toEqual(['config', 'rules']);
  });

  test.each([
    ['Service', 'v1', 'market-till', 'till-service.yaml'],
    ['Ingress', 'networking.k8s.io/v1', 'market-till', 'till-ingress.yaml'],
    [
      'HTTPRoute',
      'gateway.networking.k8s.io/v1',
      'market-till',
      'till-httproute.gateway.networking.k8s.io.yaml',
    ],
    ['Role', 'rbac.authorization.k8s.io/v1', 'system:till', 'system-till-role.yaml'],
    ['Till', 'acme.com/v1', 'market', 'market-till.acme.com.yaml'],
  ])('a written %s of %s named %s goes to %s', (kind, apiVersion, name, file) => {
    const object: KubernetesObject = { apiVersion, kind, metadata: { name } };
    const { manifests } = render(
      makeTown({ objects: [{ object, root: [], place: { file: 'base/v1/town/till.yaml' } }] }),
    );
    expect(manifests.map(({ path }) => path)).toEqual([
      `environments/regions/eastus/manifests/market/v2/${file}`,
    ]);
  });

  test('a path that not every computer could check out is a fault', () => {
    const name = 'a'.repeat(63);
    const place = { file: FILE, path: ['shops', 'forge', 'calls', 0] };
    const shop = makeShop('forge', {
      town: name,
      name: 'c'.repeat(63),
      calls: [{ to: 'kubernetes-api', place }],
    });
    const { faults } = render(makeTown({ name, shops: [shop] }));
    expect(faults).toMatchObject([{ code: 'path-too-long', place }]);
  });
});

describe('labels', () => {
  test('every object carries the standard labels, and an object of a shop its shop', () => {
    const { manifests } = render(makeTown({ shops: [busyShop()] }));
    for (const { object } of manifests) {
      expect(object.metadata.namespace).toBe('kingdom-of-oak');
      expect(object.metadata.labels, object.kind).toMatchObject({
        town: 'market',
        shop: 'woodworker',
        'app.kubernetes.io/name': 'woodworker',
        ...STANDARD,
      });
    }
  });

  test('labels and annotations of a town are on every object, those of a shop on its workload alone', () => {
    const town = makeTown({
      shops: [busyShop()],
      labels: { cost: 'market' },
      annotations: { 'acme.com/page': 'yes' },
    });
    const { manifests } = render(town);
    for (const { object } of manifests) {
      const workload = object.kind === 'Deployment';
      expect(object.metadata.labels?.cost).toBe('market');
      expect(object.metadata.annotations?.['acme.com/page']).toBe('yes');
      expect(object.metadata.labels?.team).toBe(workload ? 'carpenters' : undefined);
      expect(object.metadata.annotations?.['acme.com/contact']).toBe(workload ? 'wood' : undefined);
    }
  });

  test('nobody overwrites a standard label', () => {
    const spec = { labels: { shop: 'other' }, podLabels: { town: 'other' } };
    const town = makeTown({ shops: [makeShop('woodworker', { spec })], labels: { town: 'other' } });
    const { object } = find(render(town).manifests, 'Deployment');
    expect(object.metadata.labels).toMatchObject({ town: 'market', shop: 'woodworker' });
    expect(at(object, 'spec', 'template', 'metadata', 'labels')).toEqual({
      town: 'market',
      shop: 'woodworker',
    });
  });

  test('a new version changes no spec', () => {
    const specs = (version: string) =>
      render(
        makeTown({
          version,
          shops: [busyShop(), makeShop('lamp', { kind: 'cronjob', spec: { schedule: '0 5 * * *' } })],
        }),
      ).manifests.map(({ object }) => ({ ...object, metadata: undefined }));
    expect(specs('v3')).toEqual(specs('v2'));
    expect(JSON.stringify(specs('v3'))).not.toContain('version"');
  });

  test('selectors are town and shop, whatever else the pods are labelled', () => {
    const { manifests } = render(makeTown({ shops: [busyShop()] }));
    const selector = { town: 'market', shop: 'woodworker' };
    expect(at(find(manifests, 'Deployment').object, 'spec', 'selector')).toEqual({ matchLabels: selector });
    expect(at(find(manifests, 'Service').object, 'spec', 'selector')).toEqual(selector);
    expect(at(find(manifests, 'PodDisruptionBudget').object, 'spec', 'selector')).toEqual({
      matchLabels: selector,
    });
    expect(at(find(manifests, 'Deployment').object, 'spec', 'template', 'metadata', 'labels')).toEqual({
      ...selector,
      tier: 'front',
    });
  });
});

describe('what Flux must not substitute', () => {
  const town = makeTown({
    shops: [
      makeShop('echo', { spec: { args: ['echo ${HOME}'] } }),
      makeShop('quiet', { spec: { args: ['$HOME $(A)'] } }),
    ],
  });
  const guard = 'kustomize.toolkit.fluxcd.io/substitute';

  test('an object that holds ${ is left alone by Flux', () => {
    const { manifests } = render(town, { reconciler: 'flux' });
    expect(find(manifests, 'Deployment', 'market-echo').object.metadata.annotations).toEqual({
      [guard]: 'disabled',
    });
    expect(find(manifests, 'Deployment', 'market-quiet').object.metadata.annotations).toBeUndefined();
  });

  test('on Argo CD nothing is said of it', () => {
    for (const { object } of render(town).manifests) expect(object.metadata.annotations).toBeUndefined();
  });
});

describe('objects that people wrote', () => {
  const place = { file: 'base/v1/town/till.yaml' };
  const write = (object: KubernetesObject) =>
    render(makeTown({ annotations: { page: 'yes' }, objects: [{ object, root: [], place }] }));

  test('get the namespace and the labels, and keep their name and their own labels', () => {
    const { manifests, faults } = write({
      apiVersion: 'acme.com/v1',
      kind: 'Till',
      metadata: { name: 'till', labels: { color: 'red', town: 'x' } },
    });
    expect(faults).toEqual([]);
    expect(manifests[0]).toMatchObject({ source: place.file, origin: place });
    expect(manifests[0]?.object.metadata).toEqual({
      name: 'till',
      namespace: 'kingdom-of-oak',
      labels: { town: 'market', 'app.kubernetes.io/name': 'till', ...STANDARD, color: 'red' },
      annotations: { page: 'yes' },
    });
  });

  test('get no namespace when their kind has none', () => {
    const { manifests } = write({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' } });
    expect(manifests[0]?.object.metadata).not.toHaveProperty('namespace');
  });

  test('may not name another namespace', () => {
    const { faults } = write({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'spy', namespace: 'kube-system' },
    });
    expect(faults).toMatchObject([
      { code: 'foreign-namespace', place: { ...place, path: ['metadata', 'namespace'] } },
    ]);
  });
});

test('no field that nobody set is written', () => {
  const shop = { ...busyShop(), directions: 'wood' };
  for (const { object } of render(makeTown({ shops: [shop] })).manifests) {
    expect(emitYaml(object)).not.toMatch(/undefined|null|\{\}|\[\]/);
  }
});
