// A town's storage in one environment.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type Storage, storageSchema } from '../validate/vocabulary/storage.ts';
import { checkAccess } from './check-access.ts';
import { checkSize } from './check-size.ts';
import { isPlain } from './layers.ts';
import { readEntry } from './read-entry.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, nameObject } from './resolve-names.ts';
import type { ResolvedStorage } from './resolved.ts';

/** One entry of `storage`. */
export function resolveStorage({ key, value, town, context }: Entry): Found<ResolvedStorage> {
  const schema = storageSchema(resolved);
  const read = readEntry({ town, context, value, root: ['storage', key], schema, skip: isPlain });
  if (!read.data) return { value: undefined, faults: read.faults };
  const place = read.at([], 'key');
  const { existing = false } = read.data;
  const name = typeof existing === 'string' ? existing : nameObject(town, key);
  const faults = [...checkLength(name, undefined, place), ...checkStorage(key, read.data, read.at)];
  return { value: { key, name, existing: existing !== false, spec: read.data, place }, faults };
}

const VOLUMES = ['nfs', 'csi', 'hostPath'] as const;

/** A claim is somebody else's, or says how much it wants; the volume behind it is made by a class or stands in one place. */
function checkStorage(
  key: string,
  spec: Storage,
  at: (path: YamlPath, part?: 'key' | 'value') => Place,
): Fault[] {
  const said = Object.keys(spec).filter((field) => field !== 'when' && field !== 'existing');
  if (spec.existing !== undefined && spec.existing !== false) {
    return said.map((field) =>
      fault(
        'bad-storage',
        `${key} is made by somebody else, so "${field}" has no effect`,
        at([field], 'key'),
        {
          hint: `take \`existing\` or \`${field}\` out`,
        },
      ),
    );
  }
  const faults: Fault[] = [
    ...checkSize(key, spec.size, at(['size'])),
    ...checkAccess(key, spec.access, at(['access'])),
  ];
  if (spec.size === undefined) {
    const hint = 'add `size: 1Gi`, or `existing: name`';
    faults.push(fault('bad-storage', `${key} does not say how much it needs`, at([], 'key'), { hint }));
  }
  const [first, ...others] = VOLUMES.filter((field) => spec[field] !== undefined);
  if (first === undefined) return faults;
  if (!selectsItself(spec)) {
    faults.push(
      fault(
        'bad-storage',
        `${key} is the volume under "${first}", and "selector" asks for one with other labels`,
        at(['selector']),
        {
          other: { place: at([first], 'key'), label: 'the volume' },
          hint: 'give the volume these `labels`, or take `selector` out: the claim names its volume',
        },
      ),
    );
  }
  return [
    ...faults,
    ...others.map((field) =>
      fault(
        'bad-storage',
        `${key} is the volume under "${first}", and "${field}" asks for another`,
        at([field], 'key'),
        {
          other: { place: at([first], 'key'), label: 'the volume' },
          hint: `take \`${first}\` or \`${field}\` out`,
        },
      ),
    ),
  ];
}

/** Whether a volume with the labels of this storage is one that its selector finds. */
function selectsItself({ selector, labels = {} }: Storage): boolean {
  const { matchLabels = {}, ...others } = selector ?? {};
  const wanted = isObject(matchLabels) ? Object.entries(matchLabels) : [];
  return Object.keys(others).length === 0 && wanted.every(([key, value]) => labels[key] === value);
}
