// The network policies of a shop: one for each call and each `accepts`. They are rebuilt from the calls alone, so a
// policy without a call cannot stay behind.
import type { Fault } from '../../diagnostics/fault.ts';
import type { ResolvedShop } from '../../resolve/resolved.ts';
import type { Draft } from '../builder.ts';
import type { TownContext } from '../town-context.ts';
import { allowAccept } from './accepts.ts';
import { allowCall } from './calls.ts';
import { type Allowance, joinAllowances } from './network-policy.ts';

export interface ShopPolicies {
  readonly drafts: readonly Draft[];
  readonly faults: readonly Fault[];
}

/** Policies in the order of the calls; allowances of one name and subject become one policy. */
export function buildShopPolicies(shop: ResolvedShop, town: TownContext): ShopPolicies {
  const faults: Fault[] = [];
  const policies = new Map<string, [Allowance, ...Allowance[]]>();
  const add = (allowance: Allowance): void => {
    const { name, subject } = allowance;
    const key = `${name} ${subject.town} ${subject.key}`;
    const known = policies.get(key);
    if (known) known.push(allowance);
    else policies.set(key, [allowance]);
  };

  for (const call of shop.calls) allowCall(call, shop, town).forEach(add);
  for (const accept of shop.accepts) {
    const result = allowAccept(accept, shop, town.town.kingdom);
    if (result && 'code' in result) faults.push(result);
    else if (result) add(result);
  }
  const drafts = [...policies.values()].map((allowances) => ({
    object: joinAllowances(allowances, shop, town),
    origin: allowances[0].place,
  }));
  return { drafts, faults };
}
