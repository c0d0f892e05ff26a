// docs/town-reference.md, made from the schema that editors use: `npx tsx generator/tools/town-reference.ts >
// docs/town-reference.md`. Every mapping of a town file has a section, every field a row.
import { fileURLToPath } from 'node:url';
import { isObject } from '../src/model/json.ts';
import { editorSchemas } from '../src/validate/editor-schemas.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The whole page. */
export function townReference(): string {
  const schema: unknown = JSON.parse(editorSchemas().get('town.schema.json') ?? '{}');
  if (!isObject(schema)) return '';
  const definitions = isObject(schema['definitions']) ? schema['definitions'] : {};
  const sections = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return `# The town file

Every field of \`towns/<town>/current/town.yaml\`. Unknown and duplicate keys are errors at every level, and \`none\` takes a default
away where it is listed. A value in \`{{ }}\` is a template: it is filled in after the file was read, and can never change its structure.
This page is made from \`generator/src/validate/vocabulary/\`; a test keeps it current.

${describeMapping('The town', schema)}
${sections.flatMap(([name, found]) => (isObject(found) ? [describeMapping(titleOf(name), found)] : [])).join('\n')}`;
}

function describeMapping(title: string, schema: Schema): string {
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = properties.flatMap(([name, field]) =>
    isObject(field) ? [describeField(name, field, required)] : [],
  );
  const table =
    rows.length === 0
      ? [`${spellType(schema)}.`]
      : ['| field | takes | what it is |', '| --- | --- | --- |', ...rows];
  return `## ${title}\n\n${table.join('\n')}\n`;
}

function describeField(name: string, field: Schema, required: readonly unknown[]): string {
  const description = typeof field['description'] === 'string' ? field['description'] : '';
  const needed = required.includes(name) ? ' (required)' : '';
  return `| \`${name}\`${needed} | ${spellType(field)} | ${escapeCell(description)} |`;
}

/** What a field takes: `integer, from 0`, `` `Always` or `Never` ``, a link to a section. */
function spellType(schema: Schema): string {
  const { $ref: reference, allOf, anyOf, const: constant, enum: values, type } = schema;
  if (typeof reference === 'string') return link(reference);
  if (Array.isArray(allOf)) return spellChoice(allOf.filter(isObject));
  if (Array.isArray(anyOf)) return spellChoice(anyOf.filter(isObject));
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (type === 'array') return isObject(schema['items']) ? `list of ${spellType(schema['items'])}` : 'list';
  if (type === 'object') return spellMap(schema);
  if (type === 'integer' || type === 'number') return `${type}${spellRange(schema)}`;
  return typeof type === 'string' ? type : "Kubernetes' form";
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

function link(reference: string): string {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return `[${titleOf(name)}](#${titleOf(name).toLowerCase().replaceAll(' ', '-')})`;
}

function titleOf(name: string): string {
  return name.replaceAll('-', ' ');
}

function escapeCell(text: string): string {
  return text.replace(/[|<]/g, '\\$&').replace(/\s+/g, ' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(townReference());
