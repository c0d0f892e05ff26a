// The parts of Flux's GitRepository and Kustomization that are rendered.
// https://github.com/fluxcd/source-controller/tree/v1.9.6/config/crd, https://github.com/fluxcd/kustomize-controller/tree/v1.9.6/config/crd
import type { KubernetesObject } from '../../model/manifest.ts';

export interface GitRepository extends KubernetesObject {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'GitRepository';
  spec: {
    interval: string;
    timeout: string;
    url: string;
    ref: { branch: string };
    secretRef?: { name: string };
  };
}

export interface Kustomization extends KubernetesObject {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  kind: 'Kustomization';
  spec: {
    interval: string;
    retryInterval: string;
    timeout: string;
    sourceRef: { kind: 'GitRepository'; name: string };
    path: string;
    prune: boolean;
    wait: boolean;
    force: boolean;
    deletionPolicy: 'Orphan' | 'Delete';
    dependsOn?: { name: string }[];
    serviceAccountName?: string;
    decryption?: { provider: 'sops'; secretRef?: { name: string } };
  };
}
