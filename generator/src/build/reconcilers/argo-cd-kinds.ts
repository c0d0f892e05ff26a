// The parts of Argo CD's Application and AppProject that are rendered.
// https://github.com/argoproj/argo-cd/tree/v3.5.7/manifests/crds
import type { KubernetesObject } from '../../model/manifest.ts';

type Metadata = KubernetesObject['metadata'] & { finalizers?: string[] };

export interface Destination {
  server: string;
  namespace: string;
}

export interface IgnoredDifference {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  jsonPointers: string[];
}

export interface SyncPolicy {
  automated: { prune: boolean; selfHeal: boolean; allowEmpty: boolean };
  syncOptions: string[];
  retry: {
    /** Negative: without end. */
    limit: number;
    /** Whether a retry takes the newest commit instead of the one that failed. */
    refresh: boolean;
    backoff: { duration: string; factor: number; maxDuration: string };
  };
}

export interface Application extends KubernetesObject {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Application';
  metadata: Metadata;
  spec: {
    project: string;
    source: { repoURL: string; targetRevision: string; path: string; directory: { recurse: boolean } };
    destination: Destination;
    ignoreDifferences?: IgnoredDifference[];
    syncPolicy: SyncPolicy;
  };
}

export interface AllowedKind {
  group: string;
  kind: string;
  /** A name or a glob; every object of the kind unless said. */
  name?: string;
}

export interface AppProject extends KubernetesObject {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'AppProject';
  metadata: Metadata;
  spec: {
    description: string;
    sourceRepos: string[];
    destinations: Destination[];
    /** Absent: no cluster-scoped object at all. */
    clusterResourceWhitelist?: AllowedKind[];
    /** Absent: every namespaced kind. */
    namespaceResourceWhitelist?: { group: string; kind: string }[];
  };
}
