// The secrets, storage and claims that containers of a shop read and mount.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Container } from '../validate/vocabulary/container.ts';
import type { MountSource, Projection } from '../validate/vocabulary/mount.ts';
import { listContainers } from './containers.ts';
import { type DraftShop, placeIn } from './draft.ts';
import type { ResolvedTown } from './resolved.ts';

type Declared = Pick<ResolvedTown, 'secrets' | 'storages'>;

/** Every mount of a container, and every source that a projected one shows. */
export function listSources(
  { mounts = {} }: Container,
  path: YamlPath,
): { source: MountSource | Projection; path: YamlPath }[] {
  return Object.entries(mounts).flatMap(([at, source]) => {
    const here = [...path, 'mounts', at];
    const shown = 'projected' in source ? source.projected : [];
    return [
      { source, path: here },
      ...shown.map((inner, index) => ({ source: inner, path: [...here, 'projected', index] })),
    ];
  });
}

/** A key of a config or a secret, and where it is named. */
export interface KeyReference {
  readonly key: string;
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
}

/** The keys that a mount of a config or a secret names: those it shows, or the one file that it takes out of all. */
export function listKeys(
  {
    items,
    subPath,
  }: {
    readonly items?: Readonly<Record<string, string>> | undefined;
    readonly subPath?: string | undefined;
  },
  path: YamlPath,
): KeyReference[] {
  if (items) return Object.keys(items).map((key) => ({ key, path: [...path, 'items', key], part: 'key' }));
  return subPath === undefined ? [] : [{ key: subPath, path: [...path, 'subPath'], part: 'value' }];
}

/** Every name and key of a container that nobody declares. */
export function checkSecretsAndStorage(shop: DraftShop, town: Declared): Fault[] {
  return listContainers(shop.spec).flatMap(({ container, path }) => {
    const sources = listSources(container, path);
    return [
      ...listSecrets(container, path, sources).flatMap((reference) => checkSecret(shop, reference, town)),
      ...sources.flatMap(({ source, path: here }) => checkStorage(shop, { source, path: here }, town)),
    ];
  });
}

interface SecretReference {
  readonly secret: string;
  readonly path: YamlPath;
  readonly keys: readonly KeyReference[];
}

function listSecrets(
  { env = {}, envFrom = [] }: Container,
  path: YamlPath,
  sources: ReturnType<typeof listSources>,
): SecretReference[] {
  const inEnv = Object.entries(env).flatMap(([name, value]): SecretReference[] => {
    if (typeof value === 'string' || !('secret' in value)) return [];
    const here = [...path, 'env', name];
    const keys: KeyReference[] = [{ key: value.key, path: [...here, 'key'], part: 'value' }];
    return [{ secret: value.secret, path: [...here, 'secret'], keys }];
  });
  const whole = envFrom.flatMap((source, index): SecretReference[] =>
    'secret' in source
      ? [{ secret: source.secret, path: [...path, 'envFrom', index, 'secret'], keys: [] }]
      : [],
  );
  const mounted = sources.flatMap(({ source, path: here }): SecretReference[] => {
    if (!('secret' in source)) return [];
    return [{ secret: source.secret, path: [...here, 'secret'], keys: listKeys(source, here) }];
  });
  return [...inEnv, ...whole, ...mounted];
}

function checkSecret(
  shop: DraftShop,
  { secret, path, keys }: SecretReference,
  { secrets }: Declared,
): Fault[] {
  const found = secrets.get(secret);
  if (!found) {
    const hint = suggestHint(secret, secrets.keys()) ?? 'declare it under `secrets` of the town';
    const message = `there is no secret "${secret}" in this town`;
    return [fault('unknown-secret', message, placeIn(shop, path), { hint })];
  }
  const { keys: known, place } = found;
  if (known === undefined) return [];
  return keys
    .filter(({ key }) => !known.includes(key))
    .map(({ key, path: at, part }) =>
      fault('unknown-secret-key', `secret "${secret}" has no key "${key}"`, placeIn(shop, at, part), {
        other: { place, label: `it has ${known.join(', ') || 'no keys'}` },
        hint: suggestHint(key, known),
      }),
    );
}

function checkStorage(
  shop: DraftShop,
  { source, path }: ReturnType<typeof listSources>[number],
  { storages }: Declared,
): Fault[] {
  if ('storage' in source && !storages.has(source.storage)) {
    const hint = suggestHint(source.storage, storages.keys()) ?? 'declare it under `storage` of the town';
    const message = `there is no storage "${source.storage}" in this town`;
    return [fault('unknown-storage', message, placeIn(shop, [...path, 'storage']), { hint })];
  }
  const claims = Object.keys(shop.spec.claims ?? {});
  // That a shop of this kind has no claims is said once, at the claims.
  if ('claim' in source && shop.kind !== 'statefulset' && claims.includes(source.claim)) return [];
  if ('claim' in source && (shop.kind !== 'statefulset' || !claims.includes(source.claim))) {
    const hint =
      suggestHint(source.claim, claims) ??
      'declare it under `claims` of a statefulset; what shops share stands under `storage` of the town';
    const message = `there is no claim "${source.claim}" in this shop`;
    return [fault('unknown-storage', message, placeIn(shop, [...path, 'claim']), { hint })];
  }
  return [];
}
