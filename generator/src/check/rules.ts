// Every rule over rendered manifests: adding one is a file and a line here (and its page in diagnostics/codes/check.ts).
import { scaleToZero } from './check-autoscalers.ts';
import { externalSecretDeletion } from './check-external-secrets.ts';
import { imageNotPinned, imageTagFloating } from './check-images.ts';
import { hostAccess, podSecurity, podSecurityLevel } from './check-pod-security.ts';
import { probeMissing } from './check-probes.ts';
import { rbacEscalation } from './check-rbac.ts';
import { imageNotReleased } from './check-released-images.ts';
import { bareReplicaSet } from './check-replica-sets.ts';
import { resourcesMissing } from './check-resources.ts';
import { plainSecret } from './check-secrets.ts';
import { selectorMatchesNothing } from './check-selectors.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  imageTagFloating,
  imageNotPinned,
  imageNotReleased,
  resourcesMissing,
  probeMissing,
  bareReplicaSet,
  scaleToZero,
  podSecurityLevel,
  podSecurity,
  hostAccess,
  selectorMatchesNothing,
  plainSecret,
  externalSecretDeletion,
  rbacEscalation,
];

/** The checks whose severity the base's policies may set. */
export const ruleCodes: ReadonlySet<string> = new Set(rules.map((rule) => rule.code));
