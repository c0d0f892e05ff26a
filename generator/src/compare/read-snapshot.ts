// Rendered files in, a snapshot out. Equal texts are parsed once, which is most of them when two snapshots are read by
// one reader.
import { parse } from 'yaml';
import { isObject } from '../model/json.ts';
import type { KubernetesObject, OutputFile } from '../model/manifest.ts';
import type { Snapshot, TreeObject } from './snapshot.ts';

/** Reads the files of rendered trees; what is no Kubernetes object is left out, for `render` refuses it. */
export class SnapshotReader {
  readonly #objects = new Map<string, KubernetesObject | undefined>();

  read(files: Iterable<OutputFile>): Snapshot {
    const objects = new Map<string, TreeObject>();
    for (const { path, text } of files) {
      const place = readPlace(path);
      const object = place && this.#parse(text);
      if (!object || !place) continue;
      const shop = object.metadata.labels?.['shop'];
      const found: TreeObject = { ...place, path, shop, object };
      objects.set(keyOf(found), found);
    }
    return { objects };
  }

  #parse(text: string): KubernetesObject | undefined {
    if (this.#objects.has(text)) return this.#objects.get(text);
    const object = parseObject(text);
    this.#objects.set(text, object);
    return object;
  }
}

/** What Kubernetes knows an object by, and where it is. */
export function keyOf({ environment, cluster, object }: TreeObject): string {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const where = environment ?? `cluster ${cluster}`;
  return [where, group, kind, metadata.namespace ?? '', metadata.name].join('\0');
}

/** Reads one snapshot. */
export function readSnapshot(files: Iterable<OutputFile>): Snapshot {
  return new SnapshotReader().read(files);
}

function parseObject(text: string): KubernetesObject | undefined {
  try {
    const value: unknown = parse(text, { schema: 'core', logLevel: 'silent', uniqueKeys: false });
    return isKubernetesObject(value) ? value : undefined;
  } catch {
    // A conflict or a hand's slip in a generated file: `render` says so and puts it right.
    return undefined;
  }
}

function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isObject(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isObject(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

type Position = Omit<TreeObject, 'path' | 'shop' | 'object'>;

const KINGDOM = /^environments\/(.+?)\/manifests\/_kingdoms\/([^/]+)\/[^/]+\.yaml$/;
const TOWN = /^environments\/(.+?)\/manifests\/([^/_][^/]*)\/([^/]+)\/[^/]+\.yaml$/;
const CLUSTER = /^clusters\/([^/]+)\/(?:argo-cd|flux)\/(?:.+\/)?[^/]+\.yaml$/;

function readPlace(path: string): Position | undefined {
  const none = {
    environment: undefined,
    cluster: undefined,
    town: undefined,
    version: undefined,
    kingdom: undefined,
  };
  const [, inKingdom, kingdom] = path.match(KINGDOM) ?? [];
  if (inKingdom !== undefined) return { ...none, environment: inKingdom, kingdom };
  const [, environment, town, version] = path.match(TOWN) ?? [];
  if (environment !== undefined) return { ...none, environment, town, version };
  const [, cluster] = path.match(CLUSTER) ?? [];
  return cluster === undefined ? undefined : { ...none, cluster };
}
