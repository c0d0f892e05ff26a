// Small hand-made environments: the kingdom of riverland with its market, and whatever a test adds.
import type { KubernetesObject, Manifest } from '../../src/model/manifest.ts';
import type {
  ResolvedEnvironment,
  ResolvedKingdom,
  ResolvedShop,
  ResolvedTown,
} from '../../src/resolve/resolved.ts';
import type { Cluster } from '../../src/validate/model.ts';
import type { ClusterDocument } from '../../src/validate/vocabulary/cluster.ts';
import type { PinDocument } from '../../src/validate/vocabulary/environment.ts';
import type { Shop } from '../../src/validate/vocabulary/shop.ts';

export function makeCluster(document: Partial<ClusterDocument> = {}): Cluster {
  const name = document.cluster ?? 'eastus';
  return {
    name,
    file: `clusters/${name}/cluster.yaml`,
    document: {
      cluster: name,
      kubernetes: '1.35',
      environments: ['regions/eastus'],
      reconciler: 'argo-cd',
      source: { url: 'https://git.example.com/harbour.git', branch: 'main' },
      ...document,
    },
  };
}

export function makeKingdom(name = 'riverland', suffix = ''): ResolvedKingdom {
  return {
    name,
    namespace: `kingdom-of-${name}${suffix && `-${suffix}`}`,
    owner: 'river-team',
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
  };
}

export function makeShop(key: string, spec: Partial<Shop> = {}): ResolvedShop {
  return {
    key,
    town: 'market',
    name: `market-${key}`,
    namespace: 'kingdom-of-riverland',
    kind: 'deployment',
    spec: { image: 'ghcr.io/acme/shop:1.0.0', ...spec },
    directions: undefined,
    calls: [],
    accepts: [],
    place: { file: 'towns/market/v1/town.yaml', path: ['shops', key] },
    waive: {},
  };
}

export interface TownSaid extends Partial<Omit<ResolvedTown, 'shops' | 'pin'>> {
  readonly shops?: readonly ResolvedShop[];
  readonly pin?: Partial<PinDocument>;
}

export function makeTown({ shops = [], pin = {}, ...said }: TownSaid = {}): ResolvedTown {
  const { name = 'market', version = 'v1' } = said;
  return {
    name,
    kingdom: makeKingdom(),
    version,
    file: `towns/${name}/${version}/town.yaml`,
    names: 'prefixed',
    labels: {},
    annotations: {},
    shops: new Map(shops.map((shop) => [shop.key, shop])),
    storages: new Map(),
    configs: new Map(),
    externals: new Map(),
    secrets: new Map(),
    accounts: new Map(),
    services: new Map(),
    patches: [],
    objects: [],
    waive: {},
    ...said,
    pin: { file: `environments/regions/eastus/pins/${name}.yaml`, document: { town: name, version, ...pin } },
  };
}

export interface EnvironmentSaid {
  readonly name?: string;
  readonly cluster?: Cluster;
  readonly towns?: readonly ResolvedTown[];
}

export function makeEnvironment(said: EnvironmentSaid = {}): ResolvedEnvironment {
  const { name = 'regions/eastus', cluster = makeCluster(), towns = [makeTown()] } = said;
  return {
    name,
    slug: name.replaceAll('/', '-'),
    stage: 'regions',
    region: 'eastus',
    suffix: '',
    file: `environments/${name}/environment.yaml`,
    cluster,
    base: {
      version: 'v1',
      file: 'base/v1/base.yaml',
      format: 1,
      policies: {},
      customKinds: { kinds: [], define: () => undefined },
    },
    kingdoms: new Map(towns.map(({ kingdom }) => [kingdom.name, kingdom])),
    towns: new Map(towns.map((town) => [town.name, town])),
  };
}

/** The manifest of an object that the market's file asked for. */
export function makeManifest(
  object: Partial<KubernetesObject> & Record<string, unknown>,
  file = 'towns/market/v1/town.yaml',
): Manifest {
  const { metadata, ...rest } = object;
  return {
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'market-stall', ...metadata, labels: { ...metadata?.labels, town: 'market' } },
      ...rest,
    },
    path: 'environments/regions/eastus/manifests/market/v1/stall-configmap.yaml',
    source: file,
    origin: { file, path: ['shops', 'stall'] },
    kubernetes: '1.35',
  };
}

/** The objects of manifests by the last part of their paths. */
export function byFile(manifests: readonly Manifest[]): Map<string, KubernetesObject> {
  return new Map(
    manifests.map(({ path, object }) => [path.replace(/^clusters\/[^/]+\/[^/]+\//, ''), object]),
  );
}
