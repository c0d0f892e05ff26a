// Three checks on one judgement: what the namespace would refuse, what is short of the restricted level, and what reaches the node.
import type { V1PodSpec } from '@kubernetes/client-node';
import type { Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import { judgePod, type Violation } from './pod-security.ts';
import { nameObject, type PodOf, podsOf } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

type Level = ResolvedKingdom['podSecurity'];

const judged = new WeakMap<V1PodSpec, Violation[]>();

function violationsOf(pod: PodOf): Violation[] {
  let found = judged.get(pod.spec);
  if (!found) {
    found = judgePod(pod.spec);
    judged.set(pod.spec, found);
  }
  return found;
}

function levelOf(manifest: Manifest, environment: ResolvedEnvironment): Level {
  const town = environment.towns.get(manifest.object.metadata.labels?.['town'] ?? '');
  return town?.kingdom.podSecurity ?? 'restricted';
}

/** Whether a kingdom's level lets a violation through to its namespace. */
function admits(level: Level, violation: Violation): boolean {
  return level === 'privileged' || (level === 'baseline' && violation.level === 'restricted');
}

interface Question {
  /** Whether a violation is this rule's to report, in a kingdom of this level. */
  readonly concerns: (violation: Violation, level: Level) => boolean;
  readonly says: (level: Level) => string;
  readonly hint: string;
}

/** What one rule finds of the judgement that all three share. */
function findViolations({ concerns, says, hint }: Question): Rule['find'] {
  return (manifests, environment) =>
    podsOf(manifests).flatMap((pod) => {
      const level = levelOf(pod.manifest, environment);
      return violationsOf(pod)
        .filter((violation) => concerns(violation, level))
        .map(
          (violation): Finding => ({
            manifest: pod.manifest,
            field: [...pod.field, ...violation.field],
            message: `${nameObject(pod.manifest)}: ${nameContainerOf(pod, violation)}${violation.message}, ${says(level)}`,
            hint,
          }),
        );
    });
}

function nameContainerOf(pod: PodOf, violation: Violation): string {
  const [list, index] = violation.field;
  if ((list !== 'containers' && list !== 'initContainers') || typeof index !== 'number') return '';
  const name = pod.spec[list]?.[index]?.name;
  return name === undefined ? '' : `container ${name}: `;
}

const HOST = /^(hostNetwork|hostPID|hostIPC)$/;
const reachesHost = ({ field }: Violation): boolean =>
  HOST.test(String(field[0])) ||
  field.at(-1) === 'hostPath' ||
  field.at(-1) === 'hostPort' ||
  field.at(-1) === 'hostProcess' ||
  field.at(-1) === 'privileged';

/** What admission would refuse: no waiver helps. */
export const podSecurityLevel: Rule = {
  code: 'pod-security-level',
  severity: 'error',
  waivable: false,
  find: findViolations({
    concerns: (violation, level) => !admits(level, violation),
    says: (level) => `which the level "${level}" of its kingdom refuses`,
    hint: "mend the shop's `security` or `podSecurity`; the level itself is set in the base's kingdom file",
  }),
};

/** What a kingdom below "restricted" lets through. */
export const podSecurity: Rule = {
  code: 'pod-security',
  severity: 'warning',
  waivable: true,
  find: findViolations({
    concerns: (violation, level) => admits(level, violation) && !reachesHost(violation),
    says: () => 'which the level "restricted" would refuse',
    hint: 'mend it, or say why under `waive: { pod-security: "…" }`',
  }),
};

/** What reaches the node, where the kingdom lets it. */
export const hostAccess: Rule = {
  code: 'host-access',
  severity: 'error',
  waivable: true,
  find: findViolations({
    concerns: (violation, level) => admits(level, violation) && reachesHost(violation),
    says: () => 'which reaches the node',
    hint: 'mend it, or say why under `waive: { host-access: "…" }`',
  }),
};
