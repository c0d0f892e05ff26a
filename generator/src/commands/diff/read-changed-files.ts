// The rendered files of both sides that a comparison needs: the folders in which something differs, and the network
// policies of their environments, which tell who calls whom. What git knows to be equal is read once, or not at all.
import { join } from 'node:path';
import type { GitRepository } from '../../load/git/git-repository.ts';
import { readIfThere } from '../../load/read-if-there.ts';
import type { OutputFile } from '../../model/manifest.ts';
import type { Sides } from './choose-sides.ts';

const FOLDERS = ['environments', 'clusters'];
const RENDERED = /^(?:environments\/.+?\/manifests|clusters\/[^/]+\/(?:argo-cd|flux))\/.*\.yaml$/;

export interface ChangedFiles {
  readonly before: readonly OutputFile[];
  readonly after: readonly OutputFile[];
}

/** Reads them; `root` (absolute) is where the work tree lies. */
export function readChangedFiles(root: string, { git, base, head }: Sides): ChangedFiles {
  const old = listRendered(git, base);
  const wanted = head === undefined ? listWorkTree(git, base, old) : listRendered(git, head);
  const paths = new Set([...old.keys(), ...wanted.keys()]);
  const needed = chooseNeeded(
    paths,
    [...paths].filter((path) => old.get(path) !== wanted.get(path)),
  );
  const ids = needed.flatMap((path) => [old.get(path), wanted.get(path)]).filter(isId);
  const contents = readTexts(git, ids);
  const read = (files: ReadonlyMap<string, string>): OutputFile[] =>
    needed.flatMap((path) => {
      const id = files.get(path);
      const text = id === ON_DISK ? readIfThere(join(root, path)) : contents.get(id ?? '');
      return text === undefined ? [] : [{ path, text }];
    });
  return { before: read(old), after: read(wanted) };
}

/** Stands for the id of a file that differs from its commit, or is in none. */
const ON_DISK = 'on disk';

function isId(id: string | undefined): id is string {
  return id !== undefined && id !== ON_DISK;
}

/** Path -> id of the content. */
function listRendered(git: GitRepository, commit: string): Map<string, string> {
  const listed = git.listFiles(commit, FOLDERS).filter(({ path }) => RENDERED.test(path));
  return new Map(listed.map(({ path, id }) => [path, id]));
}

function listWorkTree(
  git: GitRepository,
  base: string,
  old: ReadonlyMap<string, string>,
): Map<string, string> {
  const changed = git.listDifferences(base, FOLDERS).filter((path) => RENDERED.test(path));
  return new Map([...old, ...changed.map((path) => [path, ON_DISK] as const)]);
}

function readTexts(git: GitRepository, ids: Iterable<string>): Map<string, string> {
  const contents = git.readContents(ids);
  return new Map([...contents].map(([id, bytes]) => [id, Buffer.from(bytes).toString('utf8')]));
}

function chooseNeeded(paths: Iterable<string>, changed: readonly string[]): string[] {
  const folders = new Set(changed.map(folderOf));
  const environments = new Set(changed.map(environmentOf));
  const isNeeded = (path: string): boolean =>
    folders.has(folderOf(path)) ||
    (path.endsWith('-networkpolicy.yaml') && environments.has(environmentOf(path)));
  return [...paths].filter(isNeeded).sort();
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
