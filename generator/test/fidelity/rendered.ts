// What the fixtures render to, as objects: the snapshot, which has every entry of the civilization in an environment, and
// the seeds, which have each further town as its first release. Not the committed trees: what is promoted or edited there
// must not fail what is told here.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1ConfigMap,
  V1Container,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Ingress,
  V1Job,
  V1Namespace,
  V1NetworkPolicy,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ReplicaSet,
  V1Role,
  V1RoleBinding,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V1StorageClass,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { parse } from 'yaml';
import { type Rendering, renderRepository } from '../../src/pipeline.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');

interface Kinds {
  ClusterRole: V1ClusterRole;
  ClusterRoleBinding: V1ClusterRoleBinding;
  ConfigMap: V1ConfigMap;
  CronJob: V1CronJob;
  DaemonSet: V1DaemonSet;
  Deployment: V1Deployment;
  EndpointSlice: V1EndpointSlice;
  HorizontalPodAutoscaler: V2HorizontalPodAutoscaler;
  Ingress: V1Ingress;
  Job: V1Job;
  Namespace: V1Namespace;
  NetworkPolicy: V1NetworkPolicy;
  PersistentVolume: V1PersistentVolume;
  PersistentVolumeClaim: V1PersistentVolumeClaim;
  Pod: V1Pod;
  PodDisruptionBudget: V1PodDisruptionBudget;
  ReplicaSet: V1ReplicaSet;
  Role: V1Role;
  RoleBinding: V1RoleBinding;
  Secret: V1Secret;
  Service: V1Service;
  ServiceAccount: V1ServiceAccount;
  StatefulSet: V1StatefulSet;
  StorageClass: V1StorageClass;
}

export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
}

/** What the workloads with a template have in common. */
interface Templated {
  readonly metadata?: V1Pod['metadata'] | undefined;
  readonly spec?: { readonly template?: V1PodTemplateSpec | undefined } | undefined;
}

const TEMPLATED = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'] as const;

/** The objects of one folder of an environment's manifests, such as `simple-town/v1` or `_kingdoms/foobar`. */
export class Tree {
  readonly objects: readonly RenderedObject[];

  constructor(
    rendering: Rendering,
    readonly folder: string,
  ) {
    const own = rendering.files.filter((file) => file.path.startsWith(`${folder}/`));
    if (own.length === 0) throw new Error(`nothing is rendered to ${folder}`);
    this.objects = own
      .map(({ text }): RenderedObject => parse(text))
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }

  all<K extends keyof Kinds>(kind: K): Kinds[K][] {
    // `kind` decides the shape of an object; the trees have passed the schemas of their kinds.
    return this.objects.filter((object) => object.kind === kind) as unknown as Kinds[K][];
  }

  one<K extends keyof Kinds>(kind: K, name: string): Kinds[K] {
    const found = this.all(kind).find(({ metadata }) => metadata?.name === name);
    if (!found) throw new Error(`${this.folder} has no ${kind} ${name}`);
    return found;
  }

  /** The name of a shop's Job, which ends in a hash. */
  jobOf(shop: string): string {
    const found = this.all('Job').find(({ metadata }) => metadata?.labels?.['shop'] === shop);
    if (!found?.metadata?.name) throw new Error(`${this.folder} has no Job of ${shop}`);
    return found.metadata.name;
  }

  /** How many objects there are of each kind. */
  count(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind } of this.objects) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  /** The pod that a workload of any kind makes. */
  pod(workload: string): { readonly metadata: V1PodTemplateSpec['metadata']; readonly spec: V1PodSpec } {
    const bare = this.all('Pod').find(({ metadata }) => metadata?.name === workload);
    const cron = this.all('CronJob').find(({ metadata }) => metadata?.name === workload);
    const templated = TEMPLATED.flatMap((kind): Templated[] => this.all(kind)).find(
      ({ metadata }) => metadata?.name === workload,
    );
    const found = bare ?? cron?.spec?.jobTemplate.spec?.template ?? templated?.spec?.template;
    if (!found?.spec) throw new Error(`${this.folder} has no workload ${workload}`);
    return { metadata: found.metadata, spec: found.spec };
  }

  containers(workload: string): V1Container[] {
    return this.pod(workload).spec.containers;
  }

  /** A container of a workload: the only one unless named. */
  container(workload: string, name?: string): V1Container {
    const { containers, initContainers = [] } = this.pod(workload).spec;
    const [only, ...others] = containers;
    if (name === undefined && only && others.length === 0) return only;
    const found = [...containers, ...initContainers].find((container) => container.name === name);
    if (!found) throw new Error(`${workload} has no container ${name ?? 'of its own alone'}`);
    return found;
  }

  /** The number that a service's port leads to in the pods that it selects, whether written as a name or a number. */
  targetOf(service: string, port: string): number | undefined {
    const { selector, ports } = this.one('Service', service).spec ?? {};
    const target = ports?.find((candidate) => candidate.name === port)?.targetPort;
    if (typeof target === 'number') return target;
    const templates = TEMPLATED.flatMap((kind): Templated[] => this.all(kind)).map(
      ({ spec }) => spec?.template,
    );
    return [...templates, ...this.all('Pod')]
      .filter((pod) =>
        Object.entries(selector ?? {}).every(([key, value]) => pod?.metadata?.labels?.[key] === value),
      )
      .flatMap((pod) => pod?.spec?.containers ?? [])
      .flatMap(({ ports: own }) => own ?? [])
      .find(({ name }) => name === target)?.containerPort;
  }
}

const snapshot = renderRepository({ root: join(FIXTURES, 'snapshot'), selection: {}, everything: true });

/** A folder of the snapshot, such as `simple-town/v1` or `_kingdoms/foobar`. */
export function snapshotTree(environment: string, folder: string): Tree {
  return new Tree(snapshot, `environments/${environment}/manifests/${folder}`);
}

/** A town of the seeds. */
export function seedTown(town: string, environment = 'staging'): Tree {
  const rendering = renderRepository({
    root: join(FIXTURES, 'seeds'),
    selection: { towns: [town] },
    everything: false,
  });
  return new Tree(rendering, `environments/${environment}/manifests/${town}/current`);
}

/** Every town of the seeds. */
export function seedTowns(): string[] {
  return readdirSync(join(FIXTURES, 'seeds/towns')).sort();
}
