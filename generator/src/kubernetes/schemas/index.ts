// What other steps use of the embedded schemas.
export { knownVersions } from './load-schemas.ts';
export { registerCustomKinds } from './read-custom-kind.ts';
export type { SchemaFinding, SchemaRule } from './report.ts';
export type { Catalogue, Scope } from './schema.ts';
export { scopeOf, validateObject } from './validate-object.ts';
