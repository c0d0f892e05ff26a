// ReplicaSet: a shop whose pods are kept at a number, and are not replaced when their template changes.
import type { V1ReplicaSet, V1ReplicaSetSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import { buildPodTemplate } from './pod.ts';
import type { TownContext } from './town-context.ts';

/** The ReplicaSet of a shop of that kind. */
export function buildReplicaSet(shop: ResolvedShop, town: TownContext): Typed<V1ReplicaSet>[] {
  if (shop.kind !== 'replicaset') return [];
  const { spec } = shop;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: town.ofShop(shop, shop.name, spec),
      spec: keepDefined<V1ReplicaSetSpec>({
        replicas: spec.autoscale ? undefined : spec.replicas,
        minReadySeconds: spec.minReady,
        selector: { matchLabels: selectShop(shop) },
        template: buildPodTemplate(shop, town),
      }),
    },
  ];
}
