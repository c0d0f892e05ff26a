// The faults of what the reconcilers are given, and of what they would not apply. A code is permanent; its page in
// docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const reconcilerFaults = {
  'child-name-too-long': {
    rule: 'What the reconciler is given for a town, a kingdom or a cluster has a name of at most 63 characters.',
    why: 'Argo CD and Flux put that name into a label of everything they apply, and labels are no longer.',
    fix: 'Shorten the name of the town, the kingdom, the environment or the cluster.',
  },
  'same-child': {
    rule: 'Two towns, or two kingdoms, of one cluster are given to its reconciler under different names.',
    why: 'One of them would take the place of the other, and the objects of the other would be deleted.',
    fix: 'Rename one of the two, or one of the environments.',
  },
  'endpoint-slice-ignored': {
    rule: 'No EndpointSlice is rendered for an Argo CD that leaves them out.',
    why: 'Its settings exclude them unless they were changed, so the Service would lead nowhere and nothing would say so.',
    fix: 'Use a host name, or change resource.exclusions of that Argo CD and say so under argo.managesEndpointSlices.',
  },
  'account-not-there': {
    rule: 'On Flux no bare Pod runs as an account of its own town.',
    why: 'Flux tries every object of a town on the API server before it applies the first, and a Pod is refused while its account is not there; so nothing of the town would ever be applied.',
    fix: 'Make it a deployment or a job, or name an account that somebody else makes.',
  },
  'no-decryption': {
    rule: 'A secret encrypted by SOPS is only rendered for a Flux that can decrypt it.',
    why: 'Without a decrypter the encrypted text would become the value of the Secret.',
    fix: 'Say flux.decryption in cluster.yaml, or use a sealed or external secret.',
  },
  'cluster-kind-not-allowed': {
    rule: 'A town renders an object outside every namespace only when its kingdom lists the kind.',
    why: 'Such an object belongs to the whole cluster, and the reconciler is not allowed to apply it.',
    fix: 'Ask the owner of the kingdom to add it to clusterKinds.',
  },
  'skip-marker': {
    rule: 'No rendered text holds "+argocd:skip-file-rendering".',
    why: 'Argo CD leaves out every file that holds it anywhere, and would delete the object from the cluster.',
    fix: 'Take the text out.',
  },
  'reserved-annotation': {
    rule: 'A town sets no annotation or label that steers the reconcilers.',
    why: 'Such a line can keep an object from being applied, updated or deleted, and nobody would look for it there.',
    fix: 'Remove it; what keeps an object from being pruned is allowed.',
  },
  'reserved-label': {
    rule: 'A town does not set the labels that townhall writes.',
    why: "Selectors and every question about what runs where depend on them, so a value of one's own would be lost.",
    fix: 'Remove the label, or choose a key of your own such as acme.com/team.',
  },
} as const satisfies Record<string, FaultPage>;
