// Two values in, the fields that differ out. Lists whose entries have a key (containers, ports, mounts) are compared
// entry by entry, so that one changed container is one change and not a new list.
import type { YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { FieldChange } from './change.ts';

/** What entries of Kubernetes' lists are known by, the first that fits all of them. */
const KEYS = [
  'name',
  'mountPath',
  'containerPort',
  'port',
  'ip',
  'key',
  'path',
  'host',
  'topologyKey',
] as const;

/** Every field that differs, in the order of `after`; paths lead into `after`, or into `before` for what is gone. */
export function diffValues(before: unknown, after: unknown, path: YamlPath = []): FieldChange[] {
  if (before === after) return [];
  if (isObject(before) && isObject(after)) return diffMappings(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [{ path, before, after }];
}

function diffMappings(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: YamlPath,
): FieldChange[] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...keys].flatMap((key) => diffValues(before[key], after[key], [...path, key]));
}

function diffLists(before: readonly unknown[], after: readonly unknown[], path: YamlPath): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const key = KEYS.find((candidate) => isKeyed(before, candidate) && isKeyed(after, candidate));
  if (key === undefined) return diffPlain(before, after, path);
  const old = new Map(before.map((entry, index) => [keyOf(entry, key), { entry, index }]));
  const present = new Set(after.map((entry) => keyOf(entry, key)));
  const kept = [...old.keys()].filter((name) => present.has(name));
  const order = after.map((entry) => keyOf(entry, key)).filter((name) => old.has(name));
  // The order of init containers, of variables that use each other, of paths: a new order is a change.
  if (kept.some((name, index) => name !== order[index])) return [{ path, before, after }];
  const changed = after.flatMap((entry, index) =>
    diffValues(old.get(keyOf(entry, key))?.entry, entry, [...path, index]),
  );
  const gone = [...old].filter(([name]) => !present.has(name));
  return [
    ...changed,
    ...gone.map(([, { entry, index }]) => ({ path: [...path, index], before: entry, after: undefined })),
  ];
}

/** Lists without keys: entry by entry when they are as long, else as a whole. */
function diffPlain(before: readonly unknown[], after: readonly unknown[], path: YamlPath): FieldChange[] {
  if (before.length !== after.length) return [{ path, before, after }];
  return after.flatMap((entry, index) => diffValues(before[index], entry, [...path, index]));
}

function isKeyed(list: readonly unknown[], key: string): boolean {
  const names = list.map((entry) => keyOf(entry, key));
  return names.every((name) => name !== undefined) && new Set(names).size === names.length;
}

function keyOf(entry: unknown, key: string): unknown {
  const name = isObject(entry) ? entry[key] : undefined;
  return typeof name === 'string' || typeof name === 'number' ? name : undefined;
}
