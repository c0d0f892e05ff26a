// What the shops of a town name of the town's own: configs and their keys, and the volumes that mounts make.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { MountSource } from '../validate/vocabulary/mount.ts';
import { checkSecretsAndStorage, type KeyReference, listKeys, listSources } from './check-sources.ts';
import { listContainers } from './containers.ts';
import { type DraftShop, placeIn } from './draft.ts';
import type { ResolvedConfig, ResolvedTown } from './resolved.ts';

export interface Referring extends Pick<ResolvedTown, 'secrets' | 'storages'> {
  readonly shops: ReadonlyMap<string, DraftShop>;
  readonly configs: ReadonlyMap<string, ResolvedConfig>;
}

/** Every reference to a config or a key that is not there, and every two sources that want one volume name. */
export function checkReferences(town: Referring): Fault[] {
  const { shops, configs } = town;
  return [...shops.values()].flatMap((shop) => [
    ...checkSecretsAndStorage(shop, town),
    ...listReferences(shop).flatMap((reference) => checkReference(shop, reference, configs)),
    ...checkVolumes(shop),
  ]);
}

interface Reference {
  readonly config: string;
  /** Where the name of the config stands. */
  readonly path: YamlPath;
  readonly keys: readonly KeyReference[];
}

function listReferences({ spec }: DraftShop): Reference[] {
  const inContainers = listContainers(spec).flatMap(({ container, path }) => [
    ...Object.entries(container.env ?? {}).flatMap(([name, value]): Reference[] =>
      typeof value === 'object' && 'config' in value
        ? [
            {
              config: value.config,
              path: [...path, 'env', name, 'config'],
              keys: [{ key: value.key, path: [...path, 'env', name, 'key'], part: 'value' }],
            },
          ]
        : [],
    ),
    ...(container.envFrom ?? []).flatMap((source, index): Reference[] =>
      'config' in source
        ? [{ config: source.config, path: [...path, 'envFrom', index, 'config'], keys: [] }]
        : [],
    ),
    ...listSources(container, path).flatMap(({ source, path: mount }): Reference[] => {
      if (!('config' in source)) return [];
      return [{ config: source.config, path: [...mount, 'config'], keys: listKeys(source, mount) }];
    }),
  ]);
  const inRules = (spec.may ?? []).flatMap(({ resourceNames = [] }, rule) =>
    resourceNames.flatMap((name, index): Reference[] =>
      typeof name === 'object' && 'config' in name
        ? [{ config: name.config, path: ['may', rule, 'resourceNames', index, 'config'], keys: [] }]
        : [],
    ),
  );
  return [...inContainers, ...inRules];
}

function checkReference(
  shop: DraftShop,
  { config: name, path, keys }: Reference,
  configs: Referring['configs'],
): Fault[] {
  const config = configs.get(name);
  if (!config) {
    const hint = suggestHint(name, configs.keys()) ?? 'declare it under `config` of the town';
    const message = `there is no config "${name}" in this town`;
    return [fault('unknown-config', message, placeIn(shop, path), { hint })];
  }
  const known = [...Object.keys(config.data), ...Object.keys(config.binaryData)];
  return keys
    .filter(({ key }) => !known.includes(key))
    .map(({ key, path: at, part }) =>
      fault('unknown-config-key', `config "${name}" has no key "${key}"`, placeIn(shop, at, part), {
        other: { place: config.place, label: `it has ${known.join(', ') || 'no keys'}` },
        hint: suggestHint(key, known),
      }),
    );
}

/** The name that a mount gives its volume; host paths and the like are numbered where they meet. */
function nameVolume(mount: MountSource): string | undefined {
  if ('config' in mount) return mount.config;
  if ('secret' in mount) return mount.secret;
  if ('storage' in mount) return mount.storage;
  if ('claim' in mount) return mount.claim;
  return 'empty' in mount ? mount.empty : undefined;
}

/** Two sources of one name would be one volume, and one of them would be lost. */
function checkVolumes(shop: DraftShop): Fault[] {
  const first = new Map<string, { source: string; path: YamlPath }>();
  if (shop.spec.directions) first.set('directions', { source: 'directions', path: ['directions'] });
  return listContainers(shop.spec).flatMap(({ container, path }) =>
    Object.entries(container.mounts ?? {}).flatMap(([at, mount]): Fault[] => {
      const name = nameVolume(mount);
      if (name === undefined) return [];
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
