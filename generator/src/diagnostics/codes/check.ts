// The faults that the step "check" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const checkFaults = {
  'image-tag-floating': {
    rule: 'An image names a version: a tag that is not "latest", or a digest.',
    why: 'A floating tag changes what runs without a commit, and a rollback brings nothing back.',
    fix: 'Write a version tag or a digest behind the image.',
  },
  'image-not-pinned': {
    rule: 'An image carries its digest.',
    why: 'A tag can be moved to another image.',
    fix: 'Write the image as name:tag@sha256:….',
  },
  'image-not-released': {
    rule: 'A pinned release renders the images that its entry in releases.yaml lists.',
    why: 'A parameter that changes an image would run, under an old number, what no stage has tested.',
    fix: 'Let environments and pins choose the registry only; change the image in `current` and release it.',
  },
  'resources-missing': {
    rule: 'Every container sets requests for cpu and memory and a limit for memory.',
    why: 'Without requests the scheduler guesses, and without a limit one container can take a node down.',
    fix: 'Set them on the shop, or once under defaults.container.',
  },
  'bare-replica-set': {
    rule: 'Pods are kept by something that replaces them when they change.',
    why: 'A ReplicaSet makes pods and leaves them as they are: a new image would reach only some of them.',
    fix: 'Use a deployment, or waive the check with the reason.',
  },
  'scale-to-zero': {
    rule: 'An autoscaler keeps one pod at least, unless the cluster was told otherwise.',
    why: 'Without the feature gate HPAScaleToZero, which is off unless somebody turned it on, the API server refuses the autoscaler.',
    fix: 'Let `min` be at least 1, or turn the gate on in the API server and the controller manager, and waive the check with the reason.',
  },
  'probe-missing': {
    rule: 'A pod behind a Service has a ready probe.',
    why: 'Without one it gets traffic before it can answer.',
    fix: 'Add probes.ready.',
  },
  'pod-security-level': {
    rule: 'A pod keeps the Pod Security level of its kingdom.',
    why: 'The namespace refuses pods that do not, so the workload would never start.',
    fix: 'Mend security or podSecurity, or have the platform team change the level of the kingdom.',
  },
  'pod-security': {
    rule: 'A pod keeps the level "restricted" even where its kingdom allows less.',
    why: 'What is not needed is a way in.',
    fix: 'Mend it, or waive it with the reason.',
  },
  'host-access': {
    rule: 'A pod does not reach its node.',
    why: 'Who owns the node owns every pod on it.',
    fix: 'Do without, or waive it with the reason.',
  },
  'selector-matches-nothing': {
    rule: 'A Service selects pods that exist.',
    why: 'A Service without pods answers nobody, and nothing else reports it.',
    fix: 'Make the selector equal labels of the pod template.',
  },
  'plain-secret': {
    rule: 'No Secret with values is rendered.',
    why: 'Everything in git can be read by everyone who can read the repository, for ever.',
    fix: 'Name an existing Secret, or use a sealed or encrypted form.',
  },
  'external-secret-deletion': {
    rule: 'An ExternalSecret deletes only a Secret that it owns.',
    why: 'Its operator refuses the object, and nothing is fetched.',
    fix: 'Say deletionPolicy: Retain, or creationPolicy: Owner.',
  },
  'node-port-conflict': {
    rule: 'A node port is asked for by one service of a cluster.',
    why: 'It belongs to the whole cluster, which refuses the second service.',
    fix: 'Leave nodePort out, or give each service another.',
  },
  'ingress-conflict': {
    rule: 'A host and path of a class, or of a gateway, is claimed by one ingress or route of a cluster.',
    why: 'The controller sends all requests to one of them, or refuses the second, and the other gets none.',
    fix: 'Give one of them another host or path; where environments share a cluster, a host with a parameter in it.',
  },
  'rbac-escalation': {
    rule: 'A Role grants no wildcard, no right to hand on rights and no reading of all secrets.',
    why: 'Such a right lets a pull request to one town take over others.',
    fix: 'Name the resources, verbs and objects that are needed.',
  },
  'duplicate-object': {
    rule: 'Two inputs of an environment do not make the same object.',
    why: 'The reconcilers would overwrite one with the other for ever, or refuse both.',
    fix: 'Rename one of them.',
  },
  'shared-object': {
    rule: 'Two environments of one cluster do not own the same object.',
    why: 'Each environment would undo what the other applied.',
    fix: 'Give the environments different suffixes, and cluster-scoped objects names that hold the suffix.',
  },
  'empty-town': {
    rule: 'A town that is pinned renders at least one object.',
    why: 'A reconciler takes an empty folder for the wish to delete everything.',
    fix: 'Retire the town in its pin, or give it something to run.',
  },
  'empty-environment': {
    rule: 'An environment pins at least one town.',
    why: 'A reconciler takes an empty folder for the wish to delete everything, and an environment that renders nothing looks clean.',
    fix: 'Pin a town there, or remove the environment from the pipeline, its cluster and the disk.',
  },
} as const satisfies Record<string, FaultPage>;
