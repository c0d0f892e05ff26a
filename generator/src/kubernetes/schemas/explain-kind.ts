// Why a kind is not known: removed, under another apiVersion, misspelt, or nobody's.
import { suggest } from '../../diagnostics/suggest.ts';
import type { SchemaFinding } from './report.ts';
import type { SchemaSet } from './schema-set.ts';

interface Removal {
  readonly kinds: readonly string[];
  readonly from: string;
  readonly to: string | undefined;
  /** The Kubernetes version that no longer serves it. */
  readonly since: string;
}

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const REMOVALS: readonly Removal[] = [
  {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    from: 'extensions/v1beta1',
    to: 'apps/v1',
    since: '1.16',
  },
  { kinds: ['Deployment', 'StatefulSet'], from: 'apps/v1beta1', to: 'apps/v1', since: '1.16' },
  {
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    from: 'apps/v1beta2',
    to: 'apps/v1',
    since: '1.16',
  },
  { kinds: ['NetworkPolicy'], from: 'extensions/v1beta1', to: 'networking.k8s.io/v1', since: '1.16' },
  { kinds: ['PodSecurityPolicy'], from: 'extensions/v1beta1', to: undefined, since: '1.16' },
  { kinds: ['Ingress'], from: 'extensions/v1beta1', to: 'networking.k8s.io/v1', since: '1.22' },
  {
    kinds: ['Ingress', 'IngressClass'],
    from: 'networking.k8s.io/v1beta1',
    to: 'networking.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: ['CustomResourceDefinition'],
    from: 'apiextensions.k8s.io/v1beta1',
    to: 'apiextensions.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: ['APIService'],
    from: 'apiregistration.k8s.io/v1beta1',
    to: 'apiregistration.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    from: 'rbac.authorization.k8s.io/v1beta1',
    to: 'rbac.authorization.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    from: 'admissionregistration.k8s.io/v1beta1',
    to: 'admissionregistration.k8s.io/v1',
    since: '1.22',
  },
  { kinds: ['PriorityClass'], from: 'scheduling.k8s.io/v1beta1', to: 'scheduling.k8s.io/v1', since: '1.22' },
  {
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    from: 'storage.k8s.io/v1beta1',
    to: 'storage.k8s.io/v1',
    since: '1.22',
  },
  { kinds: ['CronJob'], from: 'batch/v1beta1', to: 'batch/v1', since: '1.25' },
  { kinds: ['EndpointSlice'], from: 'discovery.k8s.io/v1beta1', to: 'discovery.k8s.io/v1', since: '1.25' },
  { kinds: ['HorizontalPodAutoscaler'], from: 'autoscaling/v2beta1', to: 'autoscaling/v2', since: '1.25' },
  { kinds: ['HorizontalPodAutoscaler'], from: 'autoscaling/v2beta2', to: 'autoscaling/v2', since: '1.26' },
  { kinds: ['PodDisruptionBudget'], from: 'policy/v1beta1', to: 'policy/v1', since: '1.25' },
  { kinds: ['PodSecurityPolicy'], from: 'policy/v1beta1', to: undefined, since: '1.25' },
  { kinds: ['RuntimeClass'], from: 'node.k8s.io/v1beta1', to: 'node.k8s.io/v1', since: '1.25' },
  { kinds: ['CSIStorageCapacity'], from: 'storage.k8s.io/v1beta1', to: 'storage.k8s.io/v1', since: '1.27' },
];

/** The finding for an object whose apiVersion and kind no schema knows. */
export function explainKind(apiVersion: string, kind: string, schemas: SchemaSet): SchemaFinding {
  const named = `${apiVersion} ${kind}`;
  const removal = REMOVALS.find(({ from, kinds }) => from === apiVersion && kinds.includes(kind));
  if (removal) {
    const { to, since } = removal;
    const now = to === undefined ? 'nothing took its place' : `it is now in ${to}`;
    return finding(`${named} was removed in Kubernetes ${since}; ${now}`, to && `write apiVersion: ${to}`);
  }
  const versions = [...schemas.kinds()]
    .filter((other) => other.kind === kind)
    .map((other) => other.apiVersion);
  if (versions.length > 0) {
    const [only] = versions.length === 1 ? versions : [];
    return finding(
      `${named} is not known; ${kind} is in ${versions.join(', ')}`,
      only && `write apiVersion: ${only}`,
    );
  }
  const near = suggest(kind, new Set([...schemas.kinds()].map((other) => other.kind)));
  return finding(`${named} is not a kind that any schema describes`, near && `did you mean "${near}"?`);
}

function finding(message: string, hint: string | undefined): SchemaFinding {
  return { path: ['apiVersion'], rule: 'unknown-kind', message, ...(hint !== undefined && { hint }) };
}
