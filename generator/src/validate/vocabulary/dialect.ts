// The vocabulary is written once and read in two dialects: `authored`, what people write (a scalar may be a template,
// a field may be `none`), and `resolved`, what is left when defaults are merged and templates rendered.
import { z } from 'zod';
import type { Json } from '../../model/json.ts';

/** Whether a text holds a template expression. */
export const TEMPLATE = /\{\{/;
const template = z.string().regex(TEMPLATE);
const none = z.literal('none');

/** Whether a branch of a union is there for the dialect, not for what the field means: messages leave it out. */
export function isDialectBranch(branch: unknown): boolean {
  return branch === template || branch === none;
}

export interface TextRule {
  readonly pattern: RegExp;
  /** What the pattern asks for, with an article: `a name of lower-case letters, digits and hyphens`. */
  readonly expected: string;
}

/** The words in which the vocabulary says its scalars and fields. */
export interface Dialect {
  /** Text; in `resolved` a number or boolean that came from a template becomes its text. */
  text(rule?: TextRule): z.ZodType<string>;
  integer(minimum?: number, maximum?: number): z.ZodType<number>;
  flag(): z.ZodType<boolean>;
  oneOf<const T extends string>(values: readonly [T, ...T[]]): z.ZodType<T>;
  /** A Kubernetes quantity: `500m`, `128Mi`, `2`. */
  quantity(): z.ZodType<string | number>;
  /** An entry of a map that a lower layer may set: authored, it may be `none`. */
  orNone<T extends z.ZodType>(type: T): T;
  /** An optional field that a lower layer may set: authored, it may be `none`. `fallback`: what holds when no layer does. */
  field<T extends z.ZodType>(type: T, description: string, fallback?: Json): z.ZodOptional<T>;
}

function orTemplate<T>(type: z.ZodType<T>): z.ZodType<T> {
  // Authored values are only checked, never read as T: resolve reads them again in the other dialect.
  return z.union([type, template]) as unknown as z.ZodType<T>;
}

/** Says what a field is for, in place: `.describe` would copy the schema, and there are hundreds at every start. */
function described<T extends z.ZodType>(type: T, description: string, fallback?: Json): T {
  z.globalRegistry.add(type, { description, ...(fallback !== undefined && { default: fallback }) });
  return type;
}

/** Makes one schema per argument for the whole run: a schema costs more to make than a town costs to read. */
export function once<A, T>(make: (argument: A) => T): (argument: A) => T {
  const made = new Map<A, T>();
  return (argument) => {
    const known = made.get(argument);
    if (known !== undefined) return known;
    const fresh = make(argument);
    made.set(argument, fresh);
    return fresh;
  };
}

const QUANTITY: TextRule = {
  pattern: /^\+?(\d+(\.\d*)?|\.\d+)(m|n|u|[kMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/,
  expected: 'a quantity such as 500m, 128Mi or 2',
};

/** What a type with a pattern asks for, in words; see `TextRule.expected`. */
export const expectations = z.registry<{ expected: string }>();

/** A string type that names what it expects, with the pattern kept for editors. */
export function patterned(rule: TextRule): z.ZodString {
  return z.string().regex(rule.pattern).register(expectations, { expected: rule.expected });
}

function integerType(minimum?: number, maximum?: number): z.ZodType<number> {
  let type = z.int();
  if (minimum !== undefined) type = type.min(minimum);
  if (maximum !== undefined) type = type.max(maximum);
  return type;
}

function quantityType(): z.ZodType<string | number> {
  return z
    .union([patterned(QUANTITY), z.number().min(0)])
    .register(expectations, { expected: QUANTITY.expected });
}

/** What people write. */
export const authored: Dialect = {
  text: (rule) =>
    rule
      ? patterned({ ...rule, pattern: new RegExp(`${rule.pattern.source}|\\{\\{`, rule.pattern.flags) })
      : z.string(),
  integer: (minimum, maximum) => orTemplate(integerType(minimum, maximum)),
  flag: () => orTemplate(z.boolean()),
  oneOf: (values) => orTemplate(z.enum(values)),
  quantity: () => orTemplate(quantityType()),
  // `none` is taken away by resolve before the value is read as T.
  orNone: (type) => z.union([type, none]) as unknown as typeof type,
  field: (type, description, fallback) => described(z.optional(authored.orNone(type)), description, fallback),
};

const textOf = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** What is left after merging and templates. */
export const resolved: Dialect = {
  text: (rule) => z.preprocess(textOf, rule ? patterned(rule) : z.string()),
  integer: integerType,
  flag: () => z.boolean(),
  oneOf: (values) => z.enum(values),
  quantity: quantityType,
  orNone: (type) => type,
  field: (type, description, fallback) => described(z.optional(type), description, fallback),
};

/** Files without templates: environments, pins, clusters. */
export const plain: Dialect = { ...resolved, text: (rule) => (rule ? patterned(rule) : z.string()) };

/** A map from names that people choose to entries. */
export function mapOf<T extends z.ZodType>(key: TextRule, entry: T): z.ZodRecord<z.ZodString, T> {
  return z.record(patterned(key), entry);
}

/** A value in Kubernetes' own form: its fields are checked by the schema of the object it ends up in. */
export const kubernetesObject = (): z.ZodType<Record<string, unknown>> => z.looseObject({});

/** A list of values in Kubernetes' own form. */
export const kubernetesList = (): z.ZodType<Record<string, unknown>[]> => z.array(z.looseObject({}));

/** A strict mapping with a noun for messages: `"prots" is not a field of a shop`. */
export function mapping<S extends z.ZodRawShape>(noun: string, shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape).register(z.globalRegistry, { title: noun });
}
