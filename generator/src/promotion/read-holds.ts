// The holds of a model as promotion looks at them: what they cover spelt out, their end as an instant.
import { readInstant } from '../model/time.ts';
import type { Model } from '../validate/model.ts';
import type { Hold } from './fleet.ts';

/** Every hold by name, those that are over too: `until` says when that is. */
export function readHolds({ holds }: Pick<Model, 'holds'>): Hold[] {
  return [...holds.values()]
    .map(({ name, file, document: { owner, reason, scope = {}, until } }) => ({
      name,
      file,
      owner,
      reason,
      towns: scope.towns ?? [],
      stages: scope.stages ?? [],
      environments: scope.environments ?? [],
      until: until === undefined ? undefined : readInstant(until),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a hold covers, for a person: `market in regions`, `everything`. */
export function spellScope({ towns, stages, environments }: Hold): string {
  const where = [...stages, ...environments].join(', ');
  if (towns.length === 0) return where === '' ? 'everything' : `everything in ${where}`;
  return where === '' ? towns.join(', ') : `${towns.join(', ')} in ${where}`;
}
