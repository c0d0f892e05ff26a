// The JSON Schemas that give editors completion, hover help and red lines, made from the same vocabulary that
// validates. Deterministic text; draft 07, which yaml-language-server reads best.
import { z } from 'zod';
import { isObject } from '../model/json.ts';
import { type DocumentKind, documentSchemas } from './document-schemas.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const DESCRIPTIONS: Readonly<Record<DocumentKind, string>> = {
  town: 'A town: towns/<town>/current/town.yaml.',
  base: 'The base: base/current/base.yaml.',
  kingdom: 'A kingdom: base/current/kingdoms/<kingdom>.yaml.',
  environment: 'An environment: environments/<environment>/environment.yaml.',
  pin: 'A pin: environments/<environment>/pins/<town>.yaml.',
  hold: 'A hold on promotions: environments/holds/<name>.yaml.',
  override: 'A change beyond the budget: environments/overrides/<name>.yaml.',
  pipeline: 'The promotion pipeline: environments/pipeline.yaml.',
  cluster: 'A cluster: clusters/<cluster>/cluster.yaml.',
  releases: 'The releases of a town or of the base: releases.yaml.',
};

/** File name (`town.schema.json`) -> the text of the JSON Schema. */
export function editorSchemas(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [kind, make] of Object.entries(documentSchemas)) {
    // Object.entries forgets that the keys are those of the object.
    const description = DESCRIPTIONS[kind as DocumentKind];
    texts.set(`${kind}.schema.json`, `${JSON.stringify(describeDocument(make(), description), null, 2)}\n`);
  }
  return texts;
}

function describeDocument(schema: z.ZodType, description: string): unknown {
  const { definitions = {}, ...root } = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    reused: 'ref',
  });
  // With this target every shared schema is a definition: zod's type for them is wider.
  const shared = new Definitions(definitions as Record<string, JsonSchema>);
  const { $schema, title, ...rest } = shared.spellRoot(root);
  return { $schema, ...(title !== undefined && { title }), description, ...rest, definitions: shared.used() };
}

/** Mappings that have a noun become definitions under it, equal ones once; all else is written out where it is used. */
class Definitions {
  readonly #shared: Readonly<Record<string, JsonSchema>>;
  readonly #spelt = new Map<string, JsonSchema>();
  /** By the text of the definition. */
  readonly #names = new Map<string, string>();
  readonly #named = new Map<string, JsonSchema>();

  constructor(shared: Readonly<Record<string, JsonSchema>>) {
    this.#shared = shared;
  }

  /** The definitions that the schemas spelt so far refer to. */
  used(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The document itself: the one mapping with a noun that is no definition. */
  spellRoot(schema: JsonSchema): JsonSchema {
    return this.#spellFields(schema);
  }

  /** A schema with its references settled, its unions flat, and without limits that nobody asked for. */
  #spell(schema: JsonSchema): JsonSchema {
    if (schema.$ref !== undefined) return this.#settle(schema.$ref);
    const { allOf, ...own } = schema;
    const [base] = allOf ?? [];
    if (typeof base === 'object' && allOf?.length === 1) {
      const { $ref, ...spelt } = this.#spell(base);
      const outer = this.#spellFields(own);
      return $ref === undefined ? { ...spelt, ...outer } : { ...outer, allOf: [{ $ref }] };
    }
    const spelt = this.#spellFields(schema);
    return spelt.title === undefined ? spelt : this.#define(spelt.title, spelt);
  }

  #settle(reference: string): JsonSchema {
    const known = this.#spelt.get(reference);
    if (known) return known;
    const spelt = this.#spell(this.#shared[reference.slice(reference.lastIndexOf('/') + 1)] ?? {});
    this.#spelt.set(reference, spelt);
    return spelt;
  }

  #define(title: string, { description, ...definition }: JsonSchema): JsonSchema {
    const text = JSON.stringify(definition);
    const name =
      this.#names.get(text) ?? this.#freeName(title.replace(/^(an?|the) /, '').replaceAll(' ', '-'));
    this.#names.set(text, name);
    this.#named.set(name, definition);
    const $ref = `#/definitions/${name}`;
    return description === undefined ? { $ref } : { description, allOf: [{ $ref }] };
  }

  #freeName(noun: string): string {
    let name = noun;
    for (let count = 2; this.#named.has(name); count++) name = `${noun}-${count}`;
    return name;
  }

  #spellFields(schema: JsonSchema): JsonSchema {
    const result: JsonSchema = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === 'properties') result[keyword] = this.#spellEach(value);
      else if (keyword === 'anyOf')
        result[keyword] = flatten((value as JsonSchema[]).map((one) => this.#spell(one)));
      else if (SCHEMA_KEYWORDS.has(keyword) && isObject(value)) result[keyword] = this.#spell(value);
      else if (!UNASKED.has(value)) result[keyword] = value;
    }
    return result;
  }

  #spellEach(properties: unknown): Record<string, JsonSchema> {
    const entries = isObject(properties) ? Object.entries(properties) : [];
    return Object.fromEntries(
      entries.map(([key, value]) => [key, this.#spell(isObject(value) ? value : {})]),
    );
  }
}

const SCHEMA_KEYWORDS = new Set(['items', 'additionalProperties', 'propertyNames']);
/** zod's limits of whole numbers. */
const UNASKED = new Set<unknown>([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);

/** Unions of unions become one list, each branch once. */
function flatten(branches: readonly JsonSchema[]): JsonSchema[] {
  const flat = branches.flatMap((branch) =>
    onlyUnion(branch) ? flatten(branch.anyOf as JsonSchema[]) : [branch],
  );
  const texts = flat.map((branch) => JSON.stringify(branch));
  return flat.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

function onlyUnion(schema: JsonSchema): boolean {
  return schema.anyOf !== undefined && Object.keys(schema).length === 1;
}
