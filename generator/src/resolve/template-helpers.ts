// Every helper and block that a template may use. What is not here does not exist: the library's own are taken out.

/** The blocks of the library that stay. */
export const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);

/** What a template cannot do with a value; its message is for people. */
export class TemplateError extends Error {}

/** The text of a single value; a list or a mapping has none. */
export function textOf(value: unknown): string {
  if (typeof value === 'object') throw new TemplateError('a list or a mapping cannot stand inside a text');
  if (value === undefined) throw new TemplateError('a name in this template has no value here');
  return String(value);
}

interface Helper {
  /** How many values it takes: the fewest and the most. */
  readonly takes: readonly [number, number];
  /** Called with its values; the library adds an argument of its own behind them. */
  readonly call: (...given: unknown[]) => unknown;
}

const ANY_NUMBER = [1, Number.POSITIVE_INFINITY] as const;

export const HELPERS: Readonly<Record<string, Helper>> = {
  eq: { takes: [2, 2], call: (a, b) => a === b },
  ne: { takes: [2, 2], call: (a, b) => a !== b },
  and: { takes: ANY_NUMBER, call: (...given) => given.slice(0, -1).every(Boolean) },
  or: { takes: ANY_NUMBER, call: (...given) => given.slice(0, -1).some(Boolean) },
  not: { takes: [1, 1], call: (value) => !value },
  lower: { takes: [1, 1], call: (value) => textOf(value).toLowerCase() },
  upper: { takes: [1, 1], call: (value) => textOf(value).toUpperCase() },
  json: { takes: [1, 1], call: (value) => JSON.stringify(value) },
  join: { takes: [2, 2], call: (list, separator) => joinList(list, textOf(separator)) },
};

function joinList(list: unknown, separator: string): string {
  if (!Array.isArray(list)) throw new TemplateError('"join" takes a list and a text');
  return list.map(textOf).join(separator);
}
