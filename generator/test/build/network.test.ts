import { describe, expect, test } from 'vitest';
import { buildKingdom } from '../../src/build/build-kingdom.ts';
import { buildTown } from '../../src/build/build-town.ts';
import type {
  PodPort,
  ResolvedAccept,
  ResolvedCall,
  ResolvedKingdom,
  ResolvedShop,
} from '../../src/resolve/resolved.ts';
import { type End, mayConnect, type PodEnd } from './evaluate-policies.ts';
import {
  FILE,
  find,
  makeEnvironment,
  makeExternal,
  makeKingdom,
  makeShop,
  makeTown,
  type ShopFields,
} from './make-town.ts';

const place = { file: FILE, path: ['shops', 'craftsman', 'calls', 0] };
const tcp = (...ports: number[]): PodPort[] => ports.map((port) => ({ port, protocol: 'TCP' }));
const call = (shop: ResolvedShop, ...ports: number[]): ResolvedCall => ({
  to: 'shop',
  shop,
  ports: tcp(...ports),
  place,
});

const oak = makeKingdom({ ingressControllers: [{ namespace: 'ingress-nginx', labels: { app: 'nginx' } }] });
const elm = makeKingdom({ name: 'elm' });
const elmShop = { town: 'docks', namespace: 'kingdom-of-elm' };

// Oak: market (craftsman, woodworker, ironworker, stall), mill (miller). Elm: docks (ferry, crane).
const woodworker = makeShop('woodworker', {
  accepts: [
    { from: 'shop', namespace: 'kingdom-of-elm', town: 'docks', shop: 'ferry', ports: tcp(8080), place },
  ],
});
const ironworker = makeShop('ironworker');
const miller = makeShop('miller', { town: 'mill' });
const ferry = makeShop('ferry', { ...elmShop, calls: [call(woodworker, 8080)] });
const crane = makeShop('crane', { ...elmShop, calls: [call(ironworker, 8080)] });
const stall = makeShop('stall', {
  accepts: [
    { from: 'ingress', ports: tcp(80), place },
    { from: 'workloads', namespace: 'monitoring', labels: { app: 'prometheus' }, ports: tcp(9090), place },
    { from: 'workloads', namespace: 'monitoring', labels: { app: 'probe' }, ports: tcp(9091), place },
  ],
});
const gate = makeShop('gate', { accepts: [{ from: 'anyone', ports: tcp(443), place }] });
const craftsman = makeShop('craftsman', {
  calls: [
    call(woodworker, 8080),
    { to: 'shop', shop: ironworker, ports: [{ port: 53, protocol: 'UDP' }], place },
    call(miller, 8081),
    {
      to: 'external',
      external: makeExternal('bank', { addresses: ['10.9.0.7', 'fd00::7'], ports: { https: 443 } }),
      place,
    },
    { to: 'kubernetes-api', place },
  ],
});
const peddler = makeShop('peddler', { calls: [{ to: 'internet', place }] });
const scribe = makeShop('scribe', {
  calls: [
    {
      to: 'external',
      external: makeExternal('post', { host: 'post.example.com', ports: { smtp: 25 } }),
      place,
    },
  ],
});

const environment = makeEnvironment();
const town = (kingdom: ResolvedKingdom, name: string, shops: ResolvedShop[]) =>
  buildTown(makeTown({ name, kingdom, shops }), environment);
const built = [
  buildKingdom(oak, environment),
  buildKingdom(elm, environment),
  town(oak, 'market', [craftsman, woodworker, ironworker, stall, gate, peddler, scribe]),
  town(oak, 'mill', [miller]),
  town(elm, 'docks', [ferry, crane]),
];
const manifests = built.flatMap((part) => part.manifests);

const pod = ({ namespace, town: of, key }: ResolvedShop): PodEnd => ({
  namespace,
  labels: { town: of, shop: key },
});
const stranger = (namespace: string, labels: Record<string, string> = {}): PodEnd => ({ namespace, labels });
const dns = stranger('kube-system', { 'k8s-app': 'kube-dns' });
const outside = (address: string): End => ({ address });

describe('who may connect', () => {
  test.each<[string, End, End, number, string?]>([
    ['a caller, to the shop it calls', pod(craftsman), pod(woodworker), 8080],
    ['a caller, by the protocol it calls', pod(craftsman), pod(ironworker), 53, 'UDP'],
    ['a caller, to a shop of another town', pod(craftsman), pod(miller), 8081],
    ['a shop of another kingdom that is accepted', pod(ferry), pod(woodworker), 8080],
    ['anybody, to DNS', pod(miller), dns, 53, 'UDP'],
    ['anybody, to DNS over TCP', pod(ferry), dns, 53],
    [
      'an ingress controller, to a shop behind an ingress',
      stranger('ingress-nginx', { app: 'nginx' }),
      pod(stall),
      80,
    ],
    [
      'workloads that are accepted by their labels',
      stranger('monitoring', { app: 'prometheus' }),
      pod(stall),
      9090,
    ],
    [
      'other workloads of that namespace on their own port',
      stranger('monitoring', { app: 'probe' }),
      pod(stall),
      9091,
    ],
    ['anyone, to a shop that accepts anyone', outside('203.0.113.9'), pod(gate), 443],
    ['any pod, to a shop that accepts anyone', stranger('monitoring'), pod(gate), 443],
    ['a caller, to an external address', pod(craftsman), outside('10.9.0.7'), 443],
    ['a caller, to an external IPv6 address', pod(craftsman), outside('fd00::7'), 443],
    ['a caller, to the API server', pod(craftsman), outside('10.0.0.1'), 6443],
    ['a caller of the internet, to any public address', pod(peddler), outside('203.0.113.9'), 8443],
    ['a caller of the internet, to any public IPv6 address', pod(peddler), outside('2001:db8::1'), 443],
    ['a caller of an external host, to wherever it is', pod(scribe), outside('10.1.2.3'), 25],
  ])('%s', (_name, from, to, port, protocol = 'TCP') => {
    expect(mayConnect(manifests, { from, to, port, protocol })).toBe(true);
  });
});

describe('who may not connect', () => {
  test.each<[string, End, End, number, string?]>([
    ['the called shop back to its caller', pod(woodworker), pod(craftsman), 8080],
    ['a caller, on another port', pod(craftsman), pod(woodworker), 8081],
    ['a caller, by another protocol', pod(craftsman), pod(ironworker), 53],
    ['a shop that says no call', pod(ironworker), pod(woodworker), 8080],
    ['a shop of another town that says no call', pod(miller), pod(woodworker), 8080],
    ['a shop of another kingdom that is not accepted, though it calls', pod(crane), pod(ironworker), 8080],
    [
      'a pod with the labels of a caller in another namespace',
      stranger('kingdom-of-fir', { town: 'market', shop: 'craftsman' }),
      pod(woodworker),
      8080,
    ],
    [
      'a pod with the labels of an accepted shop in our own namespace',
      stranger('kingdom-of-oak', { town: 'docks', shop: 'ferry' }),
      pod(woodworker),
      8080,
    ],
    ['anybody, to other pods beside DNS', pod(craftsman), stranger('kube-system'), 53, 'UDP'],
    ['anybody, to DNS on another port', pod(craftsman), dns, 9153],
    [
      'another pod beside the ingress controller',
      stranger('ingress-nginx', { app: 'other' }),
      pod(stall),
      80,
    ],
    [
      'accepted workloads, on the port of others',
      stranger('monitoring', { app: 'prometheus' }),
      pod(stall),
      9091,
    ],
    ['the world, to a shop that does not accept it', outside('203.0.113.9'), pod(stall), 80],
    ['the world, on another port', outside('203.0.113.9'), pod(gate), 80],
    ['a caller, to a neighbour of an external address', pod(craftsman), outside('10.9.0.8'), 443],
    ['a caller of the internet, to a private address', pod(peddler), outside('10.9.0.7'), 443],
    ['a caller of the internet, to the metadata service', pod(peddler), outside('169.254.169.254'), 80],
    ['a caller of the internet, to a private IPv6 address', pod(peddler), outside('fd00::7'), 443],
    ['a caller of the internet, to a pod', pod(peddler), pod(woodworker), 8080],
    ['a caller of an external host, on another port', pod(scribe), outside('10.1.2.3'), 26],
    ['a shop that says nothing, to the API server', pod(woodworker), outside('10.0.0.1'), 443],
    ['a shop that says nothing, to the internet', pod(woodworker), outside('203.0.113.9'), 443],
  ])('%s', (_name, from, to, port, protocol = 'TCP') => {
    expect(mayConnect(manifests, { from, to, port, protocol })).toBe(false);
  });
});

test('a kingdom is closed in both directions before anything is allowed', () => {
  const deny = [find(buildKingdom(oak, environment).manifests, 'NetworkPolicy', 'default-deny')];
  const address = outside('203.0.113.9');
  expect(mayConnect(deny, { from: pod(miller), to: address, port: 443 })).toBe(false);
  expect(mayConnect(deny, { from: address, to: pod(miller), port: 443 })).toBe(false);
});

describe('policies', () => {
  const pathsOf = (name: string) =>
    manifests
      .filter(({ object, path }) => object.kind === 'NetworkPolicy' && path.includes(`/${name}/`))
      .map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace('-networkpolicy.yaml', ''));

  test('both ends of a call stand in the folder of the caller, what is accepted in that of the callee', () => {
    expect(pathsOf('market')).toEqual([
      'craftsman-to-woodworker',
      'craftsman-into-woodworker',
      'craftsman-to-ironworker',
      'craftsman-into-ironworker',
      'craftsman-to-mill-miller',
      'craftsman-into-mill-miller',
      'craftsman-to-external-bank',
      'craftsman-to-kubernetes-api',
      'woodworker-accepts-kingdom-of-elm-docks-ferry',
      'stall-accepts-ingress',
      'stall-accepts-monitoring',
      'gate-accepts-anyone',
      'peddler-to-internet',
      'scribe-to-external-post',
    ]);
    expect(pathsOf('mill')).toEqual([]);
    expect(pathsOf('docks')).toEqual(['ferry-to-market-woodworker', 'crane-to-market-ironworker']);
    expect(built.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('a policy belongs to the shop whose folder it is in, and points at the call', () => {
    const into = find(manifests, 'NetworkPolicy', 'market-craftsman-into-mill-miller');
    expect(into.object.metadata.labels).toMatchObject({ town: 'market', shop: 'craftsman' });
    expect(into.origin).toEqual(place);
  });
});

describe('nothing is opened by an empty list', () => {
  const policies = (fields: ShopFields, kingdom = makeKingdom(), cluster = {}) => {
    const shops = [makeShop('craftsman', fields)];
    const { manifests: all, faults } = buildTown(makeTown({ shops, kingdom }), makeEnvironment(cluster));
    return {
      faults,
      names: all
        .filter(({ object }) => object.kind === 'NetworkPolicy')
        .map(({ object }) => object.metadata.name),
    };
  };
  const accept = (fields: ResolvedAccept): ShopFields => ({ accepts: [fields] });

  test.each<[string, ShopFields]>([
    ['a call to a shop without ports', { calls: [call(woodworker)] }],
    ['an accept of a shop without ports', accept({ from: 'anyone', ports: [], place })],
    ['an external without addresses', { calls: [{ to: 'external', external: makeExternal('bank'), place }] }],
  ])('%s', (_name, fields) => {
    expect(policies(fields)).toEqual({ faults: [], names: [] });
  });

  test('a cluster without known API servers', () => {
    expect(
      policies({ calls: [{ to: 'kubernetes-api', place }] }, makeKingdom(), { apiServer: [] }).names,
    ).toEqual([]);
  });

  test('an ingress in a kingdom without controllers is a fault at both', () => {
    const { faults, names } = policies(accept({ from: 'ingress', ports: tcp(80), place }), elm);
    expect(names).toEqual([]);
    expect(faults).toMatchObject([
      { code: 'no-ingress-controller', place, other: { place: { file: 'base/v1/kingdoms/elm.yaml' } } },
    ]);
  });
});
