// A NetworkPolicy from what it selects and the rules of its one direction.
import type {
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicySpec,
} from '@kubernetes/client-node';
import type { Place } from '../../diagnostics/fault.ts';
import type { ResolvedShop } from '../../resolve/resolved.ts';
import type { Typed } from '../builder.ts';
import { selectShop } from '../labels.ts';
import type { Metadata, TownContext } from '../town-context.ts';

/** What a shop is allowed, before rules with one name have become one policy. */
export type Allowance = {
  /** Name of the policy. */
  readonly name: string;
  /** Whose pods it selects. */
  readonly subject: Pick<ResolvedShop, 'town' | 'key'>;
  readonly place: Place;
} & ({ readonly egress: V1NetworkPolicyEgressRule } | { readonly ingress: V1NetworkPolicyIngressRule });

const API = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;

/** One policy with the given spec. */
export function buildPolicy(metadata: Metadata, spec: V1NetworkPolicySpec): Typed<V1NetworkPolicy> {
  return { ...API, metadata, spec };
}

/** The policy of allowances that share a name and a subject; it stands in the folder of `owner`. */
export function joinAllowances(
  [first, ...others]: readonly [Allowance, ...Allowance[]],
  owner: ResolvedShop,
  town: TownContext,
): Typed<V1NetworkPolicy> {
  const all = [first, ...others];
  const egress = all.flatMap((one) => ('egress' in one ? [one.egress] : []));
  const ingress = all.flatMap((one) => ('ingress' in one ? [one.ingress] : []));
  return buildPolicy(town.ofShop(owner, first.name), {
    podSelector: { matchLabels: selectShop(first.subject) },
    policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  });
}
