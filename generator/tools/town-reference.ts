// docs/town-reference.md, made from the schema that editors use and from examples that were rendered for it:
// `npx tsx generator/tools/town-reference.ts > docs/town-reference.md`. Every mapping of a town file has a section, every
// field a row, in one section only.
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { isObject } from '../src/model/json.ts';
import { editorSchemas } from '../src/validate/editor-schemas.ts';
import { describeEffect } from './reference/describe-effect.ts';
import { type Example, readExamples } from './reference/examples.ts';
import { renderTown } from './reference/render-example.ts';
import { linkTo, spellType, titleOf } from './reference/spell-type.ts';

type Schema = Readonly<Record<string, unknown>>;

const INTRODUCTION = `# The town file

Every field of \`towns/<town>/current/town.yaml\`. Unknown and duplicate keys are errors at every level. A value in \`{{ }}\` is a
template: it is filled in after the file was read, and can never change its structure. Where \`none\` is listed, it takes away what the base
or the town's \`defaults\` gave.

*Unless said* is what holds when neither the shop nor any defaults say otherwise: ours, or Kubernetes' own. *Renders to* names the
fields that the example beside it changed in a small town; — stands for none. This page is made from \`generator/src/validate/vocabulary/\` and
\`generator/tools/reference/\`; a test keeps it current.`;

/** A section that repeats the fields of others names them instead. */
const REPEATS: Readonly<Record<string, readonly string[]>> = {
  shop: ['container'],
  sidecar: ['container'],
  'init-container': ['container'],
  'service-of-the-town': ['service'],
};
/** The one section whose fields are all those of another. */
const PART_OF: Readonly<Record<string, string>> = { 'defaults-of-shops': 'shop' };

/** The whole page. */
export function townReference(): string {
  const { root, definitions } = readSchema();
  const examples = new Map(readExamples().map((example) => [`${example.mapping} ${example.field}`, example]));
  const describe = (name: string, schema: Schema) => describeMapping({ name, schema, definitions, examples });
  const sections = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${[INTRODUCTION, describe('town', root), ...sections.map(([name, schema]) => describe(name, schema))].join('\n\n')}\n`;
}

/** The mappings of a town file with the fields that have a row, `town` for the file itself. */
export function listFields(): { mapping: string; fields: string[] }[] {
  const { root, definitions } = readSchema();
  return [['town', root] as const, ...definitions].map(([mapping, schema]) => ({
    mapping,
    fields: ownFields({ name: mapping, schema, definitions }).map(([field]) => field),
  }));
}

interface Section {
  readonly name: string;
  readonly schema: Schema;
  readonly definitions: ReadonlyMap<string, Schema>;
  readonly examples: ReadonlyMap<string, Example>;
}

function readSchema(): { root: Schema; definitions: Map<string, Schema> } {
  const schema: unknown = JSON.parse(editorSchemas().get('town.schema.json') ?? '{}');
  const root = isObject(schema) ? schema : {};
  const found = isObject(root['definitions']) ? Object.entries(root['definitions']) : [];
  return { root, definitions: new Map(found.flatMap(([name, one]) => (isObject(one) ? [[name, one]] : []))) };
}

function propertiesOf(schema: Schema | undefined): [string, Schema][] {
  const properties = isObject(schema?.['properties']) ? Object.entries(schema['properties']) : [];
  return properties.flatMap(([name, field]): [string, Schema][] => (isObject(field) ? [[name, field]] : []));
}

/** The fields that no other section has described. */
function ownFields({ name, schema, definitions }: Omit<Section, 'examples'>): [string, Schema][] {
  if (PART_OF[name] !== undefined) return [];
  const repeated = (REPEATS[name] ?? []).flatMap((other) => propertiesOf(definitions.get(other)));
  const known = new Set(repeated.map(([field]) => field));
  return propertiesOf(schema).filter(([field]) => !known.has(field));
}

function describeMapping(section: Section): string {
  const { name, schema, definitions } = section;
  const title = name === 'town' ? 'The town' : titleOf(name);
  const lines = [`## ${title}`, ''];
  const whole = PART_OF[name];
  if (whole !== undefined) {
    const fields = new Set(propertiesOf(schema).map(([field]) => field));
    const lacking = propertiesOf(definitions.get(whole)).filter(([field]) => !fields.has(field));
    const but = lacking.map(([field]) => `\`${field}\``).join(', ');
    return [...lines, `Every field of ${linkTo(whole)} but ${but}.`].join('\n');
  }
  const others = REPEATS[name] ?? [];
  if (others.length > 0) lines.push(`Every field of ${others.map(linkTo).join(' and of ')}, and:`, '');
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = ownFields(section).map(([field, type]) =>
    describeField({
      field,
      type,
      required: required.includes(field),
      example: section.examples.get(`${name} ${field}`),
    }),
  );
  if (rows.length === 0) return [...lines, `${spellType(schema)}.`].join('\n');
  const head = [
    '| field | takes | unless said | what it is | example | renders to |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  return [...lines, ...head, ...rows].join('\n');
}

interface FieldRow {
  readonly field: string;
  readonly type: Schema;
  readonly required: boolean;
  readonly example: Example | undefined;
}

function describeField({ field, type, required, example }: FieldRow): string {
  const { description, default: fallback } = type;
  const cells = [
    `\`${field}\`${required ? ' (required)' : ''}`,
    spellType(type),
    fallback === undefined ? '' : `\`${String(fallback)}\``,
    escapeCell(typeof description === 'string' ? description : ''),
    example ? `\`${escapeCell(writeExample(example))}\`` : '',
    example ? describeEffect(renderTown(example.before), renderTown(example.after)) || '—' : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** `replicas: 3`, on one line. */
function writeExample({ field, value }: Example): string {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true });
  return `${field}: ${text.trim()}`;
}

function escapeCell(text: string): string {
  return text.replace(/[|<]/g, '\\$&').replace(/\s+/g, ' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(townReference());
