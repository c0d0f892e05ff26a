// An OpenAPI schema, as Kubernetes or a CustomResourceDefinition publishes it, in; our `Schema` out: prose and patch
// directions left out, and a field that the document does not allow can never become allowed by that.
import { isObject } from '../../model/json.ts';
import type { Schema } from './schema.ts';

const KEPT = [
  'type',
  'format',
  'required',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'nullable',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-list-map-keys',
] as const;

const REFERENCE = '#/definitions/';

/** Keeps the structure of an OpenAPI schema and drops the rest. */
export function reduceSchema(openApi: unknown): Schema {
  if (!isObject(openApi)) return { 'x-kubernetes-preserve-unknown-fields': true };
  const { $ref } = openApi;
  if (typeof $ref === 'string') return { $ref: $ref.slice(REFERENCE.length) };
  const schema: Record<string, unknown> = {};
  for (const key of KEPT) if (openApi[key] !== undefined) schema[key] = openApi[key];
  const { properties, items, additionalProperties } = openApi;
  if (isObject(properties)) schema['properties'] = reduceEach(properties);
  if (items !== undefined) schema['items'] = reduceSchema(items);
  if (additionalProperties !== undefined && additionalProperties !== false) {
    schema['additionalProperties'] = reduceSchema(additionalProperties);
  }
  if (openApi['format'] === 'int-or-string') schema['x-kubernetes-int-or-string'] = true;
  if (schema['x-kubernetes-int-or-string']) {
    delete schema['type'];
    delete schema['format'];
  }
  // The keys of KEPT are those of Schema, copied from a document in which they mean the same.
  return schema as Schema;
}

/** Reduces every schema of a mapping. */
export function reduceEach(schemas: Readonly<Record<string, unknown>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, reduceSchema(schema)]));
}
