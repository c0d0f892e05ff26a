// The faults that the Kubernetes schemas can find in a rendered object. A code is permanent; its page in
// docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const schemaFaults = {
  'schema-unknown-field': {
    rule: "Every field of a rendered object is known to the cluster's version of Kubernetes.",
    why: 'A field that the cluster does not know is dropped or refused, so what was meant never happens.',
    fix: 'Correct the name, or take the field out.',
  },
  'schema-wrong-type': {
    rule: 'Every field of a rendered object holds the kind of value that Kubernetes reads there.',
    why: 'The cluster refuses the whole object for one text where it wants a number.',
    fix: 'Write the value in the form that the message expects.',
  },
  'schema-missing-field': {
    rule: 'A rendered object has every field that Kubernetes requires.',
    why: 'The cluster refuses an object that lacks one.',
    fix: 'Add the field.',
  },
  'schema-bad-value': {
    rule: 'A value keeps the form, the range and the uniqueness that its schema asks for.',
    why: 'The cluster refuses the object, or server-side apply cannot tell two items of a list apart.',
    fix: 'Write a value that the message expects.',
  },
  'unknown-kind': {
    rule: "Every rendered object is of a kind that the cluster's version of Kubernetes serves, or whose definition the base carries.",
    why: 'An object that nobody can check may be one that nobody can apply.',
    fix: 'Write the apiVersion that the message names, or add the CustomResourceDefinition to base/current/crds/.',
  },
  'retired-api': {
    rule: 'No object is written for an API version that Kubernetes has stopped serving.',
    why: 'No cluster that townhall knows would take it.',
    fix: 'Write the apiVersion that the message names; fields may have changed with it.',
  },
  'unknown-kubernetes-version': {
    rule: 'A cluster runs a version of Kubernetes whose schemas ship with townhall.',
    why: 'Without the schema nothing that is rendered for the cluster can be checked.',
    fix: 'Write one of the versions that the message names in cluster.yaml, or update townhall.',
  },
  kubeconform: {
    rule: 'The kubeconform binary finds nothing that the embedded check has not found.',
    why: 'Two checks that disagree mean that one of them is wrong.',
    fix: 'Mend what it names, and report the difference.',
  },
} as const satisfies Record<string, FaultPage>;
