// What a check of this folder is: from one manifest, in its environment, to what its reconciler would not do with it.
// These have no severity of their own and no waiver: an object that is not applied is no matter of taste.
import type { Fault } from '../../diagnostics/fault.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { ResolvedEnvironment, ResolvedTown } from '../../resolve/resolved.ts';
import type { PlaceOf } from '../rule.ts';

export type ReconcilerCheck = (
  manifest: Manifest,
  environment: ResolvedEnvironment,
  placeOf: PlaceOf,
) => readonly Fault[];

/** What a check says of nearly every manifest. */
export const NO_FAULTS: readonly Fault[] = [];

/** The town whose file asked for a manifest; undefined for what the base, an environment or a cluster asked for. */
export function findTown(
  { object, origin }: Manifest,
  { towns }: ResolvedEnvironment,
): ResolvedTown | undefined {
  return origin.file.startsWith('towns/') ? towns.get(object.metadata.labels?.['town'] ?? '') : undefined;
}
