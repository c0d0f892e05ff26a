// A town on its way: everything of its own is settled, and what its shops connect to is still to be filled in.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import { findOrigin, type LayeredShop } from './layers.ts';
import type { ResolvedAccept, ResolvedCall, ResolvedShop, ResolvedTown } from './resolved.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A shop whose connections are still to be filled in. */
export interface DraftShop extends Writable<Omit<ResolvedShop, 'calls' | 'accepts'>> {
  readonly calls: ResolvedCall[];
  readonly accepts: ResolvedAccept[];
  readonly layered: LayeredShop;
}

export interface DraftTown extends Omit<ResolvedTown, 'shops'> {
  readonly shops: ReadonlyMap<string, DraftShop>;
  /** Shops that are not there because a gate is off: shop -> gate. */
  readonly gatedOff: ReadonlyMap<string, string>;
}

/** The place of a value of a shop. */
export function placeIn(shop: DraftShop, path: YamlPath, part: 'key' | 'value' = 'value'): Place {
  return { ...(findOrigin(shop.layered, path) ?? shop.place), part };
}
