// What a check is: a named rule over rendered manifests. Its severity comes from the base's policies, its exceptions
// from `waive`, both applied by `checkEnvironment`; a rule only finds.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import type { Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment, Severity } from '../resolve/resolved.ts';

/** The checks by their permanent codes. */
export type RuleCode =
  | 'image-tag-floating'
  | 'image-not-pinned'
  | 'image-not-released'
  | 'resources-missing'
  | 'probe-missing'
  | 'bare-replica-set'
  | 'scale-to-zero'
  | 'pod-security'
  | 'pod-security-level'
  | 'host-access'
  | 'selector-matches-nothing'
  | 'plain-secret'
  | 'external-secret-deletion'
  | 'rbac-escalation';

/** Finds the line of input behind a rendered field. */
export type PlaceOf = (manifest: Manifest, field: YamlPath) => Place;

export interface Finding {
  readonly manifest: Manifest;
  /** The rendered field it is about. */
  readonly field: YamlPath;
  readonly message: string;
  readonly hint?: string;
}

export interface Rule {
  readonly code: RuleCode;
  /** Severity where the base's policies do not name the rule. */
  readonly severity: Severity;
  /** Whether a town, a shop or a pin may waive it; what would let a change escape its town may not be waived. */
  readonly waivable: boolean;
  /** Looks at the manifests of one folder: one town, or one kingdom, of one environment. */
  find(manifests: readonly Manifest[], environment: ResolvedEnvironment): Finding[];
}
