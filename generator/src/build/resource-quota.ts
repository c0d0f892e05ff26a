// ResourceQuota: how much a kingdom may use.
import type { V1ResourceQuota } from '@kubernetes/client-node';
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { unlessEmpty } from './keep-defined.ts';
import { labelKingdom } from './labels.ts';

/** The quota of a kingdom that has one. */
export function buildResourceQuota(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1ResourceQuota>[] {
  const hard = unlessEmpty({ ...kingdom.quota });
  if (!hard) return [];
  const labels = labelKingdom(kingdom, environment);
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: kingdom.namespace, labels },
      spec: { hard },
    },
  ];
}
