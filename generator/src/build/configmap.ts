// ConfigMaps: a shop's directions, and the configs of a town.
import type { V1ConfigMap } from '@kubernetes/client-node';
import type { ResolvedConfig, ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { DIRECTIONS_FILE, nameDirections } from './directions.ts';
import { keepDefined, unlessEmpty } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

/** The directions of a shop, when it has any. */
export function buildDirections(shop: ResolvedShop, town: TownContext): Typed<V1ConfigMap>[] {
  if (shop.directions === undefined) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: town.ofShop(shop, nameDirections(shop)),
      data: { [DIRECTIONS_FILE]: shop.directions },
    },
  ];
}

/** A config of the town. */
export function buildConfigMap(config: ResolvedConfig, town: TownContext): Typed<V1ConfigMap>[] {
  const { key, name, data, binaryData, immutable } = config;
  return [
    keepDefined<Typed<V1ConfigMap>>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: town.ofEntry(key, name),
      immutable: immutable ? true : undefined,
      data: unlessEmpty({ ...data }),
      binaryData: unlessEmpty({ ...binaryData }),
    }),
  ];
}
