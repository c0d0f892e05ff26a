// A rendered tree as objects: what `compare` sees of a commit, of the work tree, or of a rendering in memory. Objects
// are known by what Kubernetes knows them by, never by their file, so a version folder that moves moves nothing.
import type { KubernetesObject } from '../model/manifest.ts';

export interface TreeObject {
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** `regions/eastus`; undefined for the reconcilers' own objects. */
  readonly environment: string | undefined;
  /** The cluster's name, for the reconcilers' own objects below `clusters/<cluster>/`. */
  readonly cluster: string | undefined;
  /** From the path; undefined for kingdoms' and reconcilers' objects. */
  readonly town: string | undefined;
  /** From the path: the folder below the town. */
  readonly version: string | undefined;
  /** From the path of a kingdom's object. */
  readonly kingdom: string | undefined;
  /** The label `shop`. */
  readonly shop: string | undefined;
  readonly object: KubernetesObject;
}

export interface Snapshot {
  /** By environment or cluster, API group, kind, namespace and name. */
  readonly objects: ReadonlyMap<string, TreeObject>;
}
