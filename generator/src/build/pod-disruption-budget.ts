// PodDisruptionBudget: how many pods of a shop a drained node may take.
import type { V1PodDisruptionBudget, V1PodDisruptionBudgetSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import type { TownContext } from './town-context.ts';

/** The budget of a shop with `disruption`. */
export function buildPodDisruptionBudget(
  shop: ResolvedShop,
  town: TownContext,
): Typed<V1PodDisruptionBudget>[] {
  const { disruption } = shop.spec;
  if (!disruption) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: town.ofShop(shop),
      spec: keepDefined<V1PodDisruptionBudgetSpec>({
        minAvailable: disruption.minAvailable,
        maxUnavailable: disruption.maxUnavailable,
        selector: { matchLabels: selectShop(shop) },
      }),
    },
  ];
}
