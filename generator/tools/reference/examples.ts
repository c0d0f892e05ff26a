// examples.yaml in; for every field of a town file an example out, as the town without it and the town with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../src/model/json.ts';

const FOLDER = import.meta.dirname;

export interface Example {
  /** The name of the mapping's definition in the schema: `http-probe`; `town` for the file itself. */
  readonly mapping: string;
  readonly field: string;
  readonly value: Json;
  /** The town file without the field, and with it. */
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Fields of one mapping that stand in one place of the town. */
interface Group {
  readonly mapping: string;
  /** Where the mapping stands, names with dots between them; the file itself unless said. */
  readonly at?: string;
  /** What else the mapping says. */
  readonly with?: JsonObject;
  /** What other places must say: path -> value. */
  readonly needs?: JsonObject;
  /** Whether the mapping is an entry of a list there. */
  readonly list?: boolean;
  /** Where below `at` the mapping stands, with `[]` when in a list, and what else stands there: they come and go together. */
  readonly as?: string;
  readonly around?: JsonObject;
  /** Whether a field is compared with a town that lacks the mapping, which would be wrong without it. */
  readonly whole?: boolean;
  readonly fields?: JsonObject;
}

/** Every example, in the order of the file. */
export function readExamples(): Example[] {
  const text = readFileSync(join(FOLDER, 'examples.yaml'), 'utf8');
  // The files beside this one have these shapes: what they lack fails the test of the page.
  const { groups } = parse(text, { merge: true }) as { groups: Group[] };
  const market = parse(
    readFileSync(join(FOLDER, 'repository/towns/market/current/town.yaml'), 'utf8'),
  ) as JsonObject;
  return groups.flatMap((group) => examplesOf(group, market));
}

function examplesOf(group: Group, market: JsonObject): Example[] {
  const { mapping, at, with: given = {}, needs = {}, fields = {}, whole = false } = group;
  const around = Object.entries(needs).reduce((town, [path, value]) => put(town, path, value), market);
  const standing = at === undefined || whole ? around : place(group, around, given);
  const optional = Object.entries(fields).map(([field, value]): Example => {
    const change: JsonObject = value === undefined ? {} : { [field]: value };
    const after = at === undefined ? add(around, change) : place(group, around, { ...given, ...change });
    return { mapping, field, value: value ?? null, before: standing, after };
  });
  const required = Object.entries(given)
    .filter(([field]) => !(field in fields) && !whole)
    .map(
      ([field, value]): Example => ({
        mapping,
        field,
        value: value ?? null,
        before: around,
        after: standing,
      }),
    );
  return [...required, ...optional];
}

/** The town with the mapping in its place. */
function place({ at = '', list, as, around = {} }: Group, town: JsonObject, mapping: JsonObject): JsonObject {
  const known = find(town, at);
  const entry =
    as === undefined ? mapping : put(around, as.replace('[]', ''), as.endsWith('[]') ? [mapping] : mapping);
  if (list) return put(town, at, [...(Array.isArray(known) ? known : []), entry]);
  return put(town, at, isObject(known) ? { ...known, ...entry } : entry);
}

/** More entries of the town: what is there stays. */
function add(town: JsonObject, more: JsonObject): JsonObject {
  const merged = Object.entries(more).map(([field, value]) => {
    const known = town[field];
    return [field, isObject(known) && isObject(value) ? { ...known, ...value } : value];
  });
  return { ...town, ...Object.fromEntries(merged) };
}

function find(town: JsonObject, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((value, name) => (isObject(value) ? value[name] : undefined), town);
}

/** A copy of a mapping with another value at a path; mappings on the way are made. */
function put(into: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [name = '', ...rest] = path.split('.');
  const inner = into[name];
  const changed = rest.length === 0 ? value : put(isObject(inner) ? inner : {}, rest.join('.'), value);
  return { ...into, ...(changed !== undefined && { [name]: changed }) };
}
