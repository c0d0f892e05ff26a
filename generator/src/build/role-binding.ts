// RoleBindings: a shop's rights, the members of a kingdom, and what Flux may do in it.
import type { RbacV1Subject, V1RoleBinding } from '@kubernetes/client-node';
import type {
  ResolvedAccount,
  ResolvedEnvironment,
  ResolvedKingdom,
  ResolvedShop,
} from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { labelKingdom } from './labels.ts';
import { nameAccount } from './service-account.ts';
import type { Metadata, TownContext } from './town-context.ts';

const GROUP = 'rbac.authorization.k8s.io';
const API = { apiVersion: `${GROUP}/v1`, kind: 'RoleBinding' } as const;

/** Gives a shop with `may` its role: the account that its pods run as is bound to it. */
export function buildRoleBinding(shop: ResolvedShop, town: TownContext): Typed<V1RoleBinding>[] {
  const { name, namespace } = shop;
  const account = nameAccount(shop, town.town);
  if ((shop.spec.may ?? []).length === 0 || account === undefined) return [];
  return [bindRole(town.ofShop(shop), name, { kind: 'ServiceAccount', name: account, namespace })];
}

/** Gives an account with `may` its role. */
export function buildAccountBinding(account: ResolvedAccount, town: TownContext): Typed<V1RoleBinding>[] {
  const { key, name, spec } = account;
  if ((spec.may ?? []).length === 0) return [];
  const { namespace } = town.town.kingdom;
  return [bindRole(town.ofEntry(key, name), name, { kind: 'ServiceAccount', name, namespace })];
}

function bindRole(metadata: Metadata, role: string, subject: RbacV1Subject): Typed<V1RoleBinding> {
  return {
    ...API,
    metadata,
    roleRef: { apiGroup: GROUP, kind: 'Role', name: role },
    subjects: [subject],
  };
}

/** Gives people of a kingdom the built-in roles view, edit and admin, in its namespace alone. */
export function buildMembers(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1RoleBinding>[] {
  return Object.entries(kingdom.members).map(([role, members]) =>
    bindClusterRole(role, {
      name: `members-${role}`,
      subjects: members.map((member) =>
        'group' in member
          ? { apiGroup: GROUP, kind: 'Group', name: member.group }
          : { apiGroup: GROUP, kind: 'User', name: member.user },
      ),
      kingdom,
      environment,
    }),
  );
}

/** On Flux, lets the ServiceAccount that applies the kingdom's towns do everything in its namespace and nothing outside. */
export function buildReconcilerBinding(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1RoleBinding>[] {
  const { reconciler, flux } = environment.cluster.document;
  if (reconciler !== 'flux') return [];
  const account = {
    kind: 'ServiceAccount',
    name: `kingdom-${kingdom.name}-${environment.slug}`,
    namespace: flux?.namespace ?? 'flux-system',
  };
  return [
    bindClusterRole('cluster-admin', {
      name: 'townhall-reconciler',
      subjects: [account],
      kingdom,
      environment,
    }),
  ];
}

interface Binding {
  readonly name: string;
  readonly subjects: RbacV1Subject[];
  readonly kingdom: ResolvedKingdom;
  readonly environment: ResolvedEnvironment;
}

function bindClusterRole(
  role: string,
  { name, subjects, kingdom, environment }: Binding,
): Typed<V1RoleBinding> {
  return {
    ...API,
    metadata: { name, namespace: kingdom.namespace, labels: labelKingdom(kingdom, environment) },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role },
    subjects,
  };
}
