// A small world for builders: values as resolve hands them on, with everything that a test does not care about filled in.
import { isObject } from '../../src/model/json.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type {
  ResolvedAccept,
  ResolvedCall,
  ResolvedConfig,
  ResolvedEnvironment,
  ResolvedExternal,
  ResolvedKingdom,
  ResolvedShop,
  ResolvedTown,
} from '../../src/resolve/resolved.ts';
import type { Cluster } from '../../src/validate/model.ts';

export const FILE = 'towns/market/v2/town.yaml';

export function makeCluster(document: Partial<Cluster['document']> = {}): Cluster {
  return {
    name: 'eastus',
    file: 'clusters/eastus/cluster.yaml',
    document: {
      cluster: 'eastus',
      kubernetes: '1.35',
      environments: ['regions/eastus'],
      reconciler: 'argo-cd',
      source: { url: 'https://github.com/acme/townhall.git', branch: 'main' },
      apiServer: ['10.0.0.1/32'],
      ...document,
    },
  };
}

export function makeEnvironment(cluster: Partial<Cluster['document']> = {}): ResolvedEnvironment {
  return {
    name: 'regions/eastus',
    slug: 'regions-eastus',
    stage: 'high-traffic',
    region: 'eastus',
    suffix: '',
    file: 'environments/regions/eastus/environment.yaml',
    cluster: makeCluster(cluster),
    base: {
      version: 'v1',
      file: 'base/v1/base.yaml',
      format: 1,
      policies: {},
      customKinds: { kinds: [], define: () => undefined },
    },
    kingdoms: new Map(),
    towns: new Map(),
  };
}

export function makeKingdom(fields: Partial<ResolvedKingdom> = {}): ResolvedKingdom {
  const name = fields.name ?? 'oak';
  return {
    name,
    namespace: `kingdom-of-${name}`,
    owner: 'crown',
    file: `base/v1/kingdoms/${name}.yaml`,
    podSecurity: 'restricted',
    quota: {},
    limits: { requests: {}, limits: {} },
    members: {},
    dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    ingressControllers: [],
    gateways: new Map(),
    clusterKinds: [],
    grants: {},
    objects: [],
    ...fields,
  };
}

export interface ShopFields {
  readonly town?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly kind?: ResolvedShop['kind'];
  readonly spec?: ResolvedShop['spec'];
  readonly directions?: string;
  readonly calls?: readonly ResolvedCall[];
  readonly accepts?: readonly ResolvedAccept[];
}

export function makeShop(key: string, fields: ShopFields = {}): ResolvedShop {
  const { town = 'market', spec = {} } = fields;
  return {
    namespace: 'kingdom-of-oak',
    name: `${town}-${key}`,
    kind: 'deployment',
    directions: undefined,
    calls: [],
    accepts: [],
    ...fields,
    key,
    town,
    spec: { image: 'ghcr.io/acme/shop:1.0.0', ...spec },
    place: { file: FILE, path: ['shops', key] },
    waive: {},
  };
}

export function makeConfig(key: string, fields: Partial<ResolvedConfig> = {}): ResolvedConfig {
  return {
    key,
    name: `market-${key}`,
    data: {},
    binaryData: {},
    immutable: false,
    place: { file: FILE, path: ['config', key] },
    ...fields,
  };
}

export type ExternalFields = Omit<Partial<ResolvedExternal>, 'ports'> & {
  readonly ports?: Record<string, number>;
};

export function makeExternal(key: string, { ports = {}, ...fields }: ExternalFields = {}): ResolvedExternal {
  return {
    key,
    name: `market-${key}`,
    host: undefined,
    addresses: [],
    ports: Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, { port, protocol: 'TCP' }])),
    annotations: undefined,
    place: { file: FILE, path: ['external', key] },
    ...fields,
  };
}

export interface TownFields extends Omit<Partial<ResolvedTown>, 'shops' | 'configs' | 'externals'> {
  readonly shops?: readonly ResolvedShop[];
  readonly configs?: readonly ResolvedConfig[];
  readonly externals?: readonly ResolvedExternal[];
}

export function makeTown({
  shops = [],
  configs = [],
  externals = [],
  ...fields
}: TownFields = {}): ResolvedTown {
  const name = fields.name ?? 'market';
  return {
    name,
    kingdom: makeKingdom(),
    version: 'v2',
    file: FILE,
    names: 'prefixed',
    labels: {},
    annotations: {},
    secrets: new Map(),
    storages: new Map(),
    accounts: new Map(),
    services: new Map(),
    objects: [],
    patches: [],
    waive: {},
    pin: {
      file: `environments/regions/eastus/pins/${name}.yaml`,
      document: { town: name, version: 'v2' },
    },
    ...fields,
    shops: new Map(shops.map((shop) => [shop.key, shop])),
    configs: new Map(configs.map((config) => [config.key, config])),
    externals: new Map(externals.map((external) => [external.key, external])),
  };
}

/** The one manifest of a kind; with a name, that of the name. */
export function find(manifests: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = manifests.filter(
    ({ object }) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} manifests of kind ${kind} ${name ?? ''}`);
  return only;
}

/** What is at a path of keys and indexes in an object, read as plain data. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let node = value;
  for (const step of path) node = isObject(node) || Array.isArray(node) ? Reflect.get(node, step) : undefined;
  return node;
}
