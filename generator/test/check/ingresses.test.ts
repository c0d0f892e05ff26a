// Requests from outside go to one place: what two ingresses or routes of a cluster may not both claim, and what they may.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ClusterIngresses } from '../../src/check/check-ingresses.ts';
import type { Manifest } from '../../src/model/manifest.ts';

/** An ingress or a route of the baker or the smith, as its builder or a person would write it. */
function makeManifest(kind: string, shop: string, fields: string, annotations = '{}'): Manifest {
  const folder = 'environments/staging/manifests/market/v1';
  const metadata = { name: shop, namespace: 'kingdom-of-oak', annotations: parse(annotations) };
  return {
    object: { apiVersion: 'networking.k8s.io/v1', kind, metadata, ...parse(fields) },
    path: `${folder}/${shop}-${kind}.yaml`.toLowerCase(),
    source: 'towns/market/v1/town.yaml',
    origin: { file: 'towns/market/v1/town.yaml', path: ['shops', shop], part: 'key' },
    kubernetes: '1.35',
  };
}

const rule = (host: string, paths: string) => `{ ${host}http: { paths: [${paths}] } }`;
const path = (value: string, type = 'Prefix') => `{ path: ${value}, pathType: ${type} }`;
const ingress = (rules: string, ofClass = 'nginx') =>
  `spec: { ingressClassName: ${ofClass}, rules: [${rules}] }`;
const BREAD = ingress(rule('host: bread.example.com, ', path('/rye')));
const BACKEND = 'spec: { ingressClassName: nginx, defaultBackend: { service: { name: baker } } }';
const route = (match: string, parent = 'name: gate') =>
  `spec: { parentRefs: [{ ${parent} }], hostnames: [bread.example.com], rules: [{ matches: [${match}] }] }`;
const RYE = route('{ path: { type: PathPrefix, value: /rye } }');

function clashes(kind: string, first: string, second: string, annotations?: string): string[] {
  const cluster = new ClusterIngresses();
  const manifests = [makeManifest(kind, 'baker', first), makeManifest(kind, 'smith', second, annotations)];
  return cluster.add(manifests, 'staging').map(({ code, message }) => `${code}: ${message}`);
}

describe('two ingresses', () => {
  test.each([
    ['the same host and path', BREAD, BREAD, 'bread.example.com/rye of class nginx'],
    [
      'a prefix with and without a slash at its end',
      BREAD,
      ingress(rule('host: bread.example.com, ', path('/rye/'))),
      'bread.example.com/rye/ of class nginx',
    ],
    [
      'a path on every host',
      ingress(rule('', path('/'))),
      ingress(rule('', path('/'))),
      '/ on every host of class nginx',
    ],
    [
      'one exact path',
      ingress(rule('', path('/rye', 'Exact'))),
      ingress(rule('', path('/rye', 'Exact'))),
      '/rye on every host of class nginx (Exact)',
    ],
    ['the requests that nobody else claims', BACKEND, BACKEND, 'what nobody else claims of class nginx'],
    [
      'one of several paths',
      ingress(rule('host: bread.example.com, ', `${path('/oat')}, ${path('/rye')}`)),
      BREAD,
      'bread.example.com/rye of class nginx',
    ],
  ])('do not claim %s', (_what, first, second, name) => {
    expect(clashes('Ingress', first, second)).toEqual([
      `ingress-conflict: Ingress smith claims ${name}, which Ingress baker has`,
    ]);
  });

  test.each([
    ['hosts', ingress(rule('host: iron.example.com, ', path('/rye')))],
    ['paths', ingress(rule('host: bread.example.com, ', path('/oat')))],
    ['types', ingress(rule('host: bread.example.com, ', path('/rye', 'Exact')))],
    ['classes', ingress(rule('host: bread.example.com, ', path('/rye')), 'traefik')],
    ['hosts, one of which is every', ingress(rule('', path('/rye')))],
  ])('may differ in their %s alone', (_what, second) => {
    expect(clashes('Ingress', BREAD, second)).toEqual([]);
  });

  test('an exact path with a slash at its end is another', () => {
    const exact = (value: string) => ingress(rule('', path(value, 'Exact')));
    expect(clashes('Ingress', exact('/rye'), exact('/rye/'))).toEqual([]);
  });

  test('a backend beside rules is for the requests of its own hosts', () => {
    const both = `{ ${BACKEND.slice('spec: { '.length, -1)}, rules: [${rule('host: iron.example.com, ', path('/'))}] }`;
    expect(clashes('Ingress', BACKEND, `spec: ${both}`)).toEqual([]);
  });

  test.each([
    '{ nginx.ingress.kubernetes.io/canary: "true" }',
    '{ alb.ingress.kubernetes.io/conditions.smith: "[]" }',
  ])('may share requests where the controller is told how: %s', (annotations) => {
    expect(clashes('Ingress', BREAD, BREAD, annotations)).toEqual([]);
  });

  test('of two environments may not clash in their cluster, and the line is that of the path', () => {
    const cluster = new ClusterIngresses();
    const first = makeManifest('Ingress', 'baker', BREAD);
    const second = { ...first, path: first.path.replace('staging', 'canary') };
    expect(cluster.add([first], 'staging')).toEqual([]);
    expect(cluster.add([second], 'canary')).toMatchObject([
      {
        message: expect.stringMatching(/, which Ingress baker has in staging$/),
        place: { path: ['shops', 'baker', 'ingress', 'paths', '/rye'], part: 'key' },
        other: { place: { path: ['shops', 'baker', 'ingress', 'paths', '/rye'] } },
        hint: expect.stringContaining('a parameter'),
      },
    ]);
  });

  test('one object says a host twice without harm', () => {
    const twice = ingress([1, 2].map(() => rule('host: bread.example.com, ', path('/rye'))).join(', '));
    expect(new ClusterIngresses().add([makeManifest('Ingress', 'baker', twice)], 'staging')).toEqual([]);
  });

  test.each([
    'spec: 5',
    'spec: { rules: bread }',
    'spec: { rules: [bread, { http: { paths: rye } }] }',
    '{}',
  ])('that have no shape are left to the schema: %s', (fields) => {
    expect(clashes('Ingress', fields, fields)).toEqual([]);
  });

  test('that a person wrote are marked where they say it', () => {
    const written = (shop: string): Manifest => ({
      ...makeManifest('Ingress', shop, BREAD),
      origin: { file: 'towns/market/v1/town.yaml', path: ['objects', 0] },
    });
    expect(new ClusterIngresses().add([written('baker'), written('smith')], 'staging')).toMatchObject([
      { place: { path: ['objects', 0, 'spec', 'rules', 0, 'http', 'paths', 0] } },
    ]);
  });
});

describe('two routes', () => {
  test.each([
    ['the same match', RYE, RYE, 'bread.example.com/rye of gateway kingdom-of-oak/gate'],
    [
      'everything of a listener',
      route('', 'name: gate, sectionName: web'),
      route('', 'name: gate, sectionName: web'),
      'bread.example.com/ of gateway kingdom-of-oak/gate, web',
    ],
  ])('do not claim %s', (_what, first, second, name) => {
    expect(clashes('HTTPRoute', first, second)).toEqual([
      `ingress-conflict: HTTPRoute smith claims ${name}, which HTTPRoute baker has`,
    ]);
  });

  test.each([
    ['a header', route('{ path: { type: PathPrefix, value: /rye }, headers: [{ name: oven, value: hot }] }')],
    ['a method', route('{ path: { type: PathPrefix, value: /rye }, method: POST }')],
    ['the gateway', route('{ path: { type: PathPrefix, value: /rye } }', 'name: back-gate')],
    ['the listener', route('{ path: { type: PathPrefix, value: /rye } }', 'name: gate, sectionName: web')],
  ])('may differ in %s alone', (_what, second) => {
    expect(clashes('HTTPRoute', RYE, second)).toEqual([]);
  });
});
