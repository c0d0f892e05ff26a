// The embedded schemas in the form that kubeconform reads: one JSON Schema per kind, whole in itself, which refuses
// every field that it does not know.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSchemas } from '../../kubernetes/schemas/load-schemas.ts';
import type { Catalogue, Schema } from '../../kubernetes/schemas/schema.ts';
import type { SchemaSet } from '../../kubernetes/schemas/schema-set.ts';

/** Where kubeconform finds the schema of a kind below the exported folder. */
export const SCHEMA_LOCATION =
  '{{.NormalizedKubernetesVersion}}/{{.Group}}_{{.ResourceAPIVersion}}_{{.ResourceKind}}.json';

type JsonSchema = Record<string, unknown>;

/** Writes the schemas of one Kubernetes minor version, such as "1.35", and those of custom kinds below `folder`. */
export function exportSchemas(folder: string, minor: string, custom: readonly Catalogue[] = []): void {
  const known = loadSchemas(minor);
  if (!known) throw new Error(`there are no schemas of Kubernetes ${minor}`);
  const set = custom.reduce((schemas, extra) => schemas.extend(extra), known);
  const target = join(folder, `v${minor}.0`);
  mkdirSync(target, { recursive: true });
  for (const { apiVersion, kind, definition } of set.kinds()) {
    const [group = '', version = group] = apiVersion.split('/');
    const definitions: Record<string, JsonSchema> = {};
    const schema = { ...convert(set.define(definition), { set, definitions }), definitions };
    writeFileSync(join(target, `${group}_${version}_${kind.toLowerCase()}.json`), JSON.stringify(schema));
  }
}

interface Export {
  readonly set: SchemaSet;
  /** Those that the schema refers to, filled in as it does. */
  readonly definitions: Record<string, JsonSchema>;
}

const KEPT = [
  'type',
  'required',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;

function convert(schema: Schema, out: Export): JsonSchema {
  if (schema.$ref !== undefined) return refer(schema.$ref, out);
  if (schema['x-kubernetes-int-or-string']) return { type: ['integer', 'string'] };
  // The API server takes a bare number for a quantity.
  if (schema.format === 'quantity') return { type: ['string', 'number'] };
  const json: JsonSchema = {};
  for (const key of KEPT) if (schema[key] !== undefined) json[key] = schema[key];
  if (schema.nullable && schema.type) json['type'] = [schema.type, 'null'];
  if (schema.items) json['items'] = convert(schema.items, out);
  if (schema.properties) {
    json['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, convert(field, out)]),
    );
  }
  if (schema.additionalProperties) json['additionalProperties'] = convert(schema.additionalProperties, out);
  else if (schema.type === 'object' && !schema['x-kubernetes-preserve-unknown-fields'])
    json['additionalProperties'] = false;
  return json;
}

function refer(name: string, out: Export): JsonSchema {
  if (!Object.hasOwn(out.definitions, name)) {
    out.definitions[name] = {};
    out.definitions[name] = convert(out.set.define(name), out);
  }
  return { $ref: `#/definitions/${name}` };
}
