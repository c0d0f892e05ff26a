// Every manifest against the embedded schema of the Kubernetes version it will meet, offline.

import type { FaultCode } from '../diagnostics/codes/index.ts';
import { type Fault, type FaultDetails, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import type { SchemaFinding, SchemaRule } from '../kubernetes/schemas/report.ts';
import { validateObject } from '../kubernetes/schemas/validate-object.ts';
import type { KubernetesObject, Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment } from '../resolve/resolved.ts';

const CODES: Readonly<Record<SchemaRule, FaultCode>> = {
  'unknown-field': 'schema-unknown-field',
  'wrong-type': 'schema-wrong-type',
  'missing-field': 'schema-missing-field',
  'bad-value': 'schema-bad-value',
  'unknown-kind': 'unknown-kind',
  'retired-kind': 'retired-api',
  'unknown-version': 'unknown-kubernetes-version',
};

/** The faults of one manifest; `placeOf` finds the line of input behind a rendered field. */
export function checkSchema(
  manifest: Manifest,
  { base }: Pick<ResolvedEnvironment, 'base'>,
  placeOf: (manifest: Manifest, field: YamlPath) => Place,
): Fault[] {
  const { customKinds } = base;
  const extra = customKinds.kinds.length > 0 ? customKinds : undefined;
  const findings = validateObject(readable(manifest), manifest.kubernetes, extra);
  // A fresh list per manifest would be most of what this costs: nearly all are clean.
  if (findings.length === 0) return NONE;
  return findings.map((finding) => explainFinding(manifest, finding, placeOf(manifest, finding.path)));
}

/** What SOPS has encrypted is the text of bytes only after it was decrypted. */
function readable({ object, text }: Manifest): KubernetesObject {
  return text === undefined ? object : { ...object, ...{ data: {}, stringData: {} } };
}

const NONE: Fault[] = [];

function explainFinding(manifest: Manifest, { rule, message, hint }: SchemaFinding, place: Place): Fault {
  const { kind, metadata } = manifest.object;
  const details: FaultDetails = { hint };
  // One fault per cluster version says it for all objects, so it names none.
  if (rule === 'unknown-version') return fault(CODES[rule], message, place, details);
  const text = `${kind} ${metadata.name}: ${message} (Kubernetes ${manifest.kubernetes})`;
  return fault(CODES[rule], text, place, details);
}
