// What the shops of a town name of the town's own: configs and their keys, and the volumes that mounts make.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { listContainers } from './containers.ts';
import { type DraftShop, placeIn } from './draft.ts';
import type { ResolvedConfig } from './resolved.ts';

export interface Referring {
  readonly shops: ReadonlyMap<string, DraftShop>;
  readonly configs: ReadonlyMap<string, ResolvedConfig>;
}

/** Every reference to a config or a key that is not there, and every two sources that want one volume name. */
export function checkReferences({ shops, configs }: Referring): Fault[] {
  return [...shops.values()].flatMap((shop) => [
    ...listReferences(shop).flatMap((reference) => checkReference(shop, reference, configs)),
    ...checkVolumes(shop),
  ]);
}

interface Reference {
  readonly config: string;
  readonly key?: string;
  /** Where the name of the config stands; the key stands beside it. */
  readonly path: YamlPath;
  readonly keyPath?: YamlPath;
}

function listReferences({ spec }: DraftShop): Reference[] {
  const inContainers = listContainers(spec).flatMap(({ container, path }) => [
    ...Object.entries(container.env ?? {}).flatMap(([name, value]): Reference[] =>
      typeof value === 'object' && 'config' in value
        ? [
            {
              config: value.config,
              key: value.key,
              path: [...path, 'env', name, 'config'],
              keyPath: [...path, 'env', name, 'key'],
            },
          ]
        : [],
    ),
    ...(container.envFrom ?? []).map(
      ({ config }, index): Reference => ({ config, path: [...path, 'envFrom', index, 'config'] }),
    ),
    ...Object.entries(container.mounts ?? {}).flatMap(([at, source]): Reference[] => {
      if (!('config' in source)) return [];
      const mount = [...path, 'mounts', at];
      const keys = Object.keys(source.items ?? {});
      return [
        { config: source.config, path: [...mount, 'config'] },
        ...keys.map((key) => ({
          config: source.config,
          key,
          path: [...mount, 'config'],
          keyPath: [...mount, 'items', key],
        })),
      ];
    }),
  ]);
  const inRules = (spec.may ?? []).flatMap(({ resourceNames = [] }, rule) =>
    resourceNames.flatMap((name, index): Reference[] =>
      typeof name === 'object' && 'config' in name
        ? [{ config: name.config, path: ['may', rule, 'resourceNames', index, 'config'] }]
        : [],
    ),
  );
  return [...inContainers, ...inRules];
}

function checkReference(
  shop: DraftShop,
  { config: name, key, path, keyPath }: Reference,
  configs: Referring['configs'],
): Fault[] {
  const config = configs.get(name);
  if (!config) {
    if (key !== undefined && keyPath?.at(-2) === 'items') return [];
    const hint = suggestHint(name, configs.keys()) ?? 'declare it under `config` of the town';
    return [
      fault('unknown-config', `there is no config "${name}" in this town`, placeIn(shop, path), { hint }),
    ];
  }
  if (key === undefined || Object.hasOwn(config.data, key) || Object.hasOwn(config.binaryData, key))
    return [];
  const keys = [...Object.keys(config.data), ...Object.keys(config.binaryData)];
  return [
    fault('unknown-config-key', `config "${name}" has no key "${key}"`, placeIn(shop, keyPath ?? path), {
      other: { place: config.place, label: `it has ${keys.join(', ') || 'no keys'}` },
      hint: suggestHint(key, keys),
    }),
  ];
}

/** Two sources of one name would be one volume, and one of them would be lost. */
function checkVolumes(shop: DraftShop): Fault[] {
  const first = new Map<string, { source: string; path: YamlPath }>();
  if (shop.spec.directions) first.set('directions', { source: 'directions', path: ['directions'] });
  return listContainers(shop.spec).flatMap(({ container, path }) =>
    Object.entries(container.mounts ?? {}).flatMap(([at, mount]): Fault[] => {
      const name = 'config' in mount ? mount.config : mount.empty;
      const { subPath: _subPath, readOnly: _readOnly, propagation: _propagation, ...volume } = mount;
      const source = JSON.stringify(volume);
      const here = [...path, 'mounts', at];
      const before = first.get(name);
      if (!before) first.set(name, { source, path: here });
      if (!before || before.source === source) return [];
      return [
        fault(
          'volume-conflict',
          `two different mounts make a volume named "${name}"`,
          placeIn(shop, here, 'key'),
          {
            other: { place: placeIn(shop, before.path, 'key'), label: 'the other one' },
            hint: 'give one of them another name, or make them alike',
          },
        ),
      ];
    }),
  );
}
