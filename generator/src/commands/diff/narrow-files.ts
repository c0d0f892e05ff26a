// Only what a comparison needs is parsed: the folders in which something differs, and the network policies of their
// environments, which tell who calls whom.
import type { OutputFile } from '../../model/manifest.ts';

/** The files of both sides that matter. */
export function narrowFiles(
  before: readonly OutputFile[],
  after: readonly OutputFile[],
): { before: OutputFile[]; after: OutputFile[] } {
  const old = new Map(before.map(({ path, text }) => [path, text]));
  const wanted = new Map(after.map(({ path, text }) => [path, text]));
  const paths = new Set([...old.keys(), ...wanted.keys()]);
  const changed = [...paths].filter((path) => old.get(path) !== wanted.get(path));
  const folders = new Set(changed.map(folderOf));
  const environments = new Set(changed.map(environmentOf));
  const matters = ({ path }: OutputFile): boolean =>
    folders.has(folderOf(path)) ||
    (path.endsWith('-networkpolicy.yaml') && environments.has(environmentOf(path)));
  return { before: before.filter(matters), after: after.filter(matters) };
}

/** The town or kingdom in its environment, or the cluster: objects of one folder belong together. */
function folderOf(path: string): string {
  return (
    path.match(/^environments\/.+?\/manifests\/(?:_kingdoms\/)?[^/]+/)?.[0] ??
    path.match(/^clusters\/[^/]+/)?.[0] ??
    ''
  );
}

function environmentOf(path: string): string {
  return path.match(/^environments\/(.+?)\/manifests\//)?.[1] ?? '';
}
