// How many pods an object keeps running, as far as files can tell.
import { isObject } from '../model/json.ts';
import type { Snapshot, TreeObject } from './snapshot.ts';

/** Pods of a workload: from replicas, else the autoscaler's minimum, else one. For a DaemonSet one, and that on each node. */
export function countPods(found: TreeObject, snapshot: Snapshot): number {
  const { kind } = found.object;
  if (kind === 'Pod' || kind === 'DaemonSet') return 1;
  const spec: unknown = Reflect.get(found.object, 'spec');
  if (kind === 'Job') return readCount(spec, 'parallelism') ?? 1;
  if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'ReplicaSet') return 0;
  return readCount(spec, 'replicas') ?? findMinimum(found, snapshot) ?? 1;
}

/** The HorizontalPodAutoscaler that scales a workload. */
export function findAutoscaler(
  { environment, object }: TreeObject,
  { objects }: Snapshot,
): TreeObject | undefined {
  const { kind, metadata } = object;
  for (const candidate of objects.values()) {
    if (candidate.object.kind !== 'HorizontalPodAutoscaler' || candidate.environment !== environment)
      continue;
    if (candidate.object.metadata.namespace !== metadata.namespace) continue;
    const spec: unknown = Reflect.get(candidate.object, 'spec');
    const target = isObject(spec) ? spec['scaleTargetRef'] : undefined;
    if (isObject(target) && target['kind'] === kind && target['name'] === metadata.name) return candidate;
  }
  return undefined;
}

function findMinimum(found: TreeObject, snapshot: Snapshot): number | undefined {
  const autoscaler = findAutoscaler(found, snapshot);
  return autoscaler && (readCount(Reflect.get(autoscaler.object, 'spec'), 'minReplicas') ?? 1);
}

function readCount(spec: unknown, field: string): number | undefined {
  const count = isObject(spec) ? spec[field] : undefined;
  return typeof count === 'number' ? count : undefined;
}
