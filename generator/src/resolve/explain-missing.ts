// A name that leads nowhere although the town declares it: its entry has a fault of its own, which says it all, or its
// gate is closed.
import type { FaultCode } from '../diagnostics/codes/index.ts';
import type { Fault, YamlPath } from '../diagnostics/fault.ts';
import { valueAt } from '../validate/choose-branch.ts';
import type { AuthoredTown } from '../validate/model.ts';
import { mappingOf } from './layers.ts';
import type { MapField } from './resolve-config.ts';

const FIELD_OF: Partial<Readonly<Record<FaultCode, MapField>>> = {
  'unknown-config': 'config',
  'unknown-secret': 'secrets',
  'unknown-storage': 'storage',
  'unknown-external': 'external',
  'unknown-account': 'accounts',
};

/** The faults of a town, without echoes of others and with the gate that a missing entry waits for. */
export function explainMissing(
  faults: readonly Fault[],
  town: AuthoredTown,
  gates: Readonly<Record<string, boolean>>,
): Fault[] {
  return faults.flatMap((found): Fault[] => {
    const path = declaredAt(found, town);
    if (!path) return [found];
    const { when } = mappingOf(mappingOf(town.document[path[0]])[path[1]]);
    if (typeof when === 'string' && gates[when] !== true) return [behindGate(found, { when, path })];
    return faults.some(({ place }) => isBelow(place?.path, path)) ? [] : [found];
  });
}

/** The entry that a fault misses, where the town file has one of that name. */
function declaredAt({ code, place }: Fault, town: AuthoredTown): [field: MapField, name: string] | undefined {
  const field = FIELD_OF[code];
  if (!field || place?.file !== town.file || !place.path) return undefined;
  // Claims are of a shop, and have the code of storage.
  if (place.path.at(-1) === 'claim') return undefined;
  const name = String(valueAt(town.document, place.path)).replace(/^external\//, '');
  return Object.hasOwn(mappingOf(town.document[field]), name) ? [field, name] : undefined;
}

const isBelow = (path: YamlPath = [], [field, name]: YamlPath): boolean =>
  path[0] === field && path[1] === name;

function behindGate(
  found: Fault,
  { when, path }: { readonly when: string; readonly path: readonly [MapField, string] },
): Fault {
  const { place } = found;
  return {
    ...found,
    message: `"${path[1]}" is not there: its gate ${when} is off`,
    ...(place && { other: { place: { file: place.file, path, part: 'key' }, label: 'declared here' } }),
    hint: `open the gate in the pin, or put \`when: ${when}\` on what uses it`,
  };
}
