// What zod found wrong in: faults in our own words, at the key or value that a person wrote, out. Each issue is only
// trusted for its path and kind; the words come from the vocabulary, and a field with several forms is read again in
// the form that its author meant.
import { z } from 'zod';
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { isObject } from '../model/json.ts';
import { chooseBranch, schemaAt, valueAt } from './choose-branch.ts';
import { branchesOf, describeSchema, fieldsOf, nounOf } from './describe-schema.ts';
import { describeValue, quote } from './describe-value.ts';
import { explainKey } from './explain-key.ts';
import { explainValue } from './explain-value.ts';
import { own } from './own.ts';
import type { Reading, Source } from './reading.ts';

type Schema = z.core.$ZodType;

/** The faults of a value that its schema refuses. */
export function explainIssues(schema: z.ZodType, value: unknown, source: Source): Fault[] {
  return explainReading({ root: schema, document: value, schema, value, path: [], source });
}

function explainReading(reading: Reading): Fault[] {
  const result = reading.schema.safeParse(reading.value);
  if (result.success) return [];
  const issues = result.error.issues;
  const meant = new Set(issues.flatMap((issue) => meantKeys(issue, reading)));
  return issues
    .filter((issue) => !meant.has(issue.path.join('\n')))
    .flatMap((issue) => explainIssue(issue, reading));
}

/** Paths of the keys that unknown keys most likely stand for: that such a key is missing too is no news. */
function meantKeys(issue: z.core.$ZodIssue, { schema, value }: Reading): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const fields = fieldsOf(mappingAt(schema, stepsOf(issue), value)) ?? {};
  return issue.keys.flatMap((key) => {
    const meant = suggest(key, Object.keys(fields));
    const missing = meant !== undefined && valueAt(value, [...stepsOf(issue), meant]) === undefined;
    return missing ? [[...issue.path, meant].join('\n')] : [];
  });
}

/** Documents are plain data: their keys are texts and list indexes, never symbols. */
function stepsOf(issue: z.core.$ZodIssue): (string | number)[] {
  return issue.path as (string | number)[];
}

/** The mapping that stands at `path`, in the form that its author meant. */
function mappingAt(schema: Schema, path: YamlPath, value: unknown): Schema {
  const found = schemaAt(schema, path, value) ?? schema;
  return chooseBranch(found, valueAt(value, path)) ?? found;
}

function explainIssue(issue: z.core.$ZodIssue, reading: Reading): Fault[] {
  const below = stepsOf(issue);
  const schema = schemaAt(reading.schema, below, reading.value) ?? reading.schema;
  const value = valueAt(reading.value, below);
  const path = [...reading.path, ...below];
  if (issue.code === 'unrecognized_keys') {
    const mapping = mappingAt(reading.schema, below, reading.value);
    return issue.keys.map((key) => explainKey(key, { ...reading, path }, [mapping]));
  }
  if (issue.code === 'invalid_key') return [explainName(below, reading)];
  if (value === undefined && below.length > 0) return [explainMissing(below, reading)];
  if (issue.code === 'invalid_union')
    return explainUnion({ ...reading, schema: asType(schema), value, path });
  return [explainValue(issue, { ...reading, schema: asType(schema), value, path })];
}

/** Every schema of the vocabulary is a classic one; only zod's own signatures are wider. */
function asType(schema: Schema): z.ZodType {
  return schema as z.ZodType;
}

/** A value that fits no form of its field: read in the form that was meant, or said in one sentence. */
function explainUnion(reading: Reading): Fault[] {
  const { schema, value, path } = reading;
  const branch = chooseBranch(schema, value);
  if (!isObject(value) && !Array.isArray(value)) return [explainValue(undefined, reading)];
  const faults = branch ? explainReading({ ...reading, schema: asType(branch) }) : [];
  const mappings = branchesOf(schema).filter((option) => fieldsOf(option));
  const [stranger] = isObject(value)
    ? Object.keys(value).filter((key) => !(branch && own(fieldsOf(branch), key)))
    : [];
  const unclear = !branch || (mappings.length > 1 && faults.some((found) => isMissing(found, path)));
  if (unclear && stranger !== undefined && mappings.length > 0) {
    return [explainKey(stranger, { ...reading, path }, mappings)];
  }
  return branch ? faults : [explainValue(undefined, reading)];
}

/** A form that lacks what it cannot do without is perhaps not the one that was meant. */
function isMissing({ code, place }: Fault, path: YamlPath): boolean {
  return code === 'missing-key' && place?.path?.length === path.length;
}

/** A name that people choose and that breaks the rule of its place. */
function explainName(below: YamlPath, { schema, value, path, source }: Reading): Fault {
  const map = mappingAt(schema, below.slice(0, -1), value);
  const expected = map instanceof z.ZodRecord ? describeSchema(map.keyType) : 'another name';
  const found = describeValue(String(below.at(-1)));
  return fault(
    'bad-name',
    `found ${found}, expected ${expected}`,
    source.placeOf([...path, ...below], 'key'),
  );
}

function explainMissing(below: YamlPath, { schema, value, path, source }: Reading): Fault {
  const parent = below.slice(0, -1);
  const key = String(below.at(-1));
  const mapping = mappingAt(schema, parent, value);
  const field = own(fieldsOf(mapping), key);
  return fault(
    'missing-key',
    `${quote(key)} is missing in ${nounOf(mapping)}`,
    source.placeOf([...path, ...parent], 'key'),
    {
      hint: field && `write ${key}: with ${describeSchema(field)}`,
    },
  );
}
