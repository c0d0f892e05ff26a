// What each reconciler would read from the trees: a pure function of the lists of files handed in, for `doctor`.
// Argo CD: https://github.com/argoproj/argo-cd/blob/v3.5.7/reposerver/repository/repository.go (manifestFile);
// Flux: https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_generator.go.
import type { ResolvedEnvironment } from '../../resolve/resolved.ts';
import type { Cluster } from '../../validate/model.ts';
import { listChildren } from './children.ts';
import { folderOfCluster, nameRoot } from './cluster-object.ts';

export interface ReadChild {
  readonly name: string;
  /** The folder that it applies, from the repository's root. */
  readonly path: string;
  /** Files that would be read as manifests, below `path`. */
  readonly files: readonly string[];
  /** What would not go as it looks, one sentence each. */
  readonly troubles: readonly string[];
}

export interface ReconcilerView {
  readonly cluster: string;
  readonly reconciler: 'argo-cd' | 'flux';
  readonly children: readonly ReadChild[];
}

/** The paths of the files below a folder, sorted; undefined when it is not there. */
export type ListFiles = (folder: string) => readonly string[] | undefined;

const NAMES = { 'argo-cd': 'Argo CD', flux: 'Flux' } as const;
const READ = { 'argo-cd': /\.(yaml|yml|json|jsonnet)$/, flux: /\.(yaml|yml)$/ } as const;
/** Files that change what becomes of their folder, by what they do. */
const STEERING: readonly (readonly [pattern: RegExp, does: string])[] = [
  [/^(kustomization\.ya?ml|Kustomization)$/, 'decides alone which files of its folder are applied'],
  [/^Chart\.yaml$/, 'makes a Helm chart of its folder'],
  [/^\.argocd-source.*\.yaml$/, "overrides the Application's own settings"],
  [/^\.sourceignore$/, 'keeps files out of what Flux fetches'],
];
/** What Flux leaves out of every artifact, among the files that it would read. */
const NEVER_FETCHED = /^\.(sops|flux|gitlab-ci|travis|goreleaser)\.ya?ml$/;

/** What the reconciler of a cluster would read: the root first, then every child. */
export function reconcilerView(
  cluster: Cluster,
  environments: readonly ResolvedEnvironment[],
  listFiles: ListFiles,
): ReconcilerView {
  const { reconciler } = cluster.document;
  const root = { name: nameRoot(cluster), path: folderOfCluster(cluster) };
  const children = [root, ...listChildren(environments)].map(({ name, path }) => ({
    name,
    path,
    ...readFolder(reconciler, listFiles(path)),
  }));
  return { cluster: cluster.name, reconciler, children };
}

function readFolder(
  reconciler: ReconcilerView['reconciler'],
  found: readonly string[] | undefined,
): Pick<ReadChild, 'files' | 'troubles'> {
  if (!found) return { files: [], troubles: ['the folder is not there, so nothing would be applied'] };
  const files = found.filter((path) => READ[reconciler].test(path) && !isLeftOut(path, reconciler));
  const troubles = found.flatMap((path) => describeFile(path, reconciler));
  if (files.length === 0) troubles.unshift(`${NAMES[reconciler]} finds no manifest in the folder`);
  return { files, troubles };
}

function isLeftOut(path: string, reconciler: ReconcilerView['reconciler']): boolean {
  return reconciler === 'flux' && NEVER_FETCHED.test(nameOf(path));
}

function describeFile(path: string, reconciler: ReconcilerView['reconciler']): string[] {
  const steering = STEERING.find(([pattern]) => pattern.test(nameOf(path)));
  if (steering) return [`${path} ${steering[1]}`];
  if (!READ[reconciler].test(path) || isLeftOut(path, reconciler))
    return [`${NAMES[reconciler]} does not read ${path}`];
  // The generator writes `.yaml` only; Argo CD fails on a `.json` file that is not one object.
  return path.endsWith('.yaml')
    ? []
    : [`${NAMES[reconciler]} would apply ${path}, which townhall did not write`];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
