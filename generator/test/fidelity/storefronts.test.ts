// Labels, services and ingresses, row by row: what the commands and manifests of the book made, and what we render. What
// the town does not say itself is tried on a copy of it that is changed in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderRepository } from '../../src/pipeline.ts';
import { seedTown, Tree } from './rendered.ts';

const ROOT = join(import.meta.dirname, '../fixtures/seeds');
const TOWN = 'towns/storefronts/current/town.yaml';
const town = seedTown('storefronts');
const elsewhere = seedTown('storefronts', 'regions/uk');

const KUARD = 'gcr.io/kuar-demo/kuard-amd64';
const LABELLED = [
  ['alpaca-prod', 'blue', 2, { ver: '1', app: 'alpaca', env: 'prod' }],
  ['alpaca-test', 'green', 1, { ver: '2', app: 'alpaca', env: 'test' }],
  ['bandicoot-prod', 'green', 2, { ver: '2', app: 'bandicoot', env: 'prod' }],
  ['bandicoot-staging', 'green', 1, { ver: '2', app: 'bandicoot', env: 'staging' }],
] as const;

const podLabelsOf = (name: string) => town.pod(name).metadata?.labels ?? {};
const ingress = (name: string) => town.one('Ingress', name);
const pathTo = (service: string, path: string, pathType = 'Prefix') => ({
  path,
  pathType,
  backend: { service: { name: service, port: { name: 'http' } } },
});

/** The town as it would be with a piece of its file replaced. */
function renderWith(piece: string, replacement: string) {
  const text = readFileSync(join(ROOT, TOWN), 'utf8');
  if (!text.includes(piece)) throw new Error(`${TOWN} does not say ${piece}`);
  const rendering = renderRepository({
    root: ROOT,
    selection: { environments: ['staging'], towns: ['storefronts'] },
    everything: false,
    overlay: new Map([[TOWN, text.replace(piece, replacement)]]),
  });
  return {
    codes: rendering.faults.map(({ code }) => code),
    tree: () => new Tree(rendering, 'environments/staging/manifests/storefronts/current'),
  };
}

describe('labels', () => {
  test.each(LABELLED)('L1: %s runs %s in %i pods, labelled %o', (name, color, count, labels) => {
    expect(town.container(name).image).toBe(`${KUARD}:${color}`);
    const { metadata, spec } = town.one('Deployment', name);
    expect(spec?.replicas).toBe(count);
    expect(metadata?.labels).toMatchObject(labels);
    expect(podLabelsOf(name)).toMatchObject(labels);
  });

  test('L2: canary=true is on the Deployment alpaca-test alone, and not on its pods', () => {
    const tried = town.all('Deployment').filter(({ metadata }) => metadata?.labels?.['canary'] === 'true');
    expect(tried.map(({ metadata }) => metadata?.name)).toEqual(['alpaca-test']);
    for (const [name] of LABELLED) expect(podLabelsOf(name), name).not.toHaveProperty('canary');
  });

  test('L3: a selector compares, asks for one of some values, for any but some, for a key, for no key; all must hold', () => {
    const { podAntiAffinity } = town.pod('alpaca-test').spec.affinity ?? {};
    const [wish] = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    expect(wish?.podAffinityTerm.labelSelector).toEqual({
      matchLabels: { app: 'alpaca' },
      matchExpressions: [
        { key: 'ver', operator: 'In', values: ['1', '2'] },
        { key: 'env', operator: 'NotIn', values: ['test', 'staging'] },
        { key: 'run', operator: 'DoesNotExist' },
        { key: 'shop', operator: 'Exists' },
      ],
    });
  });

  test('L3: the values 1 and 2 of the book are numbers, which a selector refuses', () => {
    expect(renderWith('values: ["1", "2"]', 'values: [1, 2]').codes).toContain('schema-wrong-type');
  });

  test('L3: the selector of a Deployment can never change, so it has the town and the shop and no version', () => {
    for (const [name] of LABELLED) {
      expect(town.one('Deployment', name).spec?.selector).toEqual({
        matchLabels: { town: 'storefronts', shop: name },
      });
    }
  });

  test.each([
    ['acme.com/app-version', '1.0.0'],
    ['appVersion', '1.0.0'],
    ['app.version', '1.0.0'],
    ['kubernetes.io/cluster-service', 'true'],
    ['app', 'a'.repeat(63)],
  ])('L4: %s=%s is a label', (key, value) => {
    const labelled = renderWith('{ run: alpaca }', `{ ${key}: "${value}" }`);
    expect(labelled.codes).toEqual([]);
    expect(labelled.tree().pod('alpaca').metadata?.labels).toMatchObject({ [key]: value });
  });

  test.each([
    ['-app', 'alpaca'],
    ['acme.com/app/version', '1.0.0'],
    ['Acme.com/app-version', '1.0.0'],
    ['a'.repeat(64), 'alpaca'],
    ['app', 'a'.repeat(64)],
    ['app', 'an alpaca'],
  ])('L4: %s=%s is none', (key, value) => {
    const { codes } = renderWith('{ run: alpaca }', `{ "${key}": "${value}" }`);
    expect(codes).toEqual([value === 'alpaca' || value === '1.0.0' ? 'bad-name' : 'bad-value']);
  });

  test('L4: an annotation is for programs, and holds what no label may', () => {
    expect(town.one('Deployment', 'alpaca-prod').metadata?.annotations).toEqual({
      'example.com/icon-url': 'https://example.com/icon.png',
    });
  });
});

describe('services', () => {
  test('S1: three pods of alpaca-prod where the lesson is on services, and two of bandicoot-prod', () => {
    expect(elsewhere.one('Deployment', 'alpaca-prod').spec?.replicas).toBe(3);
    expect(elsewhere.one('Deployment', 'bandicoot-prod').spec?.replicas).toBe(2);
  });

  test.each(['alpaca-prod', 'bandicoot-prod'])('S1: %s leads from 8080 to 8080 of its pods', (name) => {
    const { spec } = town.one('Service', name);
    expect(spec).toMatchObject({ type: 'ClusterIP', ports: [{ port: 8080 }] });
    expect(town.targetOf(name, 'http')).toBe(8080);
  });

  test('S1: it selects by town and shop the very pods that the three labels of the book select', () => {
    for (const [name, , , labels] of LABELLED) {
      const selector = town.one('Deployment', name).spec?.selector.matchLabels ?? {};
      const selected = (wanted: object) =>
        town
          .all('Deployment')
          .map(({ metadata }) => metadata?.name ?? '')
          .filter((other) =>
            Object.entries(wanted).every(([key, value]) => podLabelsOf(other)[key] === value),
          );
      expect(selected(labels)).toEqual([name]);
      expect(selected(selector)).toEqual([name]);
    }
    expect(town.one('Service', 'alpaca-prod').spec?.selector).toEqual({
      town: 'storefronts',
      shop: 'alpaca-prod',
    });
  });

  test('S1: bandicoot-prod finds alpaca-prod by its name, or by ALPACA_PROD_SERVICE_HOST in its environment', () => {
    expect(town.one('Service', 'alpaca-prod').metadata?.namespace).toMatch(/^kingdom-of-workshop/);
    expect(town.pod('bandicoot-prod').spec.enableServiceLinks).toBe(true);
    expect(town.pod('bandicoot-staging').spec.enableServiceLinks).toBe(false);
    // Without this the name would be found, and nobody would answer.
    expect(town.one('NetworkPolicy', 'bandicoot-prod-to-alpaca-prod').spec?.podSelector).toEqual({
      matchLabels: { town: 'storefronts', shop: 'bandicoot-prod' },
    });
  });

  test('S2: alpaca-prod is asked at /ready every two seconds: out after three failures, back after one success', () => {
    expect(town.container('alpaca-prod').readinessProbe).toEqual({
      httpGet: { path: '/ready', port: 'http' },
      initialDelaySeconds: 0,
      periodSeconds: 2,
      failureThreshold: 3,
      successThreshold: 1,
    });
  });

  test.each([
    ['alpaca-prod-node-port', 'NodePort'],
    ['alpaca-prod-load-balancer', 'LoadBalancer'],
  ])('S3: %s is a %s to the pods of alpaca-prod, where the book edits one service', (name, type) => {
    const { spec } = town.one('Service', name);
    expect(spec).toMatchObject({ type, ports: [{ port: 8080 }] });
    expect(spec?.selector).toEqual(town.one('Service', 'alpaca-prod').spec?.selector);
    expect(town.targetOf(name, 'http')).toBe(8080);
  });

  test('S3: the load balancer is behind a gate: where a cluster has none, the town would wait for it without end', () => {
    const types = elsewhere.all('Service').map(({ spec }) => spec?.type);
    expect(types).toContain('NodePort');
    expect(types).not.toContain('LoadBalancer');
  });

  test('S3: the cluster chooses the port of the nodes, as it did in the book: nobody else can have it', () => {
    const asked = town.all('Service').flatMap(({ spec }) => spec?.ports?.map(({ nodePort }) => nodePort));
    expect(asked).toHaveLength(7);
    expect(asked.every((port) => port === undefined)).toBe(true);
  });

  test('S3: whoever comes through them is let in to alpaca-prod, and to no other shop', () => {
    const open = town.all('NetworkPolicy').filter(({ metadata }) => metadata?.name?.endsWith('-anyone'));
    expect(open.map(({ spec }) => spec)).toEqual([
      {
        podSelector: { matchLabels: { town: 'storefronts', shop: 'alpaca-prod' } },
        policyTypes: ['Ingress'],
        ingress: [{ ports: [{ protocol: 'TCP', port: 8080 }] }],
      },
    ]);
  });
});

describe('ingresses', () => {
  test.each([
    ['be-default', 'blue'],
    ['alpaca', 'green'],
    ['bandicoot', 'purple'],
  ])('I1: %s runs %s in three pods behind a service of 8080', (name, color) => {
    expect(town.container(name).image).toBe(`${KUARD}:${color}`);
    expect(town.one('Deployment', name).spec?.replicas).toBe(3);
    expect(podLabelsOf(name)).toMatchObject({ run: name });
    expect(town.one('Service', name).spec?.ports).toMatchObject([{ port: 8080, targetPort: 8080 }]);
  });

  test('I2: simple-ingress gives alpaca every request that no host name matches', () => {
    expect(ingress('simple-ingress').spec).toEqual({
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'alpaca', port: { name: 'http' } } },
    });
  });

  test('I2: behind a gate, for one ingress of a cluster may be that, and the environments of a cluster share it', () => {
    const names = elsewhere.all('Ingress').map(({ metadata }) => metadata?.name);
    expect(names).toHaveLength(town.all('Ingress').length - 1);
    expect(names).not.toContain('simple-ingress');
  });

  test('I3: each host name leads to its house; an ingress for each shop, which the controller puts together', () => {
    expect(ingress('tls-ingress').spec?.rules).toEqual([
      { host: 'alpaca.staging.example.com', http: { paths: [pathTo('alpaca', '/')] } },
    ]);
    expect(ingress('host-ingress').spec?.rules).toEqual([
      { host: 'bandicoot.staging.example.com', http: { paths: [pathTo('bandicoot', '/')] } },
    ]);
  });

  test('I3: every other name of the domain leads to be-default', () => {
    expect(ingress('be-default').spec?.rules).toEqual([
      { host: '*.staging.example.com', http: { paths: [pathTo('be-default', '/')] } },
    ]);
  });

  test('I4: of one host, / leads to bandicoot and /a/ to alpaca', () => {
    expect(ingress('path-ingress').spec?.rules).toEqual([
      { host: 'bandicoot.staging.example.com', http: { paths: [pathTo('alpaca', '/a/')] } },
    ]);
    expect(ingress('host-ingress').spec?.rules?.[0]?.host).toBe('bandicoot.staging.example.com');
  });

  test('I4: no two ingresses claim one path of one host, which a controller refuses or settles by age', () => {
    const claims = town
      .all('Ingress')
      .flatMap(({ spec }) => spec?.rules ?? [])
      .flatMap(({ host, http }) => http?.paths.map(({ path }) => `${host}${path}`) ?? []);
    expect(claims).toHaveLength(5);
    expect(new Set(claims).size).toBe(claims.length);
  });

  test('I5: alpaca is served over TLS with the certificate in tls-secret-name, which cert-manager makes', () => {
    expect(ingress('tls-ingress').spec?.tls).toEqual([
      { hosts: ['alpaca.staging.example.com'], secretName: 'tls-secret-name' },
    ]);
    expect(ingress('tls-ingress').metadata?.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt',
    });
    expect(town.count()).not.toHaveProperty('Secret');
  });

  test('I6: the class is a field, where it was an annotation; the API is v1, where it was v1beta1', () => {
    expect(town.all('Ingress')).toHaveLength(6);
    for (const { apiVersion, metadata, spec } of town.all('Ingress')) {
      expect(apiVersion, metadata?.name).toBe('networking.k8s.io/v1');
      expect(spec?.ingressClassName, metadata?.name).toBe('nginx');
      expect(metadata?.annotations ?? {}).not.toHaveProperty('kubernetes.io/ingress.class');
    }
  });

  test('I6: what comes under /kuard is asked for without it, for kuard has no such path', () => {
    const { metadata, spec } = ingress('rewrite-ingress');
    expect(metadata?.annotations).toEqual({ 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' });
    expect(spec?.rules?.[0]?.http?.paths).toEqual([
      pathTo('be-default', '/kuard(/|$)(.*)', 'ImplementationSpecific'),
    ]);
  });

  test('I6: on a host of its own, for one rewritten path makes an expression of every path of its host', () => {
    const hostsOf = (name?: string) => (name ? ingress(name).spec?.rules?.map(({ host }) => host) : []);
    const others = town.all('Ingress').filter(({ metadata }) => metadata?.name !== 'rewrite-ingress');
    expect(hostsOf('rewrite-ingress')).toEqual(['be-default.staging.example.com']);
    expect(others.flatMap(({ metadata }) => hostsOf(metadata?.name))).not.toContain(
      'be-default.staging.example.com',
    );
  });

  test('I6: an ingress leads to services of its own namespace only, for its paths are ports of its shop', () => {
    const services = new Set(town.all('Service').map(({ metadata }) => metadata?.name));
    for (const { metadata, spec } of town.all('Ingress')) {
      const backends = [
        ...(spec?.defaultBackend ? [spec.defaultBackend] : []),
        ...(spec?.rules ?? []).flatMap(({ http }) => http?.paths.map((path) => path.backend) ?? []),
      ];
      expect(backends.length, metadata?.name).toBeGreaterThan(0);
      for (const { service } of backends) expect(services, metadata?.name).toContain(service?.name);
    }
  });

  test('I6: the controller is let in to the houses, and nobody else', () => {
    for (const shop of ['alpaca', 'bandicoot', 'be-default']) {
      const policy = town.one('NetworkPolicy', `${shop}-accepts-ingress`);
      expect(policy.spec?.ingress, shop).toMatchObject([{ ports: [{ port: 8080 }] }]);
      const into = town
        .all('NetworkPolicy')
        .filter(({ spec }) => spec?.podSelector?.matchLabels?.['shop'] === shop);
      expect(into).toHaveLength(1);
    }
  });
});
