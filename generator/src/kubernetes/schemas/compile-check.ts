// A schema in, a function out. Without a report the function only answers, at the first fault and without allocating:
// nearly every object is valid. With a report it goes on and says everything. One function for both, so they agree.

import { suggest } from '../../diagnostics/suggest.ts';
import { isObject } from '../../model/json.ts';
import { compileScalar } from './compile-scalar.ts';
import { describeFound, type Report } from './report.ts';
import type { Schema } from './schema.ts';

/** Whether a value fits; the reasons why not go to the report. */
export type Check = (value: unknown, report?: Report) => boolean;

export interface CompileContext {
  /** What messages call the type: `Container`, or `Application.spec.source` inside a custom kind. */
  readonly owner: string;
  /** The check of another definition; asked for on first use, for definitions may contain themselves. */
  readonly resolve: (definition: string) => Check;
}

/** Compiles a schema. */
export function compileCheck(schema: Schema, context: CompileContext): Check {
  const check = compileValue(schema, context);
  if (!schema.nullable) return check;
  return (value, report) => value === null || check(value, report);
}

function compileValue(schema: Schema, context: CompileContext): Check {
  if (schema.$ref !== undefined) return compileReference(schema.$ref, context);
  if (schema.type === 'object') return compileObject(schema, context);
  if (schema.type === 'array') return compileList(schema, context);
  return compileScalar(schema);
}

function compileReference(name: string, { resolve }: CompileContext): Check {
  let check: Check | undefined;
  return (value, report) => {
    check ??= resolve(name);
    return check(value, report);
  };
}

function compileObject(schema: Schema, context: CompileContext): Check {
  const { owner } = context;
  const fields = new Map<string, Check>();
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    fields.set(name, compileCheck(field, { ...context, owner: `${owner}.${name}` }));
  }
  const rest = schema.additionalProperties && compileCheck(schema.additionalProperties, context);
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const required = schema.required ?? [];
  return (value, report) => {
    if (!isObject(value))
      return report?.add('wrong-type', `is ${describeFound(value)}, expected a mapping`) ?? false;
    let fits = true;
    for (const name in value) {
      const inner = value[name];
      // What is undefined is not written.
      if (inner === undefined) continue;
      const check = fields.get(name) ?? rest ?? (open ? undefined : fields.get(originalName(name)));
      if (check ? checkField(check, { name, inner, report }) : open) continue;
      if (!report) return false;
      fits = false;
      if (!check) reportUnknown(report, { name, owner, known: fields.keys() });
    }
    for (const name of required) {
      if (value[name] !== undefined) continue;
      if (!report) return false;
      fits = report.add('missing-field', `is missing; ${owner} needs it`, { field: name });
    }
    return fits;
  };
}

/** The Kubernetes client's types write `_from` for the field `from`; so do our builders, and the emitter puts it back. */
function originalName(name: string): string {
  return name.startsWith('_') ? name.slice(1) : name;
}

interface Field {
  readonly name: string | number;
  readonly inner: unknown;
  readonly report: Report | undefined;
}

function checkField(check: Check, { name, inner, report }: Field): boolean {
  if (!report) return check(inner);
  report.path.push(name);
  const fits = check(inner, report);
  report.path.pop();
  return fits;
}

function reportUnknown(
  report: Report,
  { name, owner, known }: { name: string; owner: string; known: Iterable<string> },
): void {
  const meant = suggest(name, known);
  report.add('unknown-field', `is not a field of ${owner}`, {
    field: name,
    hint: meant && `did you mean "${meant}"?`,
  });
}

function compileList(schema: Schema, context: CompileContext): Check {
  const item = compileCheck(schema.items ?? { 'x-kubernetes-preserve-unknown-fields': true }, context);
  const keys = schema['x-kubernetes-list-map-keys'];
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  return (value, report) => {
    if (!Array.isArray(value))
      return report?.add('wrong-type', `is ${describeFound(value)}, expected a list`) ?? false;
    let fits = true;
    for (let index = 0; index < value.length; index++) {
      if (report ? checkField(item, { name: index, inner: value[index], report }) : item(value[index]))
        continue;
      if (!report) return false;
      fits = false;
    }
    if (keys && value.length > 1 && !checkKeys(value, keys, report)) fits = false;
    if (value.length >= minItems && value.length <= maxItems) return fits;
    const limit = value.length < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
    return report?.add('bad-value', `has ${value.length} items, expected ${limit}`) ?? false;
  };
}

/** Server-side apply refuses a list in which two items have the same keys. */
function checkKeys(list: readonly unknown[], keys: readonly string[], report: Report | undefined): boolean {
  const seen = new Map<unknown, number>();
  let fits = true;
  for (const [index, item] of list.entries()) {
    // An item without any of the keys lacks a field, which is said elsewhere; it repeats nothing.
    if (!isObject(item) || keys.every((key) => item[key] === undefined)) continue;
    const [first = ''] = keys;
    const id = keys.length === 1 ? item[first] : JSON.stringify(keys.map((key) => item[key] ?? null));
    const before = seen.get(id);
    if (before === undefined) seen.set(id, index);
    else if (!report) return false;
    else {
      const what = keys
        .filter((key) => item[key] !== undefined)
        .map((key) => `${key} ${describeFound(item[key])}`);
      report.path.push(index);
      fits = report.add('bad-value', `repeats the ${what.join(' and ')} of [${before}]`);
      report.path.pop();
    }
  }
  return fits;
}
