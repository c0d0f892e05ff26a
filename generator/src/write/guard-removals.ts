// The last look at a plan before it is carried out: removals that nobody said, and namespaces that would move.
// The trees on disk are the memory: a town was retired when the child that applies it says that its objects may go.
import { join } from 'node:path';
import { nameTownChild } from '../build/reconcilers/children.ts';
import { folderOfCluster } from '../build/reconcilers/cluster-object.ts';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { readIfThere } from '../load/read-if-there.ts';
import { slugOf } from '../resolve/resolve-names.ts';
import type { Environment, Model } from '../validate/model.ts';
import type { WritePlan } from './plan-writes.ts';

/** Faults for every town that would lose its tree without being retired, and every namespace that would be renamed. */
export function guardRemovals(root: string, plan: WritePlan, model: Model): Fault[] {
  const faults: Fault[] = [];
  for (const environment of model.environments.values()) {
    const trees = `environments/${environment.name}/manifests/`;
    const removed = plan.remove
      .filter((path) => path.startsWith(trees))
      .map((path) => path.slice(trees.length));
    if (removed.length === 0) continue;
    faults.push(...guardTowns(root, environment, removed));
    faults.push(...guardNamespaces(environment, removed, plan));
  }
  return faults;
}

function guardTowns(root: string, environment: Environment, removed: readonly string[]): Fault[] {
  const towns = new Set(removed.map((path) => path.slice(0, path.indexOf('/'))));
  towns.delete('_kingdoms');
  return [...towns]
    .filter((town) => !environment.pins.has(town) && !wasRetired(root, environment, town))
    .map((town) =>
      fault(
        'unpinned-tree',
        `${town} has a rendered tree in ${environment.name} and no pin there`,
        {
          file: `environments/${environment.name}/pins/${town}.yaml`,
        },
        {
          hint: 'bring the pin back with `retired: { reason, owner }`; remove it in a later change',
        },
      ),
    );
}

/** Whether the child on disk that applies the town lets its objects go with it. */
function wasRetired(root: string, { cluster, name }: Environment, town: string): boolean {
  const child = `${folderOfCluster(cluster)}/${nameTownChild(town, slugOf(name))}`;
  const [file, mark] =
    cluster.document.reconciler === 'flux'
      ? [`${child}-kustomization.yaml`, /^\s*deletionPolicy: Delete$/m]
      : [`${child}-application.yaml`, /resources-finalizer\.argocd\.argoproj\.io/];
  return mark.test(readIfThere(join(root, file)) ?? '');
}

function guardNamespaces(environment: Environment, removed: readonly string[], plan: WritePlan): Fault[] {
  const namespace = /^_kingdoms\/([^/]+)\/([^/]+)-namespace\.yaml$/;
  return removed.flatMap((path) => {
    const [, kingdom, before] = path.match(namespace) ?? [];
    const folder = `environments/${environment.name}/manifests/_kingdoms/${kingdom}/`;
    const after = plan.create.find(
      ({ path: created }) => created.startsWith(folder) && created.endsWith('-namespace.yaml'),
    );
    if (before === undefined || !after) return [];
    const name = after.path.slice(folder.length, -'-namespace.yaml'.length);
    return [
      fault(
        'suffix-changed',
        `${environment.name} has a tree in the namespace ${before}, and would move to ${name}`,
        {
          file: environment.file,
          path: ['suffix'],
        },
        { hint: 'put the suffix back' },
      ),
    ];
  });
}
