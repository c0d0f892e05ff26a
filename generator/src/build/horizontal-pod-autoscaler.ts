// HorizontalPodAutoscaler: shops come and go with demand.
import type {
  V2HorizontalPodAutoscaler,
  V2HorizontalPodAutoscalerSpec,
  V2MetricSpec,
} from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { asKubernetes } from './kubernetes-form.ts';
import type { TownContext } from './town-context.ts';

/** The kinds that an autoscaler can scale. */
export const SCALED: Readonly<Partial<Record<ResolvedShop['kind'], string>>> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  replicaset: 'ReplicaSet',
};

/** The autoscaler of a shop with `autoscale`, where its kind can be scaled. */
export function buildHorizontalPodAutoscaler(
  shop: ResolvedShop,
  town: TownContext,
): Typed<V2HorizontalPodAutoscaler>[] {
  const { autoscale } = shop.spec;
  const kind = SCALED[shop.kind];
  if (!autoscale || kind === undefined) return [];
  const { min, max, cpu, memory, metrics, behavior } = autoscale;
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: town.ofShop(shop),
      spec: keepDefined<V2HorizontalPodAutoscalerSpec>({
        scaleTargetRef: { apiVersion: 'apps/v1', kind, name: shop.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          ...buildMetric('cpu', cpu),
          ...buildMetric('memory', memory),
          ...asKubernetes<V2MetricSpec[]>(metrics ?? []),
        ],
        behavior,
      }),
    },
  ];
}

/** A whole number is percent of the request, a quantity an average per pod. */
function buildMetric(name: string, target: string | number | undefined): V2MetricSpec[] {
  if (target === undefined) return [];
  const wanted =
    typeof target === 'number' && Number.isInteger(target)
      ? { type: 'Utilization', averageUtilization: target }
      : { type: 'AverageValue', averageValue: String(target) };
  return [{ type: 'Resource', resource: { name, target: wanted } }];
}
