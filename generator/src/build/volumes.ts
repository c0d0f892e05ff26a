// Volumes follow from mounts: one per source, named by the source's name and shared by every container that names it.
// Two sources that would have one name (a config shown with other items, an empty volume named like a config) are
// numbered, so neither stands in for the other.
import type { V1EmptyDirVolumeSource, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { MountSource } from '../validate/vocabulary/mount.ts';
import { DIRECTIONS_PATH, nameDirections } from './directions.ts';
import { keepDefined } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';
import { buildVolume } from './volume-source.ts';

type EmptyMount = Extract<MountSource, { empty: string }>;

/** The volumes of one pod, in the order in which its containers mention them; `list` is read when all have. */
export class VolumePlan {
  readonly #town: TownContext;
  /** By what the volume holds. */
  readonly #volumes = new Map<string, V1Volume>();
  readonly #names = new Set<string>();

  /** The names of the shop's claims are taken: its statefulset makes volumes of these names. */
  constructor(town: TownContext, claims: readonly string[] = []) {
    this.#town = town;
    for (const claim of claims) this.#names.add(claim);
  }

  /** Where the main container sees the directions of its shop. */
  mountDirections(shop: ResolvedShop): V1VolumeMount {
    const name = this.#takeName('directions');
    this.#volumes.set('directions', { name, configMap: { name: nameDirections(shop) } });
    return { name, mountPath: DIRECTIONS_PATH, readOnly: true };
  }

  /** Where a container sees a source. */
  mount(path: string, source: MountSource): V1VolumeMount {
    return keepDefined<V1VolumeMount>({
      name: this.#nameOf(source),
      mountPath: path,
      readOnly: source.readOnly,
      subPath: source.subPath,
      mountPropagation: source.propagation,
    });
  }

  list(): V1Volume[] | undefined {
    return this.#volumes.size === 0 ? undefined : [...this.#volumes.values()];
  }

  #nameOf(source: MountSource): string {
    if ('empty' in source) return this.#shareEmpty(source);
    // The volumes of claims are the statefulset's own to add.
    if ('claim' in source) return source.claim;
    const { name, ...volume } = buildVolume(source, this.#town);
    return this.#share(name, volume);
  }

  /** One volume for all mounts of the same source: the same files, with the same mode. */
  #share(wanted: string, volume: Omit<V1Volume, 'name'>): string {
    const identity = JSON.stringify(volume);
    const known = this.#volumes.get(identity);
    if (known) return known.name;
    const name = this.#takeName(wanted);
    this.#volumes.set(identity, { name, ...volume });
    return name;
  }

  /** One volume for all mounts of that name; the first that says a medium or a size says it for all. */
  #shareEmpty({ empty, medium, size }: EmptyMount): string {
    const identity = `empty ${empty}`;
    const known = this.#volumes.get(identity);
    const name = known?.name ?? this.#takeName(empty);
    const said = keepDefined<V1EmptyDirVolumeSource>({
      medium,
      sizeLimit: size === undefined ? undefined : String(size),
    });
    this.#volumes.set(identity, { name, emptyDir: { ...said, ...known?.emptyDir } });
    return name;
  }

  #takeName(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#names.has(name); count++) name = `${wanted}-${count}`;
    this.#names.add(name);
    return name;
  }
}
