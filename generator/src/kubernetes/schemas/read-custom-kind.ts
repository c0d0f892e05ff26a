// A CustomResourceDefinition in, the kinds it serves out, with the structure that its schema gives them. Rules in CEL
// and combinations (`anyOf`, `not`) are the cluster's to check; what they stand beside is checked here.
import { isObject } from '../../model/json.ts';
import { reduceSchema } from './reduce-schema.ts';
import { type Catalogue, type Kind, OBJECT_META, type Schema } from './schema.ts';

export interface CustomKinds {
  readonly kinds: readonly Kind[];
  readonly definitions: ReadonlyMap<string, Schema>;
}

/** The kinds that CustomResourceDefinitions (apiextensions.k8s.io/v1, parsed) serve; anything else is passed over. */
export function readCustomKinds(objects: readonly unknown[]): CustomKinds {
  const kinds: Kind[] = [];
  const definitions = new Map<string, Schema>();
  for (const object of objects) {
    if (!isObject(object) || object['kind'] !== 'CustomResourceDefinition' || !isObject(object['spec']))
      continue;
    const { group, names, scope, versions } = object['spec'];
    if (!isObject(names) || !Array.isArray(versions)) continue;
    const kind = String(names['kind']);
    for (const version of versions) {
      if (!isObject(version) || version['served'] === false) continue;
      const definition = `${String(group)}.${String(version['name'])}.${kind}`;
      const apiVersion = `${String(group)}/${String(version['name'])}`;
      kinds.push({
        apiVersion,
        kind,
        scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced',
        definition,
        ...(typeof names['plural'] === 'string' && { plural: names['plural'] }),
      });
      definitions.set(definition, readStructure(version['schema']));
    }
  }
  return { kinds, definitions };
}

/** The same as a catalogue to hand to `validateObject`. */
export function registerCustomKinds(objects: readonly unknown[]): Catalogue {
  const { kinds, definitions } = readCustomKinds(objects);
  return { kinds, define: (name) => definitions.get(name) };
}

function readStructure(schema: unknown): Schema {
  const root = reduceSchema(isObject(schema) ? schema['openAPIV3Schema'] : undefined);
  // The API server adds these three to every custom kind, whatever its schema says of them.
  const own: Record<string, Schema> = {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { $ref: OBJECT_META },
  };
  return { ...root, type: 'object', properties: { ...root.properties, ...own } };
}
