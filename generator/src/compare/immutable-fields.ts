// The fields that the API server never changes on an object that is there. Source: the validation of updates in
// Kubernetes' API, as of 1.36.
import type { YamlPath } from '../diagnostics/fault.ts';

/** Starts of paths, by kind. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  ClusterRoleBinding: ['roleRef'],
  CustomResourceDefinition: ['spec.group', 'spec.scope', 'spec.names'],
  DaemonSet: ['spec.selector'],
  Deployment: ['spec.selector'],
  IngressClass: ['spec.controller'],
  Job: ['spec.template', 'spec.selector', 'spec.completionMode', 'spec.completions'],
  PersistentVolume: [
    'spec.nfs',
    'spec.csi',
    'spec.hostPath',
    'spec.local',
    'spec.volumeMode',
    'spec.nodeAffinity',
  ],
  PriorityClass: ['value', 'preemptionPolicy'],
  ReplicaSet: ['spec.selector'],
  RoleBinding: ['roleRef'],
  Secret: ['type'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
};

/** What may change of a StatefulSet; all else of its spec may not. */
const MUTABLE_OF_STATEFUL_SET: ReadonlySet<string> = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'revisionHistoryLimit',
]);

/** Whether a change of this field is refused by the API server; `before` and `after` are its values. */
export function isImmutable(
  kind: string,
  path: YamlPath,
  change: { before: unknown; after: unknown },
): boolean {
  const [first, second] = path;
  if (kind === 'StatefulSet') return first === 'spec' && !MUTABLE_OF_STATEFUL_SET.has(String(second));
  if (kind === 'PersistentVolumeClaim')
    return first === 'spec' && !isGrowth(path) && second !== 'volumeAttributesClassName';
  if (kind === 'Service')
    return second === 'clusterIP' && (change.before === 'None' || change.after === 'None');
  const dotted = path.join('.');
  return (IMMUTABLE[kind] ?? []).some((start) => dotted === start || dotted.startsWith(`${start}.`));
}

/** The requests of a claim may grow; that they do not shrink is a rule of its own. */
function isGrowth(path: YamlPath): boolean {
  return path.join('.') === 'spec.resources.requests.storage';
}
