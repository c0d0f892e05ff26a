// Which towns a change of the work tree moves, for a title.
import { git } from './git.ts';

const PIN = /^environments\/.+\/pins\/([^/]+)\.yaml$/;
const ENVIRONMENT = /^environments\/.+\/environment\.yaml$/;
const MANY = 3;

/** The towns whose pins differ from the last commit, by name; `the base` comes first where an environment's does. */
export function listMoved(clone: string): string[] {
  const lines = git(clone, 'status', '--porcelain', '--untracked-files=all', '--no-renames').split('\n');
  const paths = lines.map((line) => line.slice(3)).filter((path) => !path.includes('/manifests/'));
  const towns = paths.flatMap((path) => PIN.exec(path)?.[1] ?? []);
  const base = paths.some((path) => ENVIRONMENT.test(path)) ? ['the base'] : [];
  return [...base, ...new Set(towns.sort())];
}

/** `voting`, `the base and voting`, `a, b and c`, or `7 towns`. */
export function nameMoved(names: readonly string[]): string {
  if (names.length > MANY) return `${names.length} towns`;
  const [last = 'nothing', ...rest] = [...names].reverse();
  return rest.length === 0 ? last : `${rest.reverse().join(', ')} and ${last}`;
}
