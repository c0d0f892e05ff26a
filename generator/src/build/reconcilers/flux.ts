// Flux: a GitRepository and a root Kustomization over the cluster's folder, and below it a Kustomization per child and a
// ServiceAccount per kingdom. Deleting a Kustomization leaves its objects alone, unless its town is retired.
import type { KubernetesObject, Manifest } from '../../model/manifest.ts';
import type { Cluster } from '../../validate/model.ts';
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
import type { GitRepository, Kustomization } from './flux-kinds.ts';

/** The one source of a cluster; every Kustomization reads it. */
const SOURCE = 'townhall';
/** `retryInterval` is said, for it is the whole interval otherwise. */
const PACE = { interval: '10m', retryInterval: '2m', timeout: '5m' };
/** Flux skips the clean-up after a retired town when the account that it acts as is gone: the account outlives its file. */
const KEEP = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/** Builds the objects of a cluster that Flux applies. */
export function buildFlux(cluster: Cluster, children: readonly Child[]): Manifest[] {
  const root = [
    placeRoot(buildSource(cluster), cluster, ['source', 'url']),
    placeRoot(buildRoot(cluster), cluster),
  ];
  const below = children.flatMap((child) => {
    const objects = child.town
      ? [buildTown(cluster, child)]
      : [buildAccount(cluster, child), buildKustomization(cluster, child)];
    return objects.map((object) => placeChild(object, cluster, child));
  });
  return [...root, ...below];
}

function buildSource(cluster: Cluster): GitRepository {
  const { url, branch, secret } = cluster.document.source;
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: SOURCE, namespace: namespaceOfReconciler(cluster), labels: labelRoot(cluster) },
    spec: {
      interval: '1m',
      timeout: '60s',
      url,
      ref: { branch },
      ...(secret !== undefined && { secretRef: { name: secret } }),
    },
  };
}

/** The root waits for nobody: one broken town must not hold up the others. */
function buildRoot(cluster: Cluster): Kustomization {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: nameRoot(cluster),
      namespace: namespaceOfReconciler(cluster),
      labels: labelRoot(cluster),
    },
    spec: { ...specOf(folderOfCluster(cluster)), wait: false },
  };
}

/** Who applies the towns of a kingdom; its rights are bound in the kingdom's own namespace. */
function buildAccount(cluster: Cluster, child: Child): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: child.name,
      namespace: namespaceOfReconciler(cluster),
      labels: labelChild(child),
      annotations: KEEP,
    },
  };
}

function buildTown(cluster: Cluster, child: Child): Kustomization {
  const kustomization = buildKustomization(cluster, child);
  const kingdom = nameKingdomChild(child.kingdom, child.environment);
  kustomization.spec.dependsOn = [{ name: kingdom }];
  kustomization.spec.serviceAccountName = kingdom;
  const decryption = cluster.document.flux?.decryption;
  if (decryption && [...(child.town?.secrets.values() ?? [])].some(({ source }) => source.from === 'sops')) {
    const { provider, secret } = decryption;
    kustomization.spec.decryption = {
      provider,
      ...(secret !== undefined && { secretRef: { name: secret } }),
    };
  }
  if (child.town?.pin.document.retired) kustomization.spec.deletionPolicy = 'Delete';
  return kustomization;
}

/** Without an account the controller applies it itself: a kingdom makes the Namespace that accounts have their rights in. */
function buildKustomization(cluster: Cluster, child: Child): Kustomization {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: child.name, namespace: namespaceOfReconciler(cluster), labels: labelChild(child) },
    spec: specOf(child.path),
  };
}

/** `force` would delete a live object before it is known that the new one is valid. */
function specOf(path: string): Kustomization['spec'] {
  return {
    ...PACE,
    sourceRef: { kind: 'GitRepository', name: SOURCE },
    path: `./${path}`,
    prune: true,
    wait: true,
    force: false,
    deletionPolicy: 'Orphan',
  };
}
