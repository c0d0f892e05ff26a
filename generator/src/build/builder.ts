// The one shape that builders of town objects have: an entry of the town in, the Kubernetes objects it asks for out.
import type { Fault, Place } from '../diagnostics/fault.ts';
import type { KubernetesObject, Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import type { TownContext } from './town-context.ts';

/** Makes the objects of one kind for a shop, a config or an external; none when the entry does not ask for any. */
export type Builder<Entry> = (entry: Entry, town: TownContext) => readonly KubernetesObject[];

/** Makes the objects of one kind for a kingdom. */
export type KingdomBuilder = (
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
) => readonly KubernetesObject[];

/** A kind of @kubernetes/client-node with the members that every manifest has. */
export type Typed<T> = T & KubernetesObject;

/** An object with the line that asked for it, before it has a path. */
export interface Draft {
  readonly object: KubernetesObject;
  readonly origin: Place;
  /** The file that the header names, where it is not the folder's. */
  readonly source?: string;
  /** The text of its file, where somebody else has signed it. */
  readonly text?: string;
}

/** What building hands on. */
export interface Built {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly Fault[];
}
