// All checks over the manifests of one folder: rules with the severity of the base's policies and the waivers of
// shop, town and pin, then the schema of the cluster's Kubernetes version. What is waived is counted, never hidden.
import { type Fault, fault } from '../diagnostics/fault.ts';
import type { Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment, Severity } from '../resolve/resolved.ts';
import { checkSchema } from './check-schema.ts';
import { reconcilerChecks } from './reconciler/index.ts';
import type { ReconcilerCheck } from './reconciler/reconciler-check.ts';
import type { PlaceOf, Rule } from './rule.ts';
import { rules } from './rules.ts';

/** A finding that somebody accepted, with the reason. */
export interface Waiver {
  readonly code: string;
  readonly environment: string;
  readonly object: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly faults: Fault[];
  readonly waivers: Waiver[];
}

/** Checks the manifests of one town, or of one kingdom, in one environment. */
export function checkManifests(
  manifests: readonly Manifest[],
  environment: ResolvedEnvironment,
  placeOf: PlaceOf,
): CheckResult {
  const result: CheckResult = { faults: [], waivers: [] };
  // A manifest that does not fit its schema has no shape that a rule could rely on.
  runCheck(checkSchema, { manifests, environment, placeOf, result });
  if (result.faults.length > 0) return result;
  for (const rule of rules) applyRule(rule, { manifests, environment, placeOf, result });
  for (const check of reconcilerChecks) runCheck(check, { manifests, environment, placeOf, result });
  return result;
}

interface Application {
  readonly manifests: readonly Manifest[];
  readonly environment: ResolvedEnvironment;
  readonly placeOf: PlaceOf;
  readonly result: CheckResult;
}

/** Asks a check of each manifest; nearly always it finds nothing. */
function runCheck(check: ReconcilerCheck, { manifests, environment, placeOf, result }: Application): void {
  for (const manifest of manifests) {
    for (const found of check(manifest, environment, placeOf)) result.faults.push(found);
  }
}

function applyRule(rule: Rule, { manifests, environment, placeOf, result }: Application): void {
  const severity: Severity = environment.base.policies[rule.code] ?? rule.severity;
  if (severity === 'off') return;
  for (const finding of rule.find(manifests, environment)) {
    const reason = rule.waivable ? waiverOf(rule.code, finding.manifest, environment) : undefined;
    if (reason !== undefined) {
      const { kind, metadata } = finding.manifest.object;
      result.waivers.push({
        code: rule.code,
        environment: environment.name,
        object: `${kind} ${metadata.name}`,
        reason,
      });
      continue;
    }
    const place = placeOf(finding.manifest, finding.field);
    result.faults.push(fault(rule.code, finding.message, place, { severity, hint: finding.hint }));
  }
}

function waiverOf(code: string, manifest: Manifest, environment: ResolvedEnvironment): string | undefined {
  const { town: townName = '', shop: shopKey = '' } = manifest.object.metadata.labels ?? {};
  const town = environment.towns.get(townName);
  return (town?.shops.get(shopKey)?.waive ?? town?.waive)?.[code];
}
