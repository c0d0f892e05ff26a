// The trees of the snapshot, which has every entry in an environment, as objects. Not the committed trees: what is promoted
// or edited there must not fail what is told here.
import { join } from 'node:path';
import type {
  V1ConfigMap,
  V1Container,
  V1CronJob,
  V1Deployment,
  V1Ingress,
  V1Namespace,
  V1NetworkPolicy,
  V1Role,
  V1RoleBinding,
  V1Service,
  V1ServiceAccount,
} from '@kubernetes/client-node';
import { parse } from 'yaml';
import { renderRepository } from '../../src/pipeline.ts';

const { files } = renderRepository({
  root: join(import.meta.dirname, '../fixtures/snapshot'),
  selection: {},
  everything: true,
});

interface Kinds {
  ConfigMap: V1ConfigMap;
  CronJob: V1CronJob;
  Deployment: V1Deployment;
  Ingress: V1Ingress;
  Namespace: V1Namespace;
  NetworkPolicy: V1NetworkPolicy;
  Role: V1Role;
  RoleBinding: V1RoleBinding;
  Service: V1Service;
  ServiceAccount: V1ServiceAccount;
}

export interface RenderedObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
  };
}

/** The objects of one folder of an environment's manifests, such as `simple-town/v1` or `_kingdoms/foobar`. */
export class Tree {
  readonly objects: readonly RenderedObject[];

  constructor(
    readonly environment: string,
    readonly folder: string,
  ) {
    const path = `environments/${environment}/manifests/${folder}/`;
    const own = files.filter((file) => file.path.startsWith(path));
    if (own.length === 0) throw new Error(`the snapshot renders nothing to ${path}`);
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
    if (!found) throw new Error(`${this.environment}: ${this.folder} has no ${kind} ${name}`);
    return found;
  }

  /** How many objects there are of each kind. */
  count(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind } of this.objects) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  containers(deployment: string): V1Container[] {
    return this.one('Deployment', deployment).spec?.template.spec?.containers ?? [];
  }

  container(deployment: string, name: string): V1Container {
    const found = this.containers(deployment).find((container) => container.name === name);
    if (!found) throw new Error(`${deployment} has no container ${name}`);
    return found;
  }

  /** The number that a service's port leads to in the pods that it selects, whether written as a name or a number. */
  targetOf(service: string, port: string): number | undefined {
    const { selector, ports } = this.one('Service', service).spec ?? {};
    const target = ports?.find((candidate) => candidate.name === port)?.targetPort;
    if (typeof target === 'number') return target;
    const pods = this.all('Deployment').filter(({ spec }) =>
      Object.entries(selector ?? {}).every(
        ([key, value]) => spec?.template.metadata?.labels?.[key] === value,
      ),
    );
    const open = pods
      .flatMap(({ spec }) => spec?.template.spec?.containers ?? [])
      .flatMap(({ ports: own }) => own ?? []);
    return open.find(({ name }) => name === target)?.containerPort;
  }
}
