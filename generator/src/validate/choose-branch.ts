// Where a field takes one of several forms: the form that the author most likely meant.
import { z } from 'zod';
import type { YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { branchesOf, fieldsOf, isOptional, unwrap } from './describe-schema.ts';

type Schema = z.core.$ZodType;

/** The one branch of `schema` that fits the shape of `value`; nothing when none fits, or when several do equally. */
export function chooseBranch(schema: Schema, value: unknown): Schema | undefined {
  const fitting = branchesOf(schema).filter((branch) => fitsShape(branch, value));
  if (fitting.length < 2 || !isObject(value)) return fitting.length === 1 ? fitting[0] : undefined;
  let best: Schema | undefined;
  let bestScore = 0;
  for (const branch of fitting) {
    const score = countKnownKeys(branch, value);
    if (score > bestScore) [best, bestScore] = [branch, score];
  }
  return best;
}

/** A mapping fits by its keys: one that the form cannot do without counts more than the rest. */
function countKnownKeys(branch: Schema, value: Record<string, unknown>): number {
  const fields = fieldsOf(branch);
  if (!fields) return 1;
  let score = 0;
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field) score += isOptional(field) ? 1 : 100;
  }
  return score;
}

/** Whether some form of a field is a text where the value is a text, a list where it is a list, and so on. */
export function fitsSomeForm(schema: Schema, value: unknown): boolean {
  return branchesOf(schema).some((branch) => fitsShape(branch, value));
}

function fitsShape(branch: Schema, value: unknown): boolean {
  if (branch instanceof z.ZodString || branch instanceof z.ZodEnum) return typeof value === 'string';
  if (branch instanceof z.ZodLiteral) return [...branch.values].some((one) => typeof one === typeof value);
  if (branch instanceof z.ZodNumber) return typeof value === 'number';
  if (branch instanceof z.ZodBoolean) return typeof value === 'boolean';
  if (branch instanceof z.ZodArray) return Array.isArray(value);
  return isObject(value);
}

/** The type that stands at `path` of a document, following the branches that its author meant. */
export function schemaAt(root: Schema, path: YamlPath, document: unknown): Schema | undefined {
  let schema: Schema | undefined = root;
  let value = document;
  for (const step of path) {
    const branch: Schema | undefined = schema && (chooseBranch(schema, value) ?? unwrap(schema));
    schema = branch && childOf(branch, step);
    value = valueAt(value, [step]);
  }
  return schema;
}

function childOf(schema: Schema, step: string | number): Schema | undefined {
  const fields = fieldsOf(schema);
  if (fields) return Object.hasOwn(fields, step) ? fields[step] : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** The value at `path` below `document`; own keys only. */
export function valueAt(document: unknown, path: YamlPath): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // The check above holds: an own key of an object or list.
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
