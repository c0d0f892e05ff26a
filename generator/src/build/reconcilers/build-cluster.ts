// What a cluster's reconciler is told: a root, started by one command, that applies everything else and itself.
import type { ResolvedEnvironment } from '../../resolve/resolved.ts';
import type { Cluster } from '../../validate/model.ts';
import type { Built } from '../builder.ts';
import { buildArgoCd } from './argo-cd.ts';
import { checkChildren, checkRootName, listChildren } from './children.ts';
import { folderOfCluster, nameRoot } from './cluster-object.ts';
import { buildFlux } from './flux.ts';

/** Builds the objects of one cluster for its reconciler, from the environments that run on it. */
export function buildCluster(cluster: Cluster, environments: readonly ResolvedEnvironment[]): Built {
  const { children, faults } = checkChildren(listChildren(environments));
  const build = cluster.document.reconciler === 'flux' ? buildFlux : buildArgoCd;
  const unfit = checkRootName(nameRoot(cluster), { file: cluster.file, path: ['cluster'] });
  return { manifests: build(cluster, children), faults: [...unfit, ...faults] };
}

/**
 * The one command that starts a cluster, from the repository's root. Argo CD looks at an Application at once, and for
 * minutes not again when its AppProject is not there yet: the project goes first, and kubectl keeps the order of its files.
 */
export function bootstrapCommand(cluster: Pick<Cluster, 'name' | 'document'>): string {
  const folder = `${folderOfCluster(cluster)}/bootstrap/`;
  if (cluster.document.reconciler === 'flux') return `kubectl apply --filename ${folder}`;
  const files = ['appproject', 'application'].map((kind) => `${folder}${nameRoot(cluster)}-${kind}.yaml`);
  return `kubectl apply ${files.map((file) => `--filename ${file}`).join(' ')}`;
}
