// What the vocabulary expects somewhere, in words, read from the zod schemas themselves.
import { z } from 'zod';
import { describeValue, listAnd, listOr } from './describe-value.ts';
import { expectations, isDialectBranch } from './vocabulary/dialect.ts';

type Schema = z.core.$ZodType;

const LONGEST_LIST = 8;

/** The type below what only says "optional" or "read it this way first". */
export function unwrap(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.out);
  return schema;
}

/** The branches of a union that mean something to people, nested unions spelled out; a type by itself is one branch. */
export function branchesOf(schema: Schema): Schema[] {
  const type = unwrap(schema);
  if (!(type instanceof z.ZodUnion)) return [type];
  return type.options.filter((option) => !isDialectBranch(option)).flatMap(branchesOf);
}

/** What a type asks for: `a whole number from 1 to 65535`, `"TCP" or "UDP"`, `a shop`. */
export function describeSchema(schema: Schema): string {
  return listOr(formsOf(schema));
}

function formsOf(schema: Schema): string[] {
  const type = unwrap(schema);
  const expected = expectations.get(type)?.expected;
  if (expected !== undefined) return [expected];
  if (!(type instanceof z.ZodUnion)) return [describeBranch(type)];
  return type.options.filter((option) => !isDialectBranch(option)).flatMap(formsOf);
}

function describeBranch(type: Schema): string {
  if (type instanceof z.ZodString) return 'text';
  if (type instanceof z.ZodNumber) return describeNumber(type);
  if (type instanceof z.ZodBoolean) return 'true or false';
  if (type instanceof z.ZodEnum) return describeChoice(type.options);
  if (type instanceof z.ZodLiteral) return describeChoice([...type.values]);
  if (type instanceof z.ZodArray) return 'a list';
  return nounOf(type);
}

function describeNumber(type: z.ZodNumber): string {
  const noun = type.isInt ? 'a whole number' : 'a number';
  const least = bound(type.minValue);
  const most = bound(type.maxValue);
  if (least !== undefined && most !== undefined) return `${noun} from ${least} to ${most}`;
  if (least !== undefined) return `${noun} of at least ${least}`;
  return most === undefined ? noun : `${noun} of at most ${most}`;
}

/** zod gives whole numbers the limits of safe integers; nobody asked for those. */
function bound(value: number | null): number | undefined {
  return value === null || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function describeChoice(values: readonly unknown[]): string {
  const words = values.map((value) => describeValue(value));
  return listOr(words.length > LONGEST_LIST ? [...words.slice(0, LONGEST_LIST), '…'] : words);
}

/** What a mapping is called: `a shop`. */
export function nounOf(schema: Schema): string {
  return z.globalRegistry.get(schema)?.title ?? 'a mapping';
}

/** The fields of a mapping whose fields the vocabulary names, or nothing for any other type. */
export function fieldsOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodRecord) || !(schema.keyType instanceof z.ZodEnum)) return undefined;
  const { valueType } = schema;
  return Object.fromEntries(schema.keyType.options.map((key) => [String(key), valueType]));
}

const MOST_FIELDS = 12;

/** The fields of the one mapping that is meant, for who guessed; nothing where there are too many to read. */
export function listFields(mappings: readonly Schema[]): string | undefined {
  const [mapping, ...others] = mappings;
  const fields = Object.keys((mapping && others.length === 0 && fieldsOf(mapping)) || {});
  if (fields.length === 0 || fields.length > MOST_FIELDS) return undefined;
  return fields.length === 1 ? `its one field is ${fields[0]}` : `its fields are ${listAnd(fields)}`;
}

/** Whether a field may be left out. */
export function isOptional(schema: Schema): boolean {
  return schema instanceof z.ZodOptional;
}
