// What resolve hands on: per environment, everything with its final value, name and namespace. No template, no
// `none`, no gate, no reference by name is left; build only spells it out.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { Cluster, EncryptedSecret, Pin } from '../validate/model.ts';
import type { Account, Grants } from '../validate/vocabulary/account.ts';
import type { Members } from '../validate/vocabulary/base.ts';
import type { Patch } from '../validate/vocabulary/object.ts';
import type { TownService } from '../validate/vocabulary/reach.ts';
import type { Secret } from '../validate/vocabulary/secret.ts';
import type { Shop, WorkloadKind } from '../validate/vocabulary/shop.ts';
import type { Storage } from '../validate/vocabulary/storage.ts';

export type Severity = 'error' | 'warning' | 'off';

export interface Workloads {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ResolvedEnvironment {
  /** `regions/eastus`. */
  readonly name: string;
  /** The name as a label value and in names of objects: `regions-eastus`. */
  readonly slug: string;
  readonly stage: string;
  /** The last part of a name below `regions/`, else empty. */
  readonly region: string;
  readonly suffix: string;
  /** environment.yaml. */
  readonly file: string;
  readonly cluster: Cluster;
  readonly base: {
    readonly version: string;
    readonly file: string;
    readonly format: number;
    readonly policies: Readonly<Record<string, Severity>>;
    /** The kinds that its CustomResourceDefinitions describe. */
    readonly customKinds: Catalogue;
  };
  /** Kingdoms that a town of this environment stands in. */
  readonly kingdoms: ReadonlyMap<string, ResolvedKingdom>;
  readonly towns: ReadonlyMap<string, ResolvedTown>;
}

export interface ResolvedKingdom {
  readonly name: string;
  /** `kingdom-of-<kingdom>[-<suffix>]`. */
  readonly namespace: string;
  readonly owner: string;
  /** kingdoms/<kingdom>.yaml of the base version. */
  readonly file: string;
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged';
  /** Resource -> most; empty: no quota. */
  readonly quota: Readonly<Record<string, string>>;
  /** What a container gets that says nothing; always there when there is a quota. */
  readonly limits: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly members: Members;
  /** Cluster-scoped kinds that its towns may render: `PersistentVolume`, `Widget.acme.com`. */
  readonly clusterKinds: readonly string[];
  /** `town/shop` -> what it may do in the whole cluster. */
  readonly grants: Grants;
  readonly dns: Workloads;
  readonly ingressControllers: readonly Workloads[];
  readonly gateways: ReadonlyMap<string, ResolvedGateway>;
  /** Objects of base/<version>/kingdom/*.yaml with their templates rendered. */
  readonly objects: readonly ResolvedObject[];
}

/** A Gateway that routes may name, and the pods that its traffic comes from. */
export interface ResolvedGateway {
  readonly name: string;
  readonly namespace: string;
  readonly pods: Workloads;
}

/** An object written out by people (in the base or under `objects`), rendered: namespace and labels are build's to add. */
export interface ResolvedObject {
  readonly object: KubernetesObject;
  /** Where the object itself stands in its file. */
  readonly root: YamlPath;
  readonly place: Place;
}

export interface ResolvedTown {
  readonly name: string;
  readonly kingdom: ResolvedKingdom;
  /** What stands in the path and in `app.kubernetes.io/version`: `v1`, `current`. */
  readonly version: string;
  /** `towns/<town>/<version>/town.yaml`. */
  readonly file: string;
  readonly names: 'prefixed' | 'short';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** In code-unit order of their keys. */
  readonly shops: ReadonlyMap<string, ResolvedShop>;
  readonly configs: ReadonlyMap<string, ResolvedConfig>;
  readonly externals: ReadonlyMap<string, ResolvedExternal>;
  readonly secrets: ReadonlyMap<string, ResolvedSecret>;
  readonly storages: ReadonlyMap<string, ResolvedStorage>;
  readonly accounts: ReadonlyMap<string, ResolvedAccount>;
  readonly services: ReadonlyMap<string, ResolvedService>;
  /** The base's for each town, then the town's own. */
  readonly objects: readonly ResolvedObject[];
  readonly patches: readonly ResolvedPatch[];
  /** The images that releases.yaml lists for the version; undefined for a working definition. */
  readonly images?: readonly string[] | undefined;
  /** Waivers of the town and of the pin. */
  readonly waive: Readonly<Record<string, string>>;
  readonly pin: Pin;
}

export interface ResolvedShop {
  readonly key: string;
  /** The town's name; with `key` it makes the selector. */
  readonly town: string;
  /** Name of the workload and, unless they say otherwise, of its other objects. */
  readonly name: string;
  readonly namespace: string;
  readonly kind: WorkloadKind;
  /** Defaults merged under it; `env` holds no `to`, its addresses are text by now. */
  readonly spec: Shop;
  /** The text of directions.json, when the shop has directions. */
  readonly directions: string | undefined;
  /** Everything it connects to, said or implied, once each, in a stable order. */
  readonly calls: readonly ResolvedCall[];
  /** Everyone outside its kingdom who may connect, said or implied, once each. */
  readonly accepts: readonly ResolvedAccept[];
  /** `shops.<key>` of the town file. */
  readonly place: Place;
  /** Waivers of the shop, its town and the pin. */
  readonly waive: Readonly<Record<string, string>>;
}

/** A port of a pod (not of a service). */
export interface PodPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export type ResolvedCall =
  | {
      readonly to: 'shop';
      readonly shop: ResolvedShop;
      readonly ports: readonly PodPort[];
      readonly place: Place;
    }
  | { readonly to: 'external'; readonly external: ResolvedExternal; readonly place: Place }
  | { readonly to: 'internet'; readonly place: Place }
  | { readonly to: 'kubernetes-api'; readonly place: Place };

export type ResolvedAccept = (
  | { readonly from: 'shop'; readonly namespace: string; readonly town: string; readonly shop: string }
  | {
      readonly from: 'workloads';
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string>>;
    }
  | { readonly from: 'ingress' }
  | { readonly from: 'anyone' }
) & { readonly place: Place; readonly ports: readonly PodPort[] };

export interface ResolvedConfig {
  readonly key: string;
  /** Name of the ConfigMap; with a hash of its data when it is immutable. */
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** base64. */
  readonly binaryData: Readonly<Record<string, string>>;
  readonly immutable: boolean;
  readonly place: Place;
}

export interface ResolvedSecret {
  readonly key: string;
  /** Name of the Secret, whoever makes it. */
  readonly name: string;
  /** The keys that it has; undefined when nobody said. */
  readonly keys: readonly string[] | undefined;
  /** Who makes the Secret. */
  readonly source: SecretSource;
  readonly place: Place;
}

export type SecretSource =
  | { readonly from: 'existing' }
  | {
      readonly from: 'externalSecret';
      readonly spec: NonNullable<Secret['externalSecret']>;
      readonly type: string | undefined;
    }
  /** A file of the environment: a SealedSecret, or a Secret that SOPS has encrypted. */
  | { readonly from: 'sealed' | 'sops'; readonly file: EncryptedSecret };

export interface ResolvedStorage {
  readonly key: string;
  /** Name of the PersistentVolumeClaim, whoever makes it. */
  readonly name: string;
  /** Whether somebody else makes it. */
  readonly existing: boolean;
  readonly spec: Storage;
  readonly place: Place;
}

export interface ResolvedAccount {
  readonly key: string;
  readonly name: string;
  readonly spec: Account;
  readonly place: Place;
}

export interface ResolvedService {
  readonly key: string;
  readonly name: string;
  /** Keys of the shops that it leads to; those whose gate is off are left out. */
  readonly shops: readonly string[];
  readonly spec: TownService;
  readonly place: Place;
}

export interface ResolvedPatch {
  readonly target: Patch['target'];
  readonly change: Patch['change'];
  /** Where the patch stands in the town file: `['patches', 0]`. */
  readonly root: YamlPath;
  readonly place: Place;
}

export interface ResolvedExternal {
  readonly key: string;
  readonly name: string;
  readonly host: string | undefined;
  readonly addresses: readonly string[];
  readonly ports: Readonly<Record<string, PodPort>>;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly place: Place;
}
