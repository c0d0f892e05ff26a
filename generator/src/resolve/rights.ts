// Who a shop is to the Kubernetes API in its town: its account, and whether it may do anything there.
import type { ResolvedShop, ResolvedTown } from './resolved.ts';

export interface Standing {
  readonly town: Pick<ResolvedTown, 'name' | 'kingdom' | 'accounts'>;
  readonly shop: Pick<ResolvedShop, 'key' | 'spec'>;
}

const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;

/** Whether the kingdom grants the shop rights in the whole cluster. */
export function isGranted({ town, shop }: Standing): boolean {
  return some(town.kingdom.grants[`${town.name}/${shop.key}`]);
}

/** Whether the shop has rights of its own, or a grant. */
export function hasRights(standing: Standing): boolean {
  return some(standing.shop.spec.may) || isGranted(standing);
}

/** Whether the shop may use the API at all: by itself, by a grant, or by the account that it names. */
export function mayCallApi(standing: Standing): boolean {
  const { serviceAccount } = standing.shop.spec;
  const account = typeof serviceAccount === 'string' ? standing.town.accounts.get(serviceAccount) : undefined;
  return hasRights(standing) || some(account?.spec.may);
}
