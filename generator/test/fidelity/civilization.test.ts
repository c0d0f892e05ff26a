// The civilization: kingdoms, towns and shops as its entries 3, 4 and 5 had them. What they did and we do not is said
// where it is tested. Entry 3 is v1, entry 4 is v2, entry 5 is `current`.
import { describe, expect, test } from 'vitest';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { snapshotTree, type Tree } from './rendered.ts';

const SHOPS = ['craftsman', 'ironworker', 'stoneworker', 'woodworker'] as const;
const entry3 = snapshotTree('regions/eastus', 'simple-town/v1');
const entry4 = snapshotTree('regions/uk', 'simple-town/v2');
const entry5 = snapshotTree('staging', 'simple-town/current');
const ENTRIES = [
  {
    entry: 3,
    tree: entry3,
    namespace: 'kingdom-of-foobar',
    image: 'registry.eastus.example.com/acme/shop:1.0.0',
  },
  { entry: 4, tree: entry4, namespace: 'kingdom-of-foobar', image: 'ghcr.io/acme/shop:1.1.0' },
  { entry: 5, tree: entry5, namespace: 'kingdom-of-foobar-staging', image: 'ghcr.io/acme/shop:1.2.0' },
];
const directionsOf = (tree: Tree, shop: string): unknown =>
  JSON.parse(tree.one('ConfigMap', `simple-town-${shop}-directions`).data?.['directions.json'] ?? '');

describe('1.1 entries', () => {
  test('1: a kingdom is a Namespace; two kingdoms stand side by side, which its template could not render', () => {
    for (const kingdom of ['foobar', 'workshop']) {
      const namespace = snapshotTree('regions/uk', `_kingdoms/${kingdom}`).one(
        'Namespace',
        `kingdom-of-${kingdom}`,
      );
      expect(namespace.metadata?.labels).toMatchObject({ kingdom, environment: 'regions-uk' });
    }
  });

  test.each([
    ['3', entry3],
    ['4', entry4],
  ])('%s: four shops make a ConfigMap, a Deployment and a Service each', (_entry, tree) => {
    expect(tree.count()).toMatchObject({ ConfigMap: 4, Deployment: 4, Service: 4 });
    expect(tree.count()).not.toHaveProperty('ServiceAccount');
  });

  test('5: adds an account, a Role and a RoleBinding; each shop has its own, where all of a kingdom shared one', () => {
    expect(entry5.count()).toMatchObject({ ConfigMap: 4, Deployment: 4, Service: 4 });
    expect(entry5.count()).toMatchObject({ ServiceAccount: 4, Role: 4, RoleBinding: 4 });
  });
});

describe('1.2 data model', () => {
  test.each(ENTRIES)(
    'entry $entry: a town is the objects of a namespace with its label',
    ({ tree, namespace }) => {
      for (const { kind, metadata } of tree.objects) {
        const name = `${kind} ${metadata.name}`;
        expect(metadata.labels?.town, name).toBe('simple-town');
        expect([...SHOPS, 'lamplighter'], name).toContain(metadata.labels?.shop);
        expect(metadata.namespace, name).toBe(namespace);
      }
    },
  );

  test.each(ENTRIES)('entry $entry: town and shop select pods, and nothing else does', ({ tree }) => {
    for (const shop of SHOPS) {
      const labels = { town: 'simple-town', shop };
      const { selector, template } = tree.one('Deployment', `simple-town-${shop}`).spec ?? {};
      expect(selector).toEqual({ matchLabels: labels });
      expect(template?.metadata?.labels).toEqual(labels);
      expect(tree.one('Service', `simple-town-${shop}`).spec?.selector).toEqual(labels);
    }
  });

  test('names carry the town, so that two towns of a kingdom may have the same shop; the container keeps its name', () => {
    for (const { tree } of ENTRIES) {
      for (const { metadata } of tree.objects) expect(metadata.name).toMatch(/^simple-town-/);
      for (const shop of SHOPS)
        expect(tree.containers(`simple-town-${shop}`).map(({ name }) => name)).toEqual([shop]);
    }
  });

  test('directions are a ConfigMap with one key', () => {
    for (const { tree } of ENTRIES) {
      const configs = tree.all('ConfigMap');
      expect(configs.map(({ metadata }) => metadata?.name)).toEqual(
        SHOPS.map((shop) => `simple-town-${shop}-directions`),
      );
      for (const { data } of configs) expect(Object.keys(data ?? {})).toEqual(['directions.json']);
    }
  });

  test('a shop without directions has none, where the template gave it a map that the worker crashed on', () => {
    const job = entry5.one('CronJob', 'simple-town-lamplighter').spec?.jobTemplate.spec?.template.spec;
    expect(job?.containers[0]?.volumeMounts ?? []).toEqual([]);
  });
});

describe('1.3 directions', () => {
  test('entry 3: every shop makes its product out of nothing', () => {
    expect(SHOPS.map((shop) => directionsOf(entry3, shop))).toEqual([
      [{ product: 'axe', amount: 1, minimum: 1, interval: 15 }],
      [{ product: 'iron', amount: 1, minimum: 1, interval: 10 }],
      [{ product: 'stone', amount: 3, minimum: 1, interval: 5 }],
      [{ product: 'wood', amount: 2, minimum: 1, interval: 5 }],
    ]);
  });

  test.each([
    ['4', entry4],
    ['5', entry5],
  ])('entry %s: iron and axes are made of what other shops sell', (_entry, tree) => {
    expect(SHOPS.map((shop) => directionsOf(tree, shop))).toEqual([
      [
        {
          product: 'axe',
          amount: 1,
          minimum: 1,
          interval: 15,
          productInputList: [
            { product: 'wood', store: 'http://simple-town-woodworker', amount: 8 },
            { product: 'iron', store: 'http://simple-town-ironworker', amount: 4 },
          ],
        },
      ],
      [
        {
          product: 'iron',
          amount: 1,
          minimum: 1,
          interval: 10,
          productInputList: [
            { product: 'stone', store: 'http://simple-town-stoneworker', amount: 3 },
            { product: 'wood', store: 'http://simple-town-woodworker', amount: 10 },
          ],
        },
      ],
      [{ product: 'stone', amount: 3, minimum: 1, interval: 5 }],
      [{ product: 'wood', amount: 10, minimum: 1, interval: 5 }],
    ]);
  });

  test('every store is the Service of a shop, on the port that a URL without one means', () => {
    const stores = JSON.stringify(SHOPS.map((shop) => directionsOf(entry5, shop))).matchAll(
      /http:\/\/([a-z-]+)/g,
    );
    for (const [, host = ''] of stores) {
      expect(entry5.one('Service', host).spec?.ports).toMatchObject([{ port: 80 }]);
    }
  });

  test('a misspelt key is refused, where the worker left `productInputs` out without a word', () => {
    const direction = { product: 'metal', amount: 1, minimum: 1, interval: 5 };
    const town = (inputs: object) => ({
      town: 'simple-town',
      kingdom: 'foobar',
      owner: 'market-team',
      shops: { smith: { directions: [{ ...direction, ...inputs }] } },
    });
    const input = { product: 'rock', from: 'quarry', amount: 3 };
    expect(documentSchemas.town().safeParse(town({ inputs: [input] })).success).toBe(true);
    expect(documentSchemas.town().safeParse(town({ productInputs: [input] })).success).toBe(false);
  });
});

describe('1.4 deployments and services', () => {
  describe.each(ENTRIES)('entry $entry', ({ tree, image }) => {
    test.each(SHOPS)('%s serves its directions', (shop) => {
      const container = tree.container(`simple-town-${shop}`, shop);
      expect(container.image).toBe(image);
      expect(container.command).toBeUndefined();
      expect(container.args).toEqual(['serve', '/config/directions.json']);
      expect(container.ports).toMatchObject([{ name: 'http', containerPort: 8080 }]);
      expect(container.volumeMounts).toMatchObject([{ mountPath: '/config', readOnly: true }]);
      const volumes = tree.one('Deployment', `simple-town-${shop}`).spec?.template.spec?.volumes;
      expect(volumes).toMatchObject([
        { name: container.volumeMounts?.[0]?.name, configMap: { name: `simple-town-${shop}-directions` } },
      ]);
    });

    test.each(SHOPS)('%s is probed', (shop) => {
      const { livenessProbe, readinessProbe } = tree.container(`simple-town-${shop}`, shop);
      expect(livenessProbe).toMatchObject({
        httpGet: { path: '/live' },
        initialDelaySeconds: 1,
        periodSeconds: 20,
      });
      expect(readinessProbe).toMatchObject({
        httpGet: { path: '/ready' },
        initialDelaySeconds: 5,
        periodSeconds: 10,
      });
      for (const probe of [livenessProbe, readinessProbe])
        expect(['http', 8080]).toContain(probe?.httpGet?.port);
    });

    test.each(SHOPS)(
      '%s has a storefront in its own namespace (entry 3 left it in that of the release)',
      (shop) => {
        const { metadata, spec } = tree.one('Service', `simple-town-${shop}`);
        expect(metadata?.namespace).toBe(tree.one('Deployment', `simple-town-${shop}`).metadata?.namespace);
        expect(spec?.type).toBe('ClusterIP');
        expect(spec?.ports).toMatchObject([{ name: 'http', port: 80, protocol: 'TCP' }]);
        expect(tree.targetOf(`simple-town-${shop}`, 'http')).toBe(8080);
      },
    );

    test('images are pulled from a registry, where `imagePullPolicy: Never` wanted them on every node', () => {
      for (const shop of SHOPS)
        expect(tree.container(`simple-town-${shop}`, shop).imagePullPolicy).not.toBe('Never');
    });
  });

  test('entries 4 and 5: the Service names the target port by number', () => {
    for (const tree of [entry4, entry5]) {
      expect(tree.one('Service', 'simple-town-woodworker').spec?.ports?.[0]?.targetPort).toBe(8080);
    }
  });

  test.each([
    ['regions/eastus', 'v1', 5],
    ['regions/westus', 'v1', 3],
    ['regions/uk', 'v2', 2],
    ['regions/asia', 'v2', 1],
    ['canary', 'v2', 1],
    ['staging', 'current', 1],
  ])('%s has as many woodworkers as its pin says', (environment, version, replicas) => {
    const tree = snapshotTree(environment, `simple-town/${version}`);
    expect(tree.one('Deployment', 'simple-town-woodworker').spec?.replicas).toBe(replicas);
    expect(tree.one('Deployment', 'simple-town-craftsman').spec?.replicas).toBe(1);
  });
});

describe("1.4 entry 5: the ledger on a shop's own pod", () => {
  test.each(SHOPS)(
    '%s knows its pod and namespace from the downward API, where the namespace was a literal',
    (shop) => {
      expect(entry5.container(`simple-town-${shop}`, shop).env).toEqual([
        {
          name: 'POD_NAME',
          valueFrom: { fieldRef: expect.objectContaining({ fieldPath: 'metadata.name' }) },
        },
        {
          name: 'POD_NAMESPACE',
          valueFrom: { fieldRef: expect.objectContaining({ fieldPath: 'metadata.namespace' }) },
        },
      ]);
    },
  );

  test.each(SHOPS)('%s may patch pods and nothing else, with an account of its own', (shop) => {
    const name = `simple-town-${shop}`;
    const pod = entry5.one('Deployment', name).spec?.template.spec;
    expect(pod).toMatchObject({ serviceAccountName: name, automountServiceAccountToken: true });
    expect(entry5.one('Role', name).rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['patch'] },
    ]);
    const { roleRef, subjects } = entry5.one('RoleBinding', name);
    expect(roleRef).toMatchObject({ kind: 'Role', name });
    expect(subjects).toMatchObject([
      { kind: 'ServiceAccount', name, namespace: 'kingdom-of-foobar-staging' },
    ]);
  });

  test('shops of entries 3 and 4 get no token', () => {
    for (const tree of [entry3, entry4]) {
      for (const { spec } of tree.all('Deployment')) {
        expect(spec?.template.spec?.automountServiceAccountToken).toBe(false);
      }
    }
  });
});

describe('1.8 the production loop', () => {
  const checksumOf = (tree: Tree, shop: string) =>
    tree.pod(`simple-town-${shop}`).metadata?.annotations?.['checksum/config'];

  test('reads its directions once, so a pod starts afresh when they change, and only then', () => {
    // From entry 3 to entry 4 wood went from 2 to 10 at a time, and stone stayed as it was.
    expect(checksumOf(entry3, 'woodworker')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksumOf(entry4, 'woodworker')).not.toBe(checksumOf(entry3, 'woodworker'));
    expect(checksumOf(entry4, 'stoneworker')).toBe(checksumOf(entry3, 'stoneworker'));
  });

  test('leaves a shop below its minimum without callers, by its readiness alone', () => {
    for (const shop of SHOPS) {
      const { readinessProbe, livenessProbe } = entry4.container(`simple-town-${shop}`);
      expect(readinessProbe?.httpGet?.path, shop).toBe('/ready');
      expect(livenessProbe?.httpGet?.path, shop).toBe('/live');
      expect(entry4.one('Service', `simple-town-${shop}`).spec).not.toHaveProperty(
        'publishNotReadyAddresses',
      );
    }
  });

  test('keeps its stock in memory and in annotations of its own pod, so no shop has a volume but its directions', () => {
    for (const shop of SHOPS) {
      expect(entry5.pod(`simple-town-${shop}`).spec.volumes?.filter(({ configMap }) => !configMap)).toEqual(
        [],
      );
    }
  });
});

describe('what today asks for and no entry had', () => {
  test('the kingdom is closed, and each trade opens its own way', () => {
    const kingdom = snapshotTree('regions/uk', '_kingdoms/foobar');
    expect(kingdom.one('NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    const trades = [
      'craftsman-to-ironworker',
      'craftsman-to-woodworker',
      'ironworker-to-stoneworker',
      'ironworker-to-woodworker',
    ];
    const out = entry4
      .all('NetworkPolicy')
      .map(({ metadata }) => metadata?.name)
      .filter((name) => name?.includes('-to-'));
    expect(out).toEqual(trades.map((trade) => `simple-town-${trade}`));
  });

  test('every shop runs as an ordinary user that can gain no rights', () => {
    for (const { spec } of entry5.all('Deployment')) {
      const pod = spec?.template.spec;
      expect(pod?.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(pod?.containers[0]?.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('every container says what it needs', () => {
    for (const { tree } of ENTRIES) {
      for (const { spec } of tree.all('Deployment')) {
        expect(spec?.template.spec?.containers[0]?.resources).toMatchObject({
          requests: { cpu: '25m', memory: '32Mi' },
          limits: { memory: '128Mi' },
        });
      }
    }
  });

  test('a gate opens the night market where a pin says so', () => {
    expect(snapshotTree('regions/asia', 'simple-town/v2').count().CronJob).toBe(1);
    expect(entry4.count().CronJob).toBeUndefined();
  });
});
