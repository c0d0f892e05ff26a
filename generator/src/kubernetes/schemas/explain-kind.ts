// Why a kind is not known: removed, under another apiVersion, misspelt, or nobody's.
import { suggest } from '../../diagnostics/suggest.ts';
import type { SchemaFinding } from './report.ts';
import { findRetired } from './retired-apis.ts';
import type { SchemaSet } from './schema-set.ts';

/** The finding for an object whose apiVersion and kind no schema knows. */
export function explainKind(apiVersion: string, kind: string, schemas: SchemaSet): SchemaFinding {
  const named = `${apiVersion} ${kind}`;
  const retired = findRetired(apiVersion, kind);
  if (retired) {
    const { to, since } = retired;
    const now = to === undefined ? 'nothing took its place' : `it is now in ${to}`;
    const message = `${named} was removed in Kubernetes ${since}; ${now}`;
    return { ...finding(message, to && `write apiVersion: ${to}`), rule: 'retired-kind' };
  }
  const versions = [...schemas.kinds()]
    .filter((other) => other.kind === kind)
    .map((other) => other.apiVersion);
  if (versions.length > 0) {
    const [only] = versions.length === 1 ? versions : [];
    return finding(
      `${named} is not known; ${kind} is in ${versions.join(', ')}`,
      only && `write apiVersion: ${only}`,
    );
  }
  const near = suggest(kind, new Set([...schemas.kinds()].map((other) => other.kind)));
  const hint = near
    ? `did you mean "${near}"?`
    : 'put its CustomResourceDefinition into base/current/crds/, and release the base';
  return finding(`${named} is not a kind that any schema describes`, hint);
}

function finding(message: string, hint: string | undefined): SchemaFinding {
  return { path: ['apiVersion'], rule: 'unknown-kind', message, ...(hint !== undefined && { hint }) };
}
