// The words that a field takes are read from Go code when the schemas are made: a real API server publishes the same.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSchemas } from '../../src/kubernetes/schemas/load-schemas.ts';
import type { SchemaSet } from '../../src/kubernetes/schemas/schema-set.ts';
import { isObject } from '../../src/model/json.ts';
import { ControlPlane, findControlPlane, NEEDS } from './control-plane.ts';

const programs = findControlPlane();

/** `definition field: words` of all fields that take only some words. */
function listWords(definition: string, properties: unknown): string[] {
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([field, schema]) => {
    const items = isObject(schema) ? schema['items'] : undefined;
    const [own, each] = [schema, items].map((node) => (isObject(node) ? node['enum'] : undefined));
    const words = own ?? each;
    if (!Array.isArray(words)) return [];
    return [`${definition} ${field}: ${words.filter((word) => word !== '').join(' ')}`];
  });
}

/** The definitions of Kubernetes' own kinds, and all that they are made of. */
function listDefinitions(schemas: SchemaSet): string[] {
  const found = new Set([...schemas.kinds()].map(({ definition }) => definition));
  for (const name of found) {
    const references = JSON.stringify(schemas.define(name)).matchAll(/"\$ref":"([^"]+)"/g);
    for (const [, next = ''] of references) found.add(next);
  }
  return [...found].filter((name) => name.startsWith('io.k8s.api.'));
}

describe.skipIf(!programs)(`a real API server (${NEEDS})`, () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await ControlPlane.start(programs ?? '');
  }, 120_000);
  afterAll(() => plane?.stop());

  test('publishes the words that are stored for its version', () => {
    const { major, minor } = JSON.parse(plane.kubectl(['get', '--raw', '/version']).stdout);
    const schemas = loadSchemas(`${major}.${minor}`) ?? expect.fail(`no schemas of ${major}.${minor}`);
    const { definitions } = JSON.parse(plane.kubectl(['get', '--raw', '/openapi/v2']).stdout);
    // Versions of the API that are off unless somebody turns them on are stored, and not published.
    const names = listDefinitions(schemas).filter((name) => name in definitions);
    const stored = names.flatMap((name) => listWords(name, schemas.define(name).properties));
    const published = names.flatMap((name) => listWords(name, definitions[name].properties));
    expect(stored.length).toBeGreaterThan(70);
    expect(stored.sort()).toEqual(published.sort());
  });
});
