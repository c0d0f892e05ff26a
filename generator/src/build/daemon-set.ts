// DaemonSet: a shop with one pod on every node that it may run on.
import type { V1DaemonSet, V1DaemonSetSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import { buildPodTemplate } from './pod.ts';
import { buildDaemonSetStrategy } from './strategy.ts';
import type { TownContext } from './town-context.ts';

/** The DaemonSet of a shop of that kind. */
export function buildDaemonSet(shop: ResolvedShop, town: TownContext): Typed<V1DaemonSet>[] {
  if (shop.kind !== 'daemonset') return [];
  const { spec } = shop;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: town.ofShop(shop, shop.name, spec),
      spec: keepDefined<V1DaemonSetSpec>({
        revisionHistoryLimit: spec.revisionHistoryLimit,
        minReadySeconds: spec.minReady,
        updateStrategy: buildDaemonSetStrategy(spec.strategy),
        selector: { matchLabels: selectShop(shop) },
        template: buildPodTemplate(shop, town),
      }),
    },
  ];
}
