// Namespace: the ground a kingdom stands on. Neither reconciler ever removes it: everything in it would go too.
import type { V1Namespace } from '@kubernetes/client-node';
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { KEPT } from './kept.ts';
import { labelKingdom } from './labels.ts';

/** The namespace of a kingdom with its Pod Security level. */
export function buildNamespace(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1Namespace>[] {
  const level = kingdom.podSecurity;
  const labels = {
    ...labelKingdom(kingdom, environment),
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/warn': level,
    'pod-security.kubernetes.io/audit': level,
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: kingdom.namespace, labels, annotations: { ...KEPT } },
    },
  ];
}
