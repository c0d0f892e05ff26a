// Where the pods are: the pod specification inside any workload, with the field path that leads to it.
import type { V1Container, V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Manifest } from '../model/manifest.ts';

export interface PodOf {
  readonly manifest: Manifest;
  readonly template: V1PodTemplateSpec;
  readonly spec: V1PodSpec;
  /** Field path of `spec`. */
  readonly field: YamlPath;
  /** Every container, init containers too. */
  readonly containers: readonly ContainerOf[];
}

const TEMPLATE: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** Every rule asks for the pods of the same manifests. */
const known = new WeakMap<readonly Manifest[], readonly PodOf[]>();

/** The pods that the manifests make, one for each workload. */
export function podsOf(manifests: readonly Manifest[]): readonly PodOf[] {
  let pods = known.get(manifests);
  if (!pods) {
    pods = manifests.flatMap((manifest) => podOf(manifest) ?? []);
    known.set(manifests, pods);
  }
  return pods;
}

/** The pod that a manifest makes, when it is a workload. */
export function podOf(manifest: Manifest): PodOf | undefined {
  const path = TEMPLATE[manifest.object.kind];
  if (!path) return undefined;
  let node: unknown = manifest.object;
  for (const key of path) node = (node as Record<string, unknown> | undefined)?.[key];
  // The builders type these kinds, and objects written by people have passed the schema of their kind.
  const template = node as V1PodTemplateSpec | undefined;
  if (!template?.spec) return undefined;
  const field = [...path, 'spec'];
  return { manifest, template, spec: template.spec, field, containers: listContainers(template.spec, field) };
}

export interface ContainerOf {
  readonly container: V1Container;
  readonly field: YamlPath;
  /** Whether it runs beside the others, and not to its end before them. */
  readonly running: boolean;
}

function listContainers(spec: V1PodSpec, below: YamlPath): ContainerOf[] {
  const init = (spec.initContainers ?? []).map((container, index) => ({
    container,
    field: [...below, 'initContainers', index],
    running: container.restartPolicy === 'Always',
  }));
  const main = (spec.containers ?? []).map((container, index) => ({
    container,
    field: [...below, 'containers', index],
    running: true,
  }));
  return [...main, ...init];
}

/** How a message names a container: `Deployment voting-vote, container redis`. */
export function nameContainer(pod: PodOf, container: V1Container): string {
  return `${nameObject(pod.manifest)}, container ${container.name}`;
}

/** How a message names an object: `Deployment voting-vote`. */
export function nameObject(manifest: Manifest): string {
  return `${manifest.object.kind} ${manifest.object.metadata.name}`;
}
