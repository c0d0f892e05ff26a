// A Kubernetes object and the version of the cluster that will receive it in, everything that does not fit out.
// An object that cannot be checked is a finding too: nothing is ever passed over in silence.
import { explainKind } from './explain-kind.ts';
import { knownVersions, loadSchemas } from './load-schemas.ts';
import { Report, type SchemaFinding } from './report.ts';
import type { Catalogue, Scope } from './schema.ts';

const FITS: readonly SchemaFinding[] = [];

interface TypedObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What is wrong with an object for a Kubernetes minor version (`1.35`); `extra` knows kinds beyond the embedded ones. */
export function validateObject(
  object: TypedObject,
  minor: string,
  extra?: Catalogue,
): readonly SchemaFinding[] {
  const embedded = loadSchemas(minor);
  if (!embedded) return [explainVersion(minor)];
  const schemas = extra ? embedded.extend(extra) : embedded;
  const kind = schemas.findKind(object.apiVersion, object.kind);
  if (!kind) return [explainKind(object.apiVersion, object.kind, schemas)];
  const check = schemas.checkOf(kind.definition);
  if (check(object)) return FITS;
  const report = new Report();
  check(object, report);
  return report.findings;
}

/** Whether objects of a kind live in a namespace; undefined for a kind or version that is not known. */
export function scopeOf(apiVersion: string, kind: string, minor: string): Scope | undefined {
  return loadSchemas(minor)?.findKind(apiVersion, kind)?.scope;
}

function explainVersion(minor: string): SchemaFinding {
  const known = knownVersions().join(', ');
  return {
    path: [],
    rule: 'unknown-version',
    message: `no schema is known for Kubernetes ${minor}; there are ${known}`,
  };
}
