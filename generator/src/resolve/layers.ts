// A shop as layers: what the base says of every container and shop, what the town says, and the shop itself. Merged once
// for each pair of town version and base version; where a value came from is found again by asking the layers.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { valueAt } from '../validate/choose-branch.ts';
import type { AuthoredBase, AuthoredTown } from '../validate/model.ts';
import { WORKLOAD_KINDS, type WorkloadKind } from '../validate/vocabulary/shop.ts';
import { isChoice, mergeLayers } from './merge-layers.ts';
import { findTemplates, type Slot } from './render-templates.ts';
import { takeShared } from './shared-defaults.ts';

/** One layer: a mapping of a file that stands under, or is, the shop. */
export interface Layer {
  readonly file: string;
  /** Where the mapping stands in its file. */
  readonly path: YamlPath;
  readonly value: JsonObject;
  /** Whether it stands under every container of the shop, sidecars and init too. */
  readonly everyContainer: boolean;
}

export interface LayeredShop {
  readonly key: string;
  readonly kind: WorkloadKind;
  /** Lowest first; the last is the shop itself. */
  readonly layers: readonly Layer[];
  readonly merged: JsonObject;
  readonly slots: readonly Slot[];
}

const PLAIN = new Set(['when', 'description', 'waive', 'kind']);
/** Mappings of entries (or, for an ingress or a route, one entry or a list) that have a `when` of their own. */
const GATED = new Set(['sidecars', 'init', 'ingress', 'route']);

/** Whether a text of a shop, a config or an external stands where people mean it as it is. */
export function isPlain(path: YamlPath): boolean {
  return (
    PLAIN.has(String(path[0])) || (path.at(-1) === 'when' && path.length <= 3 && GATED.has(String(path[0])))
  );
}

/** The layers of every shop of a town over a base. */
export function layShops(town: AuthoredTown, base: AuthoredBase): LayeredShop[] {
  const shops = mappingOf(town.document['shops']);
  return Object.entries(shops)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, shop]) => layShop(key, mappingOf(shop), { town, base }));
}

function layShop(
  key: string,
  shop: JsonObject,
  { town, base }: { town: AuthoredTown; base: AuthoredBase },
): LayeredShop {
  const sources = [
    { file: base.file, defaults: base.defaults },
    { file: town.file, defaults: mappingOf(town.document['defaults']) },
  ];
  const kind = kindOf([shop, ...sources.toReversed().map(({ defaults }) => mappingOf(defaults['shop']))]);
  const own: Layer = { file: town.file, path: ['shops', key], value: shop, everyContainer: false };
  const below = sources.flatMap(({ file, defaults }) =>
    ['container', 'shop', kind].flatMap((section): Layer[] => {
      const value = defaults[section];
      if (!isMapping(value)) return [];
      const taken = section === 'shop' ? takeShared(kind, value) : value;
      return [{ file, path: ['defaults', section], value: taken, everyContainer: section === 'container' }];
    }),
  );
  const layers = [...below, own];
  const names = containerNames(layers);
  const merged = layers.reduce<JsonObject>((lower, layer) => mergeLayers(lower, spread(layer, names)), {});
  return { key, kind, layers, merged, slots: findTemplates(merged, isPlain) };
}

function kindOf(shops: readonly JsonObject[]): WorkloadKind {
  const said = shops.map(({ kind }) => kind).find((kind) => kind !== undefined);
  return WORKLOAD_KINDS.find((kind) => kind === said) ?? 'deployment';
}

/** The names of the other containers, from whichever layer. */
function containerNames(layers: readonly Layer[]): Readonly<Record<'sidecars' | 'init', string[]>> {
  const named = (list: 'sidecars' | 'init') => [
    ...new Set(layers.flatMap(({ value }) => Object.keys(mappingOf(value[list])))),
  ];
  return { sidecars: named('sidecars'), init: named('init') };
}

/** A layer for every container, spelt out for each of them. */
function spread({ value, everyContainer }: Layer, names: ReturnType<typeof containerNames>): JsonObject {
  if (!everyContainer) return value;
  // Nobody asks an init container for its health.
  const { probes: _probes, lifecycle: _lifecycle, ...ending } = value;
  const others = Object.entries(names).flatMap(([list, keys]): [string, Json][] =>
    keys.length > 0
      ? [[list, Object.fromEntries(keys.map((key) => [key, list === 'init' ? ending : value]))]]
      : [],
  );
  return { ...value, ...Object.fromEntries(others) };
}

/** The place of the value at `path` of a shop's specification: the highest layer that says it, or its nearest ancestor. */
export function findOrigin({ layers }: Pick<LayeredShop, 'layers'>, path: YamlPath): Place | undefined {
  const seen = layersThatCount(layers, path);
  for (let asked = path; asked.length > 0; asked = asked.slice(0, -1)) {
    for (const layer of seen) {
      const below = pathIn(layer, asked);
      if (below.length > 0 && holds(layer.value, below))
        return { file: layer.file, path: [...layer.path, ...below] };
    }
  }
  const own = layers.at(-1);
  return own && { file: own.file, path: own.path, part: 'key' };
}

/** Highest first, down to the one that replaced as a whole what the value at `path` is part of. */
function layersThatCount(layers: readonly Layer[], path: YamlPath): readonly Layer[] {
  const highest = layers.toReversed();
  const wholes = path.map((_, index) => path.slice(0, index + 1)).filter((part) => part.length < path.length);
  const last = highest.findIndex((layer) =>
    wholes.some((part) => {
      const below = pathIn(layer, part);
      const value = below.length === 0 ? undefined : valueAt(layer.value, below);
      return value !== undefined && (isChoice(part) || !isObject(value));
    }),
  );
  return last < 0 ? highest : highest.slice(0, last + 1);
}

function pathIn({ everyContainer }: Layer, path: YamlPath): YamlPath {
  return everyContainer ? belowContainer(path) : path;
}

function belowContainer(path: YamlPath): YamlPath {
  return path[0] === 'sidecars' || path[0] === 'init' ? path.slice(2) : path;
}

/** Whether a value has a member at `path`. */
export function holds(value: object, path: YamlPath): boolean {
  let node: unknown = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    node = (node as Record<string | number, unknown>)[key]; // its own member, by the line above
  }
  return true;
}

const isMapping = (value: Json | undefined): value is JsonObject => isObject(value);

export function mappingOf(value: Json | undefined): JsonObject {
  return isMapping(value) ? value : {};
}
