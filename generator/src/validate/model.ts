// What validate hands on: every document typed, every name known, parameters and templates still unresolved.

import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import type { JsonObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { InputFile } from '../model/repository.ts';
import type { BaseDocument, KingdomDocument } from './vocabulary/base.ts';
import type { ClusterDocument } from './vocabulary/cluster.ts';
import type { EnvironmentDocument, PinDocument } from './vocabulary/environment.ts';
import type { HoldDocument } from './vocabulary/hold.ts';
import type { OverrideDocument } from './vocabulary/override.ts';
import type { PipelineDocument } from './vocabulary/pipeline.ts';
import type { ReleasesDocument } from './vocabulary/releases.ts';
import type { Parameter } from './vocabulary/town.ts';

/** One version of a town, as written: templates are still text, `none` is still there. */
export interface AuthoredTown {
  readonly name: string;
  readonly version: string;
  /** `towns/<town>/<version>/town.yaml`. */
  readonly file: string;
  readonly kingdom: string;
  readonly names: 'prefixed' | 'short';
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly gates: Readonly<Record<string, { readonly default: boolean }>>;
  /** The whole document. */
  readonly document: JsonObject;
  /** Files below the version folder by path (`files/app.conf`). */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One version of the base. */
export interface AuthoredBase {
  readonly version: string;
  /** `base/<version>/base.yaml`. */
  readonly file: string;
  readonly document: BaseDocument;
  /** `defaults` as written. */
  readonly defaults: JsonObject;
  readonly kingdoms: ReadonlyMap<string, { readonly file: string; readonly document: KingdomDocument }>;
  /** Templates of objects for each kingdom (`kingdom/*.yaml`) and for each town (`town/*.yaml`). */
  readonly kingdomObjects: readonly InputFile[];
  readonly townObjects: readonly InputFile[];
  /** The kinds that the CustomResourceDefinitions of `crds/` describe. */
  readonly customKinds: Catalogue;
}

export interface Pin {
  readonly file: string;
  readonly document: PinDocument;
}

export interface Cluster {
  readonly name: string;
  /** `clusters/<cluster>/cluster.yaml`. */
  readonly file: string;
  readonly document: ClusterDocument;
}

export interface Environment {
  readonly name: string;
  readonly file: string;
  readonly document: EnvironmentDocument;
  readonly stage: string;
  /** Whether its stage is the first: only there a pin may say `current`. */
  readonly first: boolean;
  readonly cluster: Cluster;
  readonly pins: ReadonlyMap<string, Pin>;
  /** Files of secrets by town and file name: `market/database.yaml`. */
  readonly secrets: ReadonlyMap<string, EncryptedSecret>;
}

/** A file that holds a secret so that only its environment can read it. */
export interface EncryptedSecret {
  readonly kind: 'sealed' | 'sops';
  /** `environments/<environment>/secrets/<town>/<file>`. */
  readonly file: string;
  readonly text: string;
  /** The SealedSecret; or the Secret as it will be decrypted, without what SOPS keeps for itself. */
  readonly object: KubernetesObject;
  readonly keys: readonly string[];
}

export interface Hold {
  readonly name: string;
  /** `environments/holds/<name>.yaml`. */
  readonly file: string;
  readonly document: HoldDocument;
}

export interface Override {
  readonly name: string;
  /** `environments/overrides/<name>.yaml`. */
  readonly file: string;
  readonly document: OverrideDocument;
}

export interface Pipeline {
  readonly file: string;
  readonly document: PipelineDocument;
}

/** The whole repository, valid file by file. A document with a fault is left out. */
export interface Model {
  readonly pipeline: Pipeline;
  /** By town, then by version; the versions that were read. */
  readonly towns: ReadonlyMap<string, ReadonlyMap<string, AuthoredTown>>;
  readonly bases: ReadonlyMap<string, AuthoredBase>;
  readonly environments: ReadonlyMap<string, Environment>;
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** releases.yaml of each town, and of the base under `base`; empty where there is none. */
  readonly releases: ReadonlyMap<string, ReleasesDocument>;
  /** Of each town, and of the base under `base`: the newest release that `current` is, byte for byte. */
  readonly currentIs: ReadonlyMap<string, string>;
  /** By name. */
  readonly holds: ReadonlyMap<string, Hold>;
  readonly overrides: ReadonlyMap<string, Override>;
}
