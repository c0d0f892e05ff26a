// The one sentence that says what will happen.
import type { Effect } from '../change.ts';
import type { FoldedChange } from '../fold-changes.ts';
import type { DiffReport } from './report.ts';

/** `2 shops restart (9 pods) in 3 regions, 1 object created, 0 deletions`. */
export function summarize({ changes, hazards }: DiffReport): string {
  const parts = [
    restarts(changes),
    tell(changes, ['recreate'], 'recreated'),
    tell(changes, ['scale'], 'scaled'),
    tell(changes, ['configuration'], 'reconfigured'),
    tell(changes, ['create'], 'created'),
    `${plural(countObjects(changes, ['delete', 'data-loss']), 'deletion')}`,
    ...(countObjects(changes, ['data-loss']) > 0
      ? [`DATA LOSS in ${plural(countObjects(changes, ['data-loss']), 'object')}`]
      : []),
    ...(hazards.some(({ refuses }) => refuses)
      ? [plural(hazards.filter(({ refuses }) => refuses).length, 'hazard')]
      : []),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function restarts(changes: readonly FoldedChange[]): string {
  const restarting = changes.filter(
    ({ effect, restarts }) => effect === 'restart' || (effect === 'recreate' && restarts > 0),
  );
  if (restarting.length === 0) return 'no shop restarts';
  const shops = new Set(restarting.map(({ owner, shop, object }) => `${owner}/${shop ?? object}`)).size;
  const pods = restarting.reduce((sum, { restarts }) => sum + restarts, 0);
  const where = describePlaces([...new Set(restarting.flatMap(({ environments }) => environments))]);
  return `${plural(shops, 'shop')} ${shops === 1 ? 'restarts' : 'restart'} (${plural(pods, 'pod')}) in ${where}`;
}

function tell(changes: readonly FoldedChange[], effects: readonly Effect[], verb: string): string {
  const objects = countObjects(changes, effects);
  return objects === 0 ? '' : `${plural(objects, 'object')} ${verb}`;
}

/** Objects in clusters: the same one in three regions counts three times. */
function countObjects(changes: readonly FoldedChange[], effects: readonly Effect[]): number {
  return changes
    .filter(({ effect }) => effects.includes(effect))
    .reduce((sum, { environments }) => sum + Math.max(1, environments.length), 0);
}

/** One environment by its name, several by their number. */
export function describePlaces(environments: readonly string[]): string {
  const [only] = environments;
  if (only !== undefined && environments.length === 1) return only;
  const regions = environments.every((name) => name.startsWith('regions/'));
  return plural(environments.length, regions ? 'region' : 'environment');
}

/** `1 pod`, `9 pods`. */
export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
