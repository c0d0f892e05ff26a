// ServiceAccount: who a shop's pods are to the Kubernetes API, for shops that may call it.
import type { V1ServiceAccount } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import type { TownContext } from './town-context.ts';

/** Whether a shop has rights of its own. */
export function mayCallApi({ spec }: ResolvedShop): boolean {
  return (spec.may?.length ?? 0) > 0;
}

/** The account of a shop with `may`; its token is mounted by that shop's pods alone, never by default. */
export function buildServiceAccount(shop: ResolvedShop, town: TownContext): Typed<V1ServiceAccount>[] {
  if (!mayCallApi(shop)) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: town.ofShop(shop),
      automountServiceAccountToken: false,
    },
  ];
}
