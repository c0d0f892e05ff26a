// What builders must know of the town around an entry: metadata, names of configs, hashes of their data. Made once per
// town and environment, so that what objects share is made once.
import type { KubernetesObject } from '../model/manifest.ts';
import type { ResolvedConfig, ResolvedEnvironment, ResolvedShop, ResolvedTown } from '../resolve/resolved.ts';
import { hashData } from './config-hash.ts';
import { unlessEmpty } from './keep-defined.ts';
import { complete, type Labels, labelEntry, labelShop } from './labels.ts';

export type Metadata = KubernetesObject['metadata'];

/** What an object has beyond the metadata of its town. */
export interface MoreMetadata {
  readonly labels?: Readonly<Labels> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

export class TownContext {
  readonly town: ResolvedTown;
  readonly environment: ResolvedEnvironment;
  readonly #annotations: Record<string, string> | undefined;
  readonly #labels = new Map<ResolvedShop, Labels>();
  readonly #hashes = new Map<ResolvedConfig, string>();

  constructor(town: ResolvedTown, environment: ResolvedEnvironment) {
    this.town = town;
    this.environment = environment;
    this.#annotations = unlessEmpty({ ...town.annotations });
  }

  /** Metadata of an object of a shop, named like the shop unless `name` says otherwise. */
  ofShop(shop: ResolvedShop, name: string = shop.name, more: MoreMetadata = {}): Metadata {
    let labels = this.#labels.get(shop);
    if (labels === undefined) {
      labels = labelShop(this.town, shop);
      this.#labels.set(shop, labels);
    }
    return this.#describe(name, more.labels ? complete(labels, more.labels) : labels, more.annotations);
  }

  /** Metadata of an object of a config or external. */
  ofEntry(key: string, name: string, more: MoreMetadata = {}): Metadata {
    const labels = complete(labelEntry(this.town, key), more.labels);
    return this.#describe(name, labels, more.annotations);
  }

  #describe(name: string, labels: Labels, more: MoreMetadata['annotations']): Metadata {
    const annotations = more ? unlessEmpty({ ...this.#annotations, ...more }) : this.#annotations;
    const { namespace } = this.town.kingdom;
    return annotations ? { name, namespace, labels, annotations } : { name, namespace, labels };
  }

  /** The name of the ConfigMap of a config; a key that is not known stays itself, for resolve has refused it. */
  configName(key: string): string {
    return this.town.configs.get(key)?.name ?? key;
  }

  /** The name of the Secret of a secret; a key that is not known stays itself, for resolve has refused it. */
  secretName(key: string): string {
    return this.town.secrets.get(key)?.name ?? key;
  }

  /** The name of the claim of a storage; a key that is not known stays itself, for resolve has refused it. */
  claimName(key: string): string {
    return this.town.storages.get(key)?.name ?? key;
  }

  /** SHA-256 of the data of a config, made once. */
  configHash(key: string): string | undefined {
    const config = this.town.configs.get(key);
    if (!config) return undefined;
    let hash = this.#hashes.get(config);
    if (hash === undefined) {
      hash = hashData(config.data, config.binaryData);
      this.#hashes.set(config, hash);
    }
    return hash;
  }
}
