// The faults that the step "build" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const buildFaults = {
  'no-ingress-controller': {
    rule: 'A shop that is reached through an ingress stands in a kingdom that names its ingress controllers.',
    why: 'The network of a kingdom lets nobody in who is not named, so the ingress would lead nowhere.',
    fix: 'Name the namespace (and labels) of the controllers under networking.ingressControllers of the base or the kingdom.',
  },
  'foreign-namespace': {
    rule: 'An object of the base is rendered into the namespace of its kingdom.',
    why: 'Namespaces differ between kingdoms and environments, and a reconciler may write only into its own.',
    fix: 'Leave metadata.namespace out.',
  },
  'patch-does-not-apply': {
    rule: 'A patch changes an object that is rendered.',
    why: 'A patch that has become idle hides what it was meant to do.',
    fix: 'Mend its target or its change, or take it out.',
  },
  'patch-of-identity': {
    rule: 'A patch leaves kind, name, namespace, selectors and the labels town and shop alone.',
    why: 'By these an object is found again; another identity is another object.',
    fix: 'Take that part of the change out.',
  },
  'object-name-too-long': {
    rule: 'The name of an object has at most 253 characters.',
    why: 'Kubernetes takes no longer ones.',
    fix: 'Shorten the names that it is made of.',
  },
  'path-too-long': {
    rule: 'A path in the rendered tree has at most 200 characters.',
    why: 'Longer ones cannot be checked out everywhere.',
    fix: 'Shorten the names of the environment, the town, the shop or the config.',
  },
} as const satisfies Record<string, FaultPage>;
