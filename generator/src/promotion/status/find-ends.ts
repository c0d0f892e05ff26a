// What people gave an end to, besides holds: overrides of budgets, and patches of the versions that run or are worked
// on.
import { isObject } from '../../model/json.ts';
import { readInstant } from '../../model/time.ts';
import type { AuthoredTown, Model } from '../../validate/model.ts';
import type { Expired } from './status.ts';

/** Everything with an end, over or not, by file. */
export function findEnds(model: Pick<Model, 'towns' | 'environments' | 'overrides'>): Expired[] {
  return [...findOverrides(model), ...findTownPatches(model)].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0,
  );
}

function findOverrides({ overrides }: Pick<Model, 'overrides'>): Expired[] {
  return [...overrides.values()].flatMap(({ name, file, document }) => {
    const since = readInstant(document.expires);
    return since === undefined ? [] : [{ what: 'override', name, file, since }];
  });
}

function findTownPatches({ towns, environments }: Pick<Model, 'towns' | 'environments'>): Expired[] {
  const pins = [...environments.values()].flatMap((environment) => [...environment.pins]);
  const running = new Set(pins.map(([town, { document }]) => `${town}/${document.version}`));
  return [...towns.values()]
    .flatMap((versions) => [...versions.values()])
    .filter(({ name, version }) => version === 'current' || running.has(`${name}/${version}`))
    .flatMap(findPatches);
}

function findPatches({ name, file, document }: AuthoredTown): Expired[] {
  const patches = Array.isArray(document['patches']) ? document['patches'] : [];
  return patches.flatMap((patch) => {
    if (!isObject(patch) || typeof patch['expires'] !== 'string') return [];
    const since = readInstant(patch['expires']);
    const target = isObject(patch['target']) ? patch['target'] : {};
    const what = `${String(target['kind'])} ${String(target['name'])}`;
    return since === undefined ? [] : [{ what: 'patch', name: what, file, since, town: name }];
  });
}
