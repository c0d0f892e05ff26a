// The gateways that a route names, among those that the base knows.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Route } from '../validate/vocabulary/reach.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import { type DraftShop, placeIn } from './draft.ts';
import type { ResolvedGateway, ResolvedKingdom } from './resolved.ts';

export interface RouteParent {
  readonly gateway: ResolvedGateway;
  /** One listener of the gateway. */
  readonly section: string | undefined;
}

/** The routes of a shop with where each stands. */
export function listRoutes({ route }: Shop): { route: Route; path: YamlPath }[] {
  if (route === undefined) return [];
  return Array.isArray(route)
    ? route.map((one, index) => ({ route: one, path: ['route', index] }))
    : [{ route, path: ['route'] }];
}

/** The gateways of a route: those that it names, or the only one there is. Names that nobody knows are left out. */
export function findParents(
  { parents }: Route,
  { gateways }: Pick<ResolvedKingdom, 'gateways'>,
): RouteParent[] {
  if (!parents) {
    const [only] = gateways.size === 1 ? gateways.values() : [];
    return only ? [{ gateway: only, section: undefined }] : [];
  }
  return parents.flatMap((parent) => {
    const { name, section } = typeof parent === 'string' ? { name: parent } : parent;
    const gateway = gateways.get(name);
    return gateway ? [{ gateway, section }] : [];
  });
}

/** Every name of a gateway that the base does not know, and every route that would have to choose among several. */
export function checkRoutes(shop: DraftShop, { name, file, gateways }: ResolvedKingdom): Fault[] {
  const known = [...gateways.keys()];
  const other = { place: { file, path: ['kingdom'], part: 'key' as const }, label: 'this kingdom' };
  return listRoutes(shop.spec).flatMap(({ route, path }): Fault[] => {
    if (known.length === 0) {
      const message = `shop "${shop.key}" is reached through a route, but kingdom "${name}" names no gateway`;
      const hint = 'name it under networking.gateways, in the base or here';
      return [fault('unknown-gateway', message, placeIn(shop, path, 'key'), { other, hint })];
    }
    if (!route.parents) {
      if (known.length === 1) return [];
      const message = `the route names no gateway, and there are ${known.join(', ')}`;
      const hint = `add \`parents: [${known[0]}]\``;
      return [fault('unknown-gateway', message, placeIn(shop, path, 'key'), { hint })];
    }
    return route.parents.flatMap((parent, index): Fault[] => {
      const gateway = typeof parent === 'string' ? parent : parent.name;
      if (gateways.has(gateway)) return [];
      const place = placeIn(shop, [
        ...path,
        'parents',
        index,
        ...(typeof parent === 'string' ? [] : ['name']),
      ]);
      const hint = suggestHint(gateway, known) ?? `there is ${known.join(', ')}`;
      return [fault('unknown-gateway', `"${gateway}" is not a gateway of this kingdom`, place, { hint })];
    });
  });
}
