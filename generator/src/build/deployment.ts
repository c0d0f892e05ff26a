// Deployment: a shop whose pods are alike.
import type { V1Deployment, V1DeploymentSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import { buildPodTemplate } from './pod.ts';
import { buildDeploymentStrategy } from './strategy.ts';
import type { TownContext } from './town-context.ts';

/** The Deployment of a shop of that kind; `replicas` is left to the autoscaler where there is one. */
export function buildDeployment(shop: ResolvedShop, town: TownContext): Typed<V1Deployment>[] {
  if (shop.kind !== 'deployment') return [];
  const { spec } = shop;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: town.ofShop(shop, shop.name, spec),
      spec: keepDefined<V1DeploymentSpec>({
        replicas: spec.autoscale ? undefined : spec.replicas,
        revisionHistoryLimit: spec.revisionHistoryLimit,
        minReadySeconds: spec.minReady,
        progressDeadlineSeconds: spec.progressDeadline,
        strategy: buildDeploymentStrategy(spec.strategy),
        selector: { matchLabels: selectShop(shop) },
        template: buildPodTemplate(shop, town),
      }),
    },
  ];
}
