// What resolves environments in one run. What is the same in several of them is worked out once, and where a value came
// from is found again when somebody asks.
import type { Fault, Place, YamlPath } from '../diagnostics/fault.ts';
import { valueAt } from '../validate/choose-branch.ts';
import type { AuthoredBase, AuthoredTown, Environment, Model } from '../validate/model.ts';
import { findOrigin, type LayeredShop, layShops } from './layers.ts';
import { parameterPlaces } from './parameters.ts';
import { ShopReader } from './read-shop.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import type { ResolvedEnvironment, ResolvedShop } from './resolved.ts';

export interface ResolveOptions {
  /** Only these towns, and what their calls need; all pinned ones unless said. */
  readonly towns?: ReadonlySet<string>;
}

export interface Resolver {
  /** Resolves one environment; a town with an error is left out of it. */
  resolve(
    environment: Environment,
    options: ResolveOptions,
  ): { environment: ResolvedEnvironment; faults: Fault[] };
  /** The place that set the value at `path` of a shop's specification. */
  findOrigin(environment: ResolvedEnvironment, shop: ResolvedShop, path: YamlPath): Place | undefined;
  /** Where the parameters that the value at `path` names were set; empty when it is no template. */
  parameterPlaces(environment: ResolvedEnvironment, shop: ResolvedShop, path: YamlPath): Place[];
}

/** A resolver for one run: it remembers what environments have in common. */
export function createResolver(model: Model): Resolver {
  const reader = new ShopReader();
  const layered = new WeakMap<AuthoredTown, Map<string, LayeredShop[]>>();
  const layersOf = (town: AuthoredTown, base: AuthoredBase): LayeredShop[] => {
    const byBase = layered.get(town) ?? new Map<string, LayeredShop[]>();
    layered.set(town, byBase);
    const known = byBase.get(base.version) ?? layShops(town, base);
    byBase.set(base.version, known);
    return known;
  };
  const originOf = (
    environment: ResolvedEnvironment,
    shop: ResolvedShop,
    path: YamlPath,
  ): Place | undefined => {
    const { town, base } = authoredOf(model, environment, shop);
    const found = town && base ? layersOf(town, base).find(({ key }) => key === shop.key) : undefined;
    return found && findOrigin(found, path);
  };
  return {
    resolve: (environment, { towns }) => resolveEnvironment({ model, environment, reader, layersOf }, towns),
    findOrigin: originOf,
    parameterPlaces: (environment, shop, path) => {
      const { town, base, pin } = authoredOf(model, environment, shop);
      const origin = originOf(environment, shop, path);
      const around = model.environments.get(environment.name);
      if (!town || !base || !pin || !origin?.path || !around) return [];
      const text = valueAt(origin.file === base.file ? base.document : town.document, origin.path);
      return parameterPlaces(text, { town, pin, environment: around });
    },
  };
}

function authoredOf(model: Model, environment: ResolvedEnvironment, shop: ResolvedShop) {
  const resolved = environment.towns.get(shop.town);
  return {
    base: model.bases.get(environment.base.version),
    town: resolved && model.towns.get(shop.town)?.get(resolved.version),
    pin: resolved?.pin,
  };
}
