// What the names in templates stand for, and what comes of rendering one.
import type { Json } from '../model/json.ts';

/** Nested mappings of plain data without a prototype, so that a name is data or it is nothing. */
export type Context = Readonly<Record<string, unknown>>;

export interface TemplateProblem {
  /** What is wrong, as a sentence without a full stop. */
  readonly message: string;
  /** A name that is not known here, as written: `parameters.shopImge`. */
  readonly unknown?: string;
}

export type Rendered = { readonly value: Json } | { readonly problem: TemplateProblem };

/** The value of a dotted name. */
export function lookUp(name: string, context: Context): Rendered {
  let value: unknown = context;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return unknownName(name);
    value = (value as Record<string, unknown>)[key]; // its own key, by the line above
  }
  return { value: value as Json }; // contexts hold plain data only
}

export function unknownName(name: string): Rendered {
  return { problem: { message: `"${name}" is not known here`, unknown: name } };
}

/** A copy of plain members without a prototype, at every depth. */
export function plainContext(members: Readonly<Record<string, unknown>>): Context {
  const context: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(members)) {
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    context[key] = nested ? plainContext(value as Record<string, unknown>) : value; // a mapping, by the line above
  }
  return context;
}

/** Every dotted name that leads to a single value: what a misspelt name may have meant. */
export function knownNames(context: Context, prefix = ''): string[] {
  return Object.entries(context).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? knownNames(value as Context, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
