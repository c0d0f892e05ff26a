// ServiceAccount: who pods are to the Kubernetes API, for shops that may call it and for those that towns declare.
import type { V1ServiceAccount } from '@kubernetes/client-node';
import type { ResolvedAccount, ResolvedShop, ResolvedTown } from '../resolve/resolved.ts';
import { hasRights, mayCallApi } from '../resolve/rights.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

const API = { apiVersion: 'v1', kind: 'ServiceAccount' } as const;

/** The account that the pods of a shop run as; undefined for the namespace's own, which may nothing. */
export function nameAccount(shop: ResolvedShop, town: ResolvedTown): string | undefined {
  const { serviceAccount } = shop.spec;
  if (typeof serviceAccount === 'object') return serviceAccount.existing;
  // A key that is not known stays itself, for resolve has refused it.
  if (serviceAccount !== undefined) return town.accounts.get(serviceAccount)?.name ?? serviceAccount;
  return hasRights({ town, shop }) ? shop.name : undefined;
}

/** Whether the pods of a shop get the API token: only where they may do something with it, unless somebody says so. */
export function mountsToken(shop: ResolvedShop, town: ResolvedTown): boolean {
  const { automount, serviceAccount } = shop.spec;
  const account = typeof serviceAccount === 'string' ? town.accounts.get(serviceAccount) : undefined;
  return automount ?? account?.spec.automount ?? mayCallApi({ town, shop });
}

/** The account of a shop with rights that names no other; its token is mounted by that shop's pods alone. */
export function buildServiceAccount(shop: ResolvedShop, town: TownContext): Typed<V1ServiceAccount>[] {
  if (shop.spec.serviceAccount !== undefined || !hasRights({ town: town.town, shop })) return [];
  return [{ ...API, metadata: town.ofShop(shop), automountServiceAccountToken: false }];
}

/** An account of a town; its token is mounted by the pods that need it, never by default. */
export function buildAccount(account: ResolvedAccount, town: TownContext): Typed<V1ServiceAccount>[] {
  const { key, name, spec } = account;
  return [
    keepDefined<Typed<V1ServiceAccount>>({
      ...API,
      metadata: town.ofEntry(key, name, { annotations: spec.annotations }),
      imagePullSecrets: listPullSecrets(spec.imagePullSecrets, town),
      automountServiceAccountToken: false,
    }),
  ];
}

/** Names of secrets of the town as references to their Secrets. */
export function listPullSecrets(
  keys: readonly string[] | undefined,
  town: TownContext,
): { name: string }[] | undefined {
  return keys && keys.length > 0 ? keys.map((key) => ({ name: town.secretName(key) })) : undefined;
}
