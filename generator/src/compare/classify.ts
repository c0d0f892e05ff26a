// What one changed field of one object does in the cluster.
import { isObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import { EFFECTS, type Effect, type FieldChange } from './change.ts';
import { isImmutable } from './immutable-fields.ts';

/** The reconcilers' own objects; a child's path changes with every promotion, and that is all it does. */
const CHILD_PATHS: ReadonlySet<string> = new Set(['spec.source.path', 'spec.path']);

/** The gravest effect of the fields. */
export function classifyFields(object: KubernetesObject, fields: readonly FieldChange[]): Effect {
  return fields.map((field) => classifyField(object, field)).reduce(graver, 'none');
}

/** The graver of two effects. */
export function graver(one: Effect, other: Effect): Effect {
  return EFFECTS.indexOf(one) >= EFFECTS.indexOf(other) ? one : other;
}

function classifyField(object: KubernetesObject, { path, before, after }: FieldChange): Effect {
  const { kind } = object;
  if (path[0] === 'metadata') return 'metadata';
  if (isImmutable(kind, path, { before, after }) || Reflect.get(object, 'immutable') === true)
    return 'recreate';
  const field = path.join('.');
  if (CHILD_PATHS.has(field) && (kind === 'Application' || kind === 'Kustomization')) return 'none';
  if (kind === 'Pod') return 'recreate';
  if (kind === 'HorizontalPodAutoscaler' && (field === 'spec.minReplicas' || field === 'spec.maxReplicas'))
    return 'scale';
  if (field === 'spec.replicas' || (kind === 'Job' && field === 'spec.parallelism')) return 'scale';
  return path[1] === 'template' && rollsPods(object) ? 'restart' : 'configuration';
}

/** Whether a new template replaces the pods that run: a ReplicaSet leaves them, and so does a strategy that waits for their deletion. */
function rollsPods(object: KubernetesObject): boolean {
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) return false;
  const spec: unknown = Reflect.get(object, 'spec');
  const strategy = isObject(spec) ? spec['updateStrategy'] : undefined;
  return !isObject(strategy) || strategy['type'] !== 'OnDelete';
}
