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

/** Every rule asks for the same pods. */
const known = new WeakMap<Manifest, readonly PodOf[]>();
const NONE: readonly PodOf[] = [];

/** The pods that the manifests make, one for each workload. */
export function podsOf(manifests: readonly Manifest[]): PodOf[] {
  return manifests.flatMap((manifest) => {
    const path = TEMPLATE[manifest.object.kind];
    if (!path) return NONE;
    const before = known.get(manifest);
    if (before) return before;
    const found = readPods(manifest, path);
    known.set(manifest, found);
    return found;
  });
}

function readPods(manifest: Manifest, path: readonly string[]): readonly PodOf[] {
  let node: unknown = manifest.object;
  for (const key of path) node = (node as Record<string, unknown> | undefined)?.[key];
  // The builders type these kinds, and objects written by people have passed the schema of their kind.
  const template = node as V1PodTemplateSpec | undefined;
  return template?.spec ? [{ manifest, template, spec: template.spec, field: [...path, 'spec'] }] : NONE;
}

export interface ContainerOf {
  readonly container: V1Container;
  readonly field: YamlPath;
  /** Whether it runs beside the others, and not to its end before them. */
  readonly running: boolean;
}

/** Every container of a pod, init containers too. */
export function containersOf(pod: PodOf): ContainerOf[] {
  const init = (pod.spec.initContainers ?? []).map((container, index) => ({
    container,
    field: [...pod.field, 'initContainers', index],
    running: container.restartPolicy === 'Always',
  }));
  const main = (pod.spec.containers ?? []).map((container, index) => ({
    container,
    field: [...pod.field, 'containers', index],
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
