// A type of the editors' schema in, words out: `integer, from 0`, `` `Always` or `Never` ``, a link to a section.
import { isObject } from '../../src/model/json.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What a field takes. */
export function spellType(schema: Schema): string {
  const { $ref: reference, allOf, anyOf, const: constant, enum: values, type } = schema;
  if (typeof reference === 'string') return linkTo(reference.slice(reference.lastIndexOf('/') + 1));
  if (Array.isArray(allOf)) return spellChoice(allOf.filter(isObject));
  if (Array.isArray(anyOf)) return spellChoice(anyOf.filter(isObject));
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (type === 'array') return isObject(schema['items']) ? `list of ${spellType(schema['items'])}` : 'list';
  if (type === 'object') return spellMap(schema);
  if (type === 'integer' || type === 'number') return `${type}${spellRange(schema)}`;
  return typeof type === 'string' ? type : "Kubernetes' form";
}

/** A link to the section of a definition. */
export function linkTo(name: string): string {
  return `[${titleOf(name)}](#${name.toLowerCase()})`;
}

/** The title of a definition's section. */
export function titleOf(name: string): string {
  return name.replaceAll('-', ' ');
}

/** Alternatives, each once; that a template may stand in is said on top of the page. */
function spellChoice(options: readonly Schema[]): string {
  const real = options.filter(({ pattern }) => pattern !== '\\{\\{');
  return [...new Set(real.map(spellType))].join(' or ');
}

function spellMap(schema: Schema): string {
  const values = schema['additionalProperties'];
  if (isObject(values) && Object.keys(values).length > 0) return `map of name to ${spellType(values)}`;
  return "mapping in Kubernetes' form";
}

function spellRange({ minimum, maximum }: Schema): string {
  const isBound = (value: unknown): value is number =>
    typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  const [least, most] = [isBound(minimum) ? `from ${minimum}` : '', isBound(maximum) ? `to ${maximum}` : ''];
  const range = [least, most].filter((part) => part !== '').join(' ');
  return range === '' ? '' : `, ${range}`;
}
