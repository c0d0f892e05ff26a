// The API versions that Kubernetes has stopped serving, and what took their place.
// https://kubernetes.io/docs/reference/using-api/deprecation-guide/

export interface RetiredApi {
  readonly kinds: readonly string[];
  readonly from: string;
  /** Undefined when nothing took its place. */
  readonly to: string | undefined;
  /** The Kubernetes version that no longer serves it. */
  readonly since: string;
}

type Row = readonly [from: string, to: string | undefined, since: string, kinds: string];

const ROWS: readonly Row[] = [
  ['extensions/v1beta1', 'apps/v1', '1.16', 'Deployment DaemonSet ReplicaSet'],
  ['extensions/v1beta1', 'networking.k8s.io/v1', '1.16', 'NetworkPolicy'],
  ['extensions/v1beta1', undefined, '1.16', 'PodSecurityPolicy'],
  ['extensions/v1beta1', 'networking.k8s.io/v1', '1.22', 'Ingress'],
  ['apps/v1beta1', 'apps/v1', '1.16', 'Deployment StatefulSet ControllerRevision'],
  ['apps/v1beta2', 'apps/v1', '1.16', 'Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision'],
  ['networking.k8s.io/v1beta1', 'networking.k8s.io/v1', '1.22', 'Ingress IngressClass'],
  ['apiextensions.k8s.io/v1beta1', 'apiextensions.k8s.io/v1', '1.22', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io/v1beta1', 'apiregistration.k8s.io/v1', '1.22', 'APIService'],
  [
    'rbac.authorization.k8s.io/v1beta1',
    'rbac.authorization.k8s.io/v1',
    '1.22',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
  ],
  [
    'admissionregistration.k8s.io/v1beta1',
    'admissionregistration.k8s.io/v1',
    '1.22',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  ],
  ['certificates.k8s.io/v1beta1', 'certificates.k8s.io/v1', '1.22', 'CertificateSigningRequest'],
  ['coordination.k8s.io/v1beta1', 'coordination.k8s.io/v1', '1.22', 'Lease'],
  ['scheduling.k8s.io/v1beta1', 'scheduling.k8s.io/v1', '1.22', 'PriorityClass'],
  ['storage.k8s.io/v1beta1', 'storage.k8s.io/v1', '1.22', 'CSIDriver CSINode StorageClass VolumeAttachment'],
  ['storage.k8s.io/v1beta1', 'storage.k8s.io/v1', '1.27', 'CSIStorageCapacity'],
  ['batch/v1beta1', 'batch/v1', '1.25', 'CronJob'],
  ['discovery.k8s.io/v1beta1', 'discovery.k8s.io/v1', '1.25', 'EndpointSlice'],
  ['events.k8s.io/v1beta1', 'events.k8s.io/v1', '1.25', 'Event'],
  ['autoscaling/v2beta1', 'autoscaling/v2', '1.25', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2beta2', 'autoscaling/v2', '1.26', 'HorizontalPodAutoscaler'],
  ['policy/v1beta1', 'policy/v1', '1.25', 'PodDisruptionBudget'],
  ['policy/v1beta1', undefined, '1.25', 'PodSecurityPolicy'],
  ['node.k8s.io/v1beta1', 'node.k8s.io/v1', '1.25', 'RuntimeClass'],
  ...(
    [
      ['v1beta1', '1.26'],
      ['v1beta2', '1.29'],
      ['v1beta3', '1.32'],
    ] as const
  ).map(
    ([version, since]): Row => [
      `flowcontrol.apiserver.k8s.io/${version}`,
      'flowcontrol.apiserver.k8s.io/v1',
      since,
      'FlowSchema PriorityLevelConfiguration',
    ],
  ),
];

const RETIRED: readonly RetiredApi[] = ROWS.map(([from, to, since, kinds]) => ({
  from,
  to,
  since,
  kinds: kinds.split(' '),
}));

/** The entry of a kind that Kubernetes no longer serves under this apiVersion. */
export function findRetired(apiVersion: string, kind: string): RetiredApi | undefined {
  return RETIRED.find(({ from, kinds }) => from === apiVersion && kinds.includes(kind));
}
