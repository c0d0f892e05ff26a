// Placement of a shop's pods beside one another: the shop's own labels are filled in, so that nobody has to repeat them.
import type {
  V1Affinity,
  V1PodAffinity,
  V1PodAffinityTerm,
  V1TopologySpreadConstraint,
} from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import { asKubernetes } from './kubernetes-form.ts';
import { selectShop } from './labels.ts';

/** `affinity` with what `apart` and `together` add to it. */
export function buildAffinity(shop: ResolvedShop): V1Affinity | undefined {
  const { affinity, apart, together } = shop.spec;
  if (apart === undefined && together === undefined) return affinity;
  const { podAffinity, podAntiAffinity, ...rest } = asKubernetes<V1Affinity>(affinity ?? {});
  const near = addTerm(podAffinity, together, shop);
  const far = addTerm(podAntiAffinity, apart, shop);
  return { ...rest, ...(near && { podAffinity: near }), ...(far && { podAntiAffinity: far }) };
}

/** `spread`, with the labels of the shop where a constraint selects nothing. */
export function buildSpread(shop: ResolvedShop): V1TopologySpreadConstraint[] | undefined {
  const constraints = shop.spec.spread && asKubernetes<V1TopologySpreadConstraint[]>(shop.spec.spread);
  return constraints?.map((constraint) => ({
    ...constraint,
    labelSelector: constraint.labelSelector ?? { matchLabels: selectShop(shop) },
  }));
}

/** Affinity and anti-affinity have the same form. */
function addTerm(
  terms: V1PodAffinity | undefined,
  placement: Shop['apart'],
  shop: ResolvedShop,
): V1PodAffinity | undefined {
  if (placement === undefined) return terms;
  const { key, prefer = false } = typeof placement === 'string' ? { key: placement } : placement;
  const term: V1PodAffinityTerm = { labelSelector: { matchLabels: selectShop(shop) }, topologyKey: key };
  if (!prefer) {
    const required = terms?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    return { ...terms, requiredDuringSchedulingIgnoredDuringExecution: [...required, term] };
  }
  const preferred = terms?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return {
    ...terms,
    preferredDuringSchedulingIgnoredDuringExecution: [...preferred, { weight: 100, podAffinityTerm: term }],
  };
}
