// Every hazard there is: its permanent code, and why it is one.

export const hazardPages = {
  'immutable-field': {
    what: 'A field changes that the API server never changes on an object that is there.',
    why: 'Argo CD fails to sync the object, and Flux stops the whole town at its dry run.',
  },
  'replicas-under-autoscale': {
    what: '`replicas` goes and an autoscaler comes in the same change.',
    why: 'The API server sets the missing field to 1 before the autoscaler looks: a full shop shrinks to one pod.',
  },
  'storage-shrunk': {
    what: 'A claim asks for less storage than it has.',
    why: 'Claims only grow; the change is refused.',
  },
  'claim-removed': {
    what: 'A claim or a volume disappears from the tree.',
    why: 'Its data would be deleted with it, or, where it is protected, stay behind without an owner.',
  },
  'namespace-removed': {
    what: 'A namespace disappears from the tree.',
    why: 'Everything in it would go with it, or stay behind without an owner.',
  },
  'stateful-set-removed': {
    what: 'A StatefulSet disappears from the tree.',
    why: 'Its pods stop, and its claims stay behind or go with it.',
  },
  'service-still-called': {
    what: 'A service, or a port of one, disappears while a shop of another town calls it.',
    why: 'The caller is deployed on its own, and would meet a name or a port that is not there.',
  },
  'job-runs-again': {
    what: 'The template of a Job changes, so that it is made anew and runs again.',
    why: 'A job that moves money or migrates a database must be able to run twice.',
  },
  'child-removed': {
    what: 'The Application or Kustomization that applies a town or a kingdom disappears.',
    why: 'Its objects are deleted with it when the town was retired, and left without an owner when it was not.',
  },
  'town-moved': {
    what: 'All workloads of a town get another name or namespace.',
    why: 'They are made anew beside the old ones, which are deleted: nothing of their state or addresses moves with them.',
  },
  'untested-pair': {
    what: 'A town and a base meet that no earlier stage ran together.',
    why: 'Each was tested with another partner.',
  },
  unreleased: {
    what: 'A parameter or a gate changes without a release.',
    why: 'It takes effect here at once, and no stage saw it before; it is shown, not refused.',
  },
} as const satisfies Record<string, { readonly what: string; readonly why: string }>;

export type HazardCode = keyof typeof hazardPages;
