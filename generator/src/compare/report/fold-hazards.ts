// Hazards that are the same in several environments, as one: a person reads once what would happen, and where.
import type { Hazard } from '../change.ts';
import { sortPlaces } from '../fold-changes.ts';

export interface FoldedHazard extends Omit<Hazard, 'environment'> {
  /** In the order of the pipeline. */
  readonly environments: readonly string[];
}

/** Folds hazards; those that refuse first, otherwise in the order in which they were found. */
export function foldHazards(hazards: readonly Hazard[], order: readonly string[]): FoldedHazard[] {
  const folded = new Map<string, Hazard[]>();
  for (const hazard of hazards) {
    const { code, town, object, message } = hazard;
    const key = JSON.stringify([code, town, object, message]);
    folded.set(key, [...(folded.get(key) ?? []), hazard]);
  }
  const all = [...folded.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const places = new Set([first, ...rest].flatMap(({ environment }) => environment ?? []));
    return [{ ...first, environments: sortPlaces(places, order) }];
  });
  return [...all.filter(({ refuses }) => refuses), ...all.filter(({ refuses }) => !refuses)];
}
