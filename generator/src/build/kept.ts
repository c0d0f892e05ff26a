// What holds data, or everything else, outlives its place in the tree.

/** The annotations by which neither reconciler ever removes an object. */
export const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
