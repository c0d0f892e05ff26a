// What must be known of kinds that people write out themselves: which groups are Kubernetes' own, and which kinds
// stand outside every namespace.

import type { Catalogue } from './schemas/schema.ts';

const OWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/DeviceTaintRule',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
  'storagemigration.k8s.io/StorageVersionMigration',
]);

/** The API group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Whether a group is part of Kubernetes itself. */
export function isOwnGroup(group: string): boolean {
  return OWN_GROUPS.has(group);
}

/** Whether objects of a kind stand outside every namespace; a custom kind that nobody describes is taken to stand in one. */
export function isClusterScoped(
  apiVersion: string,
  kind: string,
  { kinds }: Pick<Catalogue, 'kinds'>,
): boolean {
  if (CLUSTER_SCOPED.has(`${groupOf(apiVersion)}/${kind}`)) return true;
  return kinds.some((one) => one.apiVersion === apiVersion && one.kind === kind && one.scope === 'Cluster');
}

/** A kind outside every namespace, as RBAC and AppProjects name it. */
export interface ClusterKind {
  readonly group: string;
  readonly kind: string;
  readonly resource: string;
}

/** What `PersistentVolume` or `Widget.acme.com` in `clusterKinds` means; undefined for a kind that nobody describes. */
export function findClusterKind(text: string, { kinds }: Pick<Catalogue, 'kinds'>): ClusterKind | undefined {
  const [kind = '', ...rest] = text.split('.');
  const wanted = rest.length > 0 ? rest.join('.') : undefined;
  const own = [...CLUSTER_SCOPED]
    .map((entry) => entry.split('/'))
    .find(([group, one]) => one === kind && (wanted ?? group) === group);
  if (own) return { group: own[0] ?? '', kind, resource: pluralOf(kind) };
  const custom = kinds.find(
    (one) =>
      one.kind === kind &&
      one.scope === 'Cluster' &&
      (wanted ?? groupOf(one.apiVersion)) === groupOf(one.apiVersion),
  );
  return custom && { group: groupOf(custom.apiVersion), kind, resource: custom.plural ?? pluralOf(kind) };
}

/** The kinds that `clusterKinds` may name without a CustomResourceDefinition. */
export function clusterKindNames({ kinds }: Pick<Catalogue, 'kinds'>): string[] {
  const custom = kinds.filter(({ scope }) => scope === 'Cluster').map(({ kind }) => kind);
  return [...[...CLUSTER_SCOPED].map((entry) => entry.slice(entry.indexOf('/') + 1)), ...custom];
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(s|x|ch)$/.test(name)) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
