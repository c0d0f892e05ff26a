// LimitRange: what a container gets that says nothing. It goes with every quota, which refuses pods that say nothing.
import type { V1LimitRange, V1LimitRangeItem } from '@kubernetes/client-node';
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined, unlessEmpty } from './keep-defined.ts';
import { labelKingdom } from './labels.ts';

/** The limits of a kingdom that has any. */
export function buildLimitRange(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1LimitRange>[] {
  const defaultRequest = unlessEmpty({ ...kingdom.limits.requests });
  const defaultLimit = unlessEmpty({ ...kingdom.limits.limits });
  if (!defaultRequest && !defaultLimit) return [];
  const item = keepDefined<V1LimitRangeItem>({
    type: 'Container',
    defaultRequest,
    _default: defaultLimit,
  });
  const labels = labelKingdom(kingdom, environment);
  return [
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: kingdom.namespace, labels },
      spec: { limits: [item] },
    },
  ];
}
