// Roles: what a shop or an account may do with the Kubernetes API, in its own namespace.
import type { V1PolicyRule, V1Role } from '@kubernetes/client-node';
import type { ResolvedAccount, ResolvedShop } from '../resolve/resolved.ts';
import type { Rules } from '../validate/vocabulary/account.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

const API = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' } as const;

/** The role of a shop with `may`. */
export function buildRole(shop: ResolvedShop, town: TownContext): Typed<V1Role>[] {
  const { may = [] } = shop.spec;
  if (may.length === 0) return [];
  return [{ ...API, metadata: town.ofShop(shop), rules: may.map((rule) => buildRule(rule, town)) }];
}

/** The role of an account with `may`. */
export function buildAccountRole({ key, name, spec }: ResolvedAccount, town: TownContext): Typed<V1Role>[] {
  const { may = [] } = spec;
  if (may.length === 0) return [];
  return [{ ...API, metadata: town.ofEntry(key, name), rules: may.map((rule) => buildRule(rule, town)) }];
}

function buildRule(rule: Rules[number], town: TownContext): V1PolicyRule {
  const { apiGroups, resources, verbs, resourceNames } = rule;
  return keepDefined<V1PolicyRule>({
    apiGroups,
    resources,
    resourceNames: resourceNames?.map((name) => nameOf(name, town)),
    verbs,
  });
}

function nameOf(name: NonNullable<Rules[number]['resourceNames']>[number], town: TownContext): string {
  if (typeof name === 'string') return name;
  return 'config' in name ? town.configName(name.config) : town.secretName(name.secret);
}
