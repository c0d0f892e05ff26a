// Role: what a shop may do with the Kubernetes API, in its own namespace.
import type { V1PolicyRule, V1Role } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { mayCallApi } from './service-account.ts';
import type { TownContext } from './town-context.ts';

/** The role of a shop with `may`. */
export function buildRole(shop: ResolvedShop, town: TownContext): Typed<V1Role>[] {
  if (!mayCallApi(shop)) return [];
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: town.ofShop(shop),
      rules: (shop.spec.may ?? []).map((rule) => buildRule(rule, town)),
    },
  ];
}

function buildRule(rule: NonNullable<Shop['may']>[number], town: TownContext): V1PolicyRule {
  const { apiGroups, resources, verbs, resourceNames } = rule;
  return keepDefined<V1PolicyRule>({
    apiGroups,
    resources,
    resourceNames: resourceNames?.map((name) =>
      typeof name === 'string' ? name : town.configName(name.config),
    ),
    verbs,
  });
}
