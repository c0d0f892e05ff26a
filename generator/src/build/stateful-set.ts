// StatefulSet: a shop whose pods have names, addresses and storage of their own.
import type { V1PersistentVolumeClaim, V1StatefulSet, V1StatefulSetSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { buildClaimSpec } from './claim.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import { buildPodTemplate } from './pod.ts';
import { nameService } from './service.ts';
import { buildStatefulSetStrategy } from './strategy.ts';
import type { TownContext } from './town-context.ts';

/** The StatefulSet of a shop of that kind. */
export function buildStatefulSet(shop: ResolvedShop, town: TownContext): Typed<V1StatefulSet>[] {
  if (shop.kind !== 'statefulset') return [];
  const { spec } = shop;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: town.ofShop(shop, shop.name, spec),
      spec: keepDefined<V1StatefulSetSpec>({
        serviceName: findGoverningService(shop, town),
        replicas: spec.autoscale ? undefined : spec.replicas,
        podManagementPolicy: spec.parallel ? 'Parallel' : undefined,
        revisionHistoryLimit: spec.revisionHistoryLimit,
        minReadySeconds: spec.minReady,
        updateStrategy: buildStatefulSetStrategy(spec.strategy),
        persistentVolumeClaimRetentionPolicy: dropsClaims(shop)
          ? { whenDeleted: 'Delete', whenScaled: 'Retain' }
          : undefined,
        selector: { matchLabels: selectShop(shop) },
        template: buildPodTemplate(shop, town),
        volumeClaimTemplates: buildClaims(shop),
      }),
    },
  ];
}

/** The service that gives the pods their addresses: a headless one if there is one, the shop's own before the town's. */
function findGoverningService(shop: ResolvedShop, { town }: TownContext): string | undefined {
  const own = shop.spec.service && { name: nameService(shop), spec: shop.spec.service };
  const others = [...town.services.values()].filter(({ shops }) => shops.includes(shop.key));
  const all = own ? [own, ...others] : others;
  return (all.find(({ spec }) => spec.headless) ?? all[0])?.name;
}

/** One policy holds for all claims: resolve refuses claims of which only some are kept. */
function dropsClaims({ spec }: ResolvedShop): boolean {
  return Object.values(spec.claims ?? {}).some(({ keep }) => keep === false);
}

/** The labels are those of the selector alone: templates of claims can never change. */
function buildClaims(shop: ResolvedShop): V1PersistentVolumeClaim[] | undefined {
  return listEntries(shop.spec.claims, (name, claim) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: selectShop(shop) },
    spec: buildClaimSpec(claim),
  }));
}
