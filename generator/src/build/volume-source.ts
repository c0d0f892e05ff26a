// The volume that a mount asks for, with the name that it would like: its source's. What the pod has several of, and how
// they share names, is the plan's to say.
import type {
  V1ConfigMapVolumeSource,
  V1HostPathVolumeSource,
  V1KeyToPath,
  V1ProjectedVolumeSource,
  V1SecretVolumeSource,
  V1ServiceAccountTokenProjection,
  V1Volume,
  V1VolumeProjection,
} from '@kubernetes/client-node';
import type { MountSource, Projection } from '../validate/vocabulary/mount.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

/** Empty volumes grow with their mounts, and claims are the statefulset's. */
type OwnSource = Exclude<MountSource, { empty: string } | { claim: string }>;

/** The volume of one mount. */
export function buildVolume(source: OwnSource, town: TownContext): V1Volume {
  if ('config' in source) {
    const { config, items, mode } = source;
    const name = town.configName(config);
    const defaultMode = mode;
    const configMap = keepDefined<V1ConfigMapVolumeSource>({ name, defaultMode, items: listItems(items) });
    return { name: config, configMap };
  }
  if ('secret' in source) {
    const { secret: key, items, mode } = source;
    const secretName = town.secretName(key);
    const secret = keepDefined<V1SecretVolumeSource>({
      secretName,
      defaultMode: mode,
      items: listItems(items),
    });
    return { name: key, secret };
  }
  if ('storage' in source) {
    const claimName = town.claimName(source.storage);
    return { name: source.storage, persistentVolumeClaim: { claimName } };
  }
  if ('host' in source) {
    const { host: path, type } = source;
    return {
      name: nameFromPath(path, 'host'),
      hostPath: keepDefined<V1HostPathVolumeSource>({ path, type }),
    };
  }
  if ('nfs' in source) {
    const { server, path } = source.nfs;
    return { name: nameFromPath(path, 'nfs'), nfs: { server, path } };
  }
  return { name: 'projected', projected: buildProjected(source.projected, source.mode, town) };
}

function buildProjected(
  sources: readonly Projection[],
  defaultMode: number | undefined,
  town: TownContext,
): V1ProjectedVolumeSource {
  return keepDefined<V1ProjectedVolumeSource>({
    defaultMode,
    sources: sources.map((source) => buildProjection(source, town)),
  });
}

function buildProjection(source: Projection, town: TownContext): V1VolumeProjection {
  if ('config' in source) {
    return {
      configMap: keepDefined({ name: town.configName(source.config), items: listItems(source.items) }),
    };
  }
  if ('secret' in source) {
    return { secret: keepDefined({ name: town.secretName(source.secret), items: listItems(source.items) }) };
  }
  if ('token' in source) {
    const { token: path, audience, expiration } = source;
    return {
      serviceAccountToken: keepDefined<V1ServiceAccountTokenProjection>({
        audience,
        expirationSeconds: expiration,
        path,
      }),
    };
  }
  const items = Object.entries(source.fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
  return { downwardAPI: { items } };
}

function listItems(items: Readonly<Record<string, string>> | undefined): V1KeyToPath[] | undefined {
  return listEntries(items, (key, path) => ({ key, path }));
}

/** `/var/log` -> `var-log`: the end of long paths, which tells them apart. */
function nameFromPath(path: string, fallback: string): string {
  const words = path.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.slice(-50).replace(/^-+|-+$/g, '') || fallback;
}
