// What every object for a reconciler has in common: its labels, and the file below the cluster's generated folder.
// None carries a version: a promotion changes the path of one child, and nothing else.
import type { Place } from '../../diagnostics/fault.ts';
import type { KubernetesObject, Manifest } from '../../model/manifest.ts';
import type { Cluster } from '../../validate/model.ts';
import type { Child } from './children.ts';

/** The generated folder of a cluster, from the repository's root. */
export function folderOfCluster({ name, document }: Pick<Cluster, 'name' | 'document'>): string {
  return `clusters/${name}/${document.reconciler}`;
}

/** The name of what applies all others, and itself. */
export function nameRoot(cluster: Pick<Cluster, 'name'>): string {
  return `townhall-${cluster.name}`;
}

/** The namespace that the reconciler runs in. */
export function namespaceOfReconciler({ document }: Cluster): string {
  return document.reconciler === 'flux'
    ? (document.flux?.namespace ?? 'flux-system')
    : (document.argo?.namespace ?? 'argocd');
}

/** The labels of a child: whose it is, and where. */
export function labelChild({ town, kingdom, environment }: Child): Record<string, string> {
  return {
    ...(town && { town: town.name }),
    kingdom: kingdom.name,
    environment: environment.slug,
    'app.kubernetes.io/name': (town ?? kingdom).name,
    'app.kubernetes.io/part-of': (town ?? kingdom).name,
    'app.kubernetes.io/managed-by': 'townhall',
  };
}

/** The labels of what a cluster is started with. */
export function labelRoot(cluster: Cluster): Record<string, string> {
  return {
    'app.kubernetes.io/name': nameRoot(cluster),
    'app.kubernetes.io/part-of': 'townhall',
    'app.kubernetes.io/managed-by': 'townhall',
  };
}

/** The manifest of a child's object. */
export function placeChild(object: KubernetesObject, cluster: Cluster, child: Child): Manifest {
  return place(object, cluster, { folder: folderOfCluster(cluster), origin: child.origin });
}

/** The manifest of an object that a cluster is started with; `path` is what asks for it in the cluster's file. */
export function placeRoot(
  object: KubernetesObject,
  cluster: Cluster,
  path: readonly string[] = ['reconciler'],
): Manifest {
  const origin = { file: cluster.file, path };
  return place(object, cluster, { folder: `${folderOfCluster(cluster)}/bootstrap`, origin });
}

function place(
  object: KubernetesObject,
  { file, document }: Cluster,
  { folder, origin }: { readonly folder: string; readonly origin: Place },
): Manifest {
  const path = `${folder}/${object.metadata.name}-${object.kind.toLowerCase()}.yaml`;
  return { object, path, source: file, origin, kubernetes: document.kubernetes };
}
