// Two snapshots in, what changes between them out: object by object, known by what Kubernetes knows them by. Where a
// file lies and which release it comes from changes nothing in a cluster, so neither does it here.
import { isObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { Effect, FieldChange, ObjectChange } from './change.ts';
import { classifyFields } from './classify.ts';
import { countPods } from './count-pods.ts';
import { diffValues } from './diff-values.ts';
import { isProtected } from './protection.ts';
import type { Snapshot, TreeObject } from './snapshot.ts';

/** Every object that changes, in the order of keys; those whose effect is none are left out. */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly ObjectChange[] {
  const pairs = new Map<string, [TreeObject | undefined, TreeObject | undefined]>();
  for (const [key, found] of before.objects) pairs.set(key, [found, after.objects.get(key)]);
  for (const [key, found] of after.objects) if (!pairs.has(key)) pairs.set(key, [undefined, found]);
  const changes = [...pairs].flatMap(([key, [old, wanted]]) => {
    if (old && wanted) return compareObjects(key, old, wanted, before);
    return wanted ? [created(key, wanted)] : old ? [deleted(key, old)] : [];
  });
  return joinRenamed(changes, before).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function compareObjects(
  key: string,
  before: TreeObject,
  after: TreeObject,
  snapshot: Snapshot,
): ObjectChange[] {
  if (before.object === after.object) return [];
  const fields = diffValues(before.object, after.object).filter((field) => !isVersionLabel(field));
  const effect = classifyFields(after.object, fields);
  if (effect === 'none') return [];
  return [{ key, effect, before, after, fields, restarts: countRestarts(effect, before, snapshot) }];
}

/** The release that an object comes from stands on it for people; no pod reads it. */
function isVersionLabel({ path }: FieldChange): boolean {
  return path[0] === 'metadata' && path[1] === 'labels' && path[2] === 'app.kubernetes.io/version';
}

function countRestarts(effect: Effect, before: TreeObject, snapshot: Snapshot): number {
  return effect === 'restart' || effect === 'recreate' ? countPods(before, snapshot) : 0;
}

function created(key: string, after: TreeObject): ObjectChange {
  return { key, effect: 'create', before: undefined, after, fields: [], restarts: 0 };
}

function deleted(key: string, before: TreeObject): ObjectChange {
  const effect = losesData(before.object) ? 'data-loss' : 'delete';
  return { key, effect, before, after: undefined, fields: [], restarts: 0 };
}

/** Whether data goes with an object. What carries the reconcilers' annotations against pruning stays in the cluster. */
function losesData(object: KubernetesObject): boolean {
  const { kind } = object;
  if (kind === 'StatefulSet') return deletesClaims(object);
  const holds = kind === 'PersistentVolumeClaim' || kind === 'PersistentVolume' || kind === 'Namespace';
  return holds && !isProtected(object);
}

function deletesClaims(object: KubernetesObject): boolean {
  const spec: unknown = Reflect.get(object, 'spec');
  const policy = isObject(spec) ? spec['persistentVolumeClaimRetentionPolicy'] : undefined;
  return isObject(policy) && policy['whenDeleted'] === 'Delete';
}

const HASHED: ReadonlySet<string> = new Set(['Job', 'ConfigMap']);

/**
 * Jobs and immutable ConfigMaps carry a hash of their content in their name: one that goes and one that comes of the
 * same entry are one object that is made anew.
 */
function joinRenamed(changes: readonly ObjectChange[], before: Snapshot): ObjectChange[] {
  const gone = new Map(
    changes
      .filter(({ after }) => !after)
      .flatMap((change) => {
        const stem = change.before && stemOf(change.before);
        return stem === undefined ? [] : [[stem, change] as const];
      }),
  );
  const joined = new Set<ObjectChange>();
  const kept = changes.map((change) => {
    const stem = change.before || !change.after ? undefined : stemOf(change.after);
    const old = stem === undefined ? undefined : gone.get(stem);
    if (!old?.before || !change.after) return change;
    joined.add(old);
    const fields = diffValues(old.before.object, change.after.object).filter(
      (field) => !isVersionLabel(field),
    );
    const restarts = countRestarts('recreate', old.before, before);
    return {
      key: change.key,
      effect: 'recreate' as const,
      before: old.before,
      after: change.after,
      fields,
      restarts,
    };
  });
  return kept.filter((change) => !joined.has(change));
}

/** What stays of the identity of an object when its hash changes; undefined for what has no hash. */
function stemOf({ environment, town, object }: TreeObject): string | undefined {
  const { kind, metadata } = object;
  const [, stem] = metadata.name.match(/^(.+)-[0-9a-f]{8,}$/) ?? [];
  return HASHED.has(kind) && stem !== undefined
    ? [environment, town, kind, metadata.namespace, stem].join('\0')
    : undefined;
}
