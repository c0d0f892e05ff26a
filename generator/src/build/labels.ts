// The labels that find things again. Invariant: selectors are `town` and `shop` alone, for they can never change, and
// the version stands only on the object itself, so that a promotion restarts nothing.
import type {
  ResolvedEnvironment,
  ResolvedKingdom,
  ResolvedService,
  ResolvedShop,
  ResolvedTown,
} from '../resolve/resolved.ts';

export type Labels = Record<string, string>;

/** Labels of an object of a town; `entry` is the key of the shop, config or external, or the object's own name. */
export function labelEntry(town: ResolvedTown, entry: string): Labels {
  return complete({ town: town.name, ...common(entry, town.name, town.version) }, town.labels);
}

/** Labels of an object that belongs to a shop. */
export function labelShop(town: ResolvedTown, shop: ResolvedShop): Labels {
  const standard = { ...selectShop(shop), ...common(shop.key, town.name, town.version) };
  return complete(standard, town.labels);
}

/** The two labels that select the pods of a shop, for ever. */
export function selectShop({ town, key }: Pick<ResolvedShop, 'town' | 'key'>): Labels {
  return { town, shop: key };
}

/** What a service over shops selects: the one shop, or the label that marks the pods of several. */
export function selectService({ key, shops }: Pick<ResolvedService, 'key' | 'shops'>, town: string): Labels {
  const [shop, ...others] = shops;
  return shop !== undefined && others.length === 0
    ? { town, shop }
    : { town, [`${SERVICE_LABEL}${key}`]: 'true' };
}

/** The labels that put the pods of a shop into services over several shops. */
export function markServices({ services }: ResolvedTown, { key }: Pick<ResolvedShop, 'key'>): Labels {
  const marked = [...services.values()].filter(({ shops }) => shops.length > 1 && shops.includes(key));
  return Object.fromEntries(marked.map((service) => [`${SERVICE_LABEL}${service.key}`, 'true']));
}

const SERVICE_LABEL = 'service/';

/** Labels of an object that belongs to a kingdom. */
export function labelKingdom({ name }: ResolvedKingdom, { slug, base }: ResolvedEnvironment): Labels {
  return { kingdom: name, environment: slug, ...common(name, name, base.version) };
}

/** The standard labels and what people add: ours come first and cannot be overwritten. */
export function complete(standard: Labels, more: Readonly<Labels> | undefined): Labels {
  return more && Object.keys(more).length > 0 ? { ...standard, ...more, ...standard } : standard;
}

function common(name: string, partOf: string, version: string): Labels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/version': version,
    'app.kubernetes.io/managed-by': 'townhall',
  };
}
