// Argo CD: a root Application over the cluster's folder, and below it an Application per child and an AppProject per
// kingdom. Deleting an Application leaves its objects alone, unless its town is retired.

import { findClusterKind, groupOf, isClusterScoped } from '../../kubernetes/known-kinds.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { ResolvedEnvironment, ResolvedKingdom } from '../../resolve/resolved.ts';
import type { Cluster } from '../../validate/model.ts';
import { SCALED } from '../horizontal-pod-autoscaler.ts';
import type {
  AllowedKind,
  Application,
  AppProject,
  Destination,
  IgnoredDifference,
  SyncPolicy,
} from './argo-cd-kinds.ts';
import { type Child, nameKingdomChild } from './children.ts';
import {
  folderOfCluster,
  labelChild,
  labelRoot,
  nameRoot,
  namespaceOfReconciler,
  placeChild,
  placeRoot,
} from './cluster-object.ts';

const API = 'argoproj.io/v1alpha1';
const RBAC = 'rbac.authorization.k8s.io';
const HERE = 'https://kubernetes.default.svc';
const WAVE = 'argocd.argoproj.io/sync-wave';
/** On an Application: its objects go with it. On an AppProject: it stays until no Application names it. */
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** Only commits that touch the path itself concern an Application. */
const OWN_PATH = { 'argocd.argoproj.io/manifest-generate-paths': '.' };
/** Argo CD 3.2 does not know the `name` in a whitelist: it would refuse the whole project instead of leaving that out. */
const PROJECT = { [WAVE]: '-2', 'argocd.argoproj.io/sync-options': 'Validate=false' };

const OPTIONS = [
  'PruneLast=true',
  'ApplyOutOfSyncOnly=true',
  'RespectIgnoreDifferences=true',
  'FailOnSharedResource=true',
];

/** Builds the objects of a cluster that Argo CD applies. */
export function buildArgoCd(cluster: Cluster, children: readonly Child[]): Manifest[] {
  const root = [buildRootProject(cluster), buildRoot(cluster)].map((object) => placeRoot(object, cluster));
  const below = children.flatMap((child) => {
    const objects = child.town
      ? [buildTown(cluster, child)]
      : [buildProject(cluster, child), buildKingdom(cluster, child)];
    return objects.map((object) => placeChild(object, cluster, child));
  });
  return [...root, ...below];
}

/** The root may make Applications and AppProjects beside itself, and nothing else. */
function buildRootProject(cluster: Cluster): AppProject {
  const namespace = namespaceOfReconciler(cluster);
  return {
    apiVersion: API,
    kind: 'AppProject',
    metadata: { name: nameRoot(cluster), namespace, labels: labelRoot(cluster), annotations: PROJECT },
    spec: {
      description: `What starts everything on ${cluster.name}`,
      sourceRepos: [cluster.document.source.url],
      destinations: [{ server: HERE, namespace }],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'AppProject' },
      ],
    },
  };
}

function buildRoot(cluster: Cluster): Application {
  const namespace = namespaceOfReconciler(cluster);
  return {
    apiVersion: API,
    kind: 'Application',
    metadata: { name: nameRoot(cluster), namespace, labels: labelRoot(cluster), annotations: OWN_PATH },
    spec: {
      project: nameRoot(cluster),
      source: sourceOf(cluster, folderOfCluster(cluster)),
      destination: { server: HERE, namespace },
      // Applied as kubectl applied the bootstrap: a server-side apply would refuse fields that it does not know.
      syncPolicy: syncWith(OPTIONS),
    },
  };
}

/** A kingdom's towns reach its own namespace, from this repository. */
function buildProject(cluster: Cluster, child: Child): AppProject {
  const { kingdom, environment, name } = child;
  return {
    apiVersion: API,
    kind: 'AppProject',
    metadata: {
      name,
      namespace: namespaceOfReconciler(cluster),
      labels: labelChild(child),
      annotations: PROJECT,
      finalizers: [FINALIZER],
    },
    spec: {
      description: `Kingdom ${kingdom.name} in ${environment.name}`,
      sourceRepos: [cluster.document.source.url],
      destinations: [destinationOf(child)],
      clusterResourceWhitelist: listClusterKinds(kingdom, environment),
    },
  };
}

/** Its Namespace, its grants by their names, what its objects of the base are, and the kinds that its towns may render. */
function listClusterKinds(kingdom: ResolvedKingdom, { base }: ResolvedEnvironment): AllowedKind[] {
  const { namespace, grants, objects, clusterKinds } = kingdom;
  const { customKinds } = base;
  const granted = Object.keys(grants).length > 0 ? ['ClusterRole', 'ClusterRoleBinding'] : [];
  const own = objects
    .map(({ object }) => object)
    .filter(({ apiVersion, kind }) => isClusterScoped(apiVersion, kind, customKinds))
    .map(({ apiVersion, kind, metadata: { name } }) => ({ group: groupOf(apiVersion), kind, name }));
  const listed = clusterKinds.flatMap((text) => findClusterKind(text, customKinds) ?? []);
  return [
    { group: '', kind: 'Namespace', name: namespace },
    ...granted.map((kind) => ({ group: RBAC, kind, name: `${namespace}-*` })),
    ...own,
    ...listed.map(({ group, kind }) => ({ group, kind })),
  ];
}

function buildKingdom(cluster: Cluster, child: Child): Application {
  const application = buildApplication(cluster, child);
  application.metadata.annotations = { ...OWN_PATH, [WAVE]: '-1' };
  return application;
}

function buildTown(cluster: Cluster, child: Child): Application {
  const application = buildApplication(cluster, child);
  if (child.town?.pin.document.retired) application.metadata.finalizers = [FINALIZER];
  const ignored = ignoreReplicas(child);
  if (ignored.length > 0) application.spec.ignoreDifferences = ignored;
  return application;
}

function buildApplication(cluster: Cluster, child: Child): Application {
  return {
    apiVersion: API,
    kind: 'Application',
    metadata: {
      name: child.name,
      namespace: namespaceOfReconciler(cluster),
      labels: labelChild(child),
      annotations: OWN_PATH,
    },
    spec: {
      project: nameKingdomChild(child.kingdom, child.environment),
      source: sourceOf(cluster, child.path),
      destination: destinationOf(child),
      syncPolicy: syncWith(['ServerSideApply=true', ...OPTIONS]),
    },
  };
}

function destinationOf({ kingdom }: Child): Destination {
  return { server: HERE, namespace: kingdom.namespace };
}

function sourceOf({ document }: Cluster, path: string): Application['spec']['source'] {
  const { url, branch } = document.source;
  // Said, so that no stray file makes Argo CD take the folder for a chart or a kustomization; `recurse: false` would be
  // dropped by Argo CD as a default, and `directory` with it.
  return { repoURL: url, targetRevision: branch, path, directory: { recurse: true } };
}

function syncWith(syncOptions: readonly string[]): SyncPolicy {
  return {
    automated: { prune: true, selfHeal: true, allowEmpty: false },
    syncOptions: [...syncOptions],
    // Without refresh, endless retries of a broken commit would keep out the commit that mends it.
    retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
  };
}

/** The autoscaler owns the number of pods, also of Deployments that were applied with one before. */
function ignoreReplicas({ town }: Child): IgnoredDifference[] {
  return [...(town?.shops.values() ?? [])]
    .filter(({ kind, spec }) => kind in SCALED && spec.autoscale !== undefined)
    .map(({ kind, name, namespace }) => ({
      group: 'apps',
      kind: SCALED[kind] ?? 'Deployment',
      namespace,
      name,
      jsonPointers: ['/spec/replicas'],
    }));
}
