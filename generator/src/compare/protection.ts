// Whether the reconcilers leave an object alone when it is gone from the tree.
import type { KubernetesObject } from '../model/manifest.ts';

/** Whether an object carries both reconcilers' annotations against pruning. */
export function isProtected({ metadata: { annotations = {} } }: KubernetesObject): boolean {
  const argo = annotations['argocd.argoproj.io/sync-options'] ?? '';
  return (
    /Prune=(?:false|confirm)/.test(argo) && annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
  );
}
