// What a command changed in a clone becomes a branch with a pull request. Done twice it gives the same branch: a branch that
// already says the same is not pushed again, for a push takes approvals away and starts CI anew.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Forge, PullRequest } from './forge.ts';
import { agrees, BOT_EMAIL, git } from './git.ts';

export type Outcome = 'pushed' | 'kept' | 'removed' | 'nothing' | 'left to people';

const FOLDERS = ['towns', 'base', 'environments', 'clusters'];
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/**
 * Publishes the changes of the clone's work tree against its commit `base`, and leaves the clone at `base`. Without
 * changes the branch goes, and with it, at GitHub, its pull request. A branch that people committed to is left alone.
 */
export function publishBranch(
  clone: string,
  base: string,
  { forge, ...request }: PullRequest & { forge: Forge },
): Outcome {
  const { branch, title } = request;
  git(clone, 'add', '--all', '--', ...FOLDERS.filter((folder) => existsSync(join(clone, folder))));
  const changed = !agrees(clone, 'diff', '--cached', '--quiet');
  const commit = changed ? commitOn(clone, base, title) : undefined;
  git(clone, 'reset', '--quiet', '--hard', base);
  const there = fetchBranch(clone, branch);
  if (there && !isOurs(clone, base, there)) return 'left to people';
  if (commit === undefined) {
    if (there)
      git(
        clone,
        'push',
        '--quiet',
        `--force-with-lease=refs/heads/${branch}:${there}`,
        'origin',
        `:refs/heads/${branch}`,
      );
    return there ? 'removed' : 'nothing';
  }
  const same =
    there !== undefined && describeChange(clone, base, there) === describeChange(clone, base, commit);
  if (!same) {
    const lease = `--force-with-lease=refs/heads/${branch}:${there ?? ''}`;
    git(clone, 'push', '--quiet', lease, 'origin', `${commit}:refs/heads/${branch}`);
  }
  forge.open(request);
  return same ? 'kept' : 'pushed';
}

/** The commit of what is staged, on no branch. */
function commitOn(clone: string, base: string, title: string): string {
  return git(clone, 'commit-tree', git(clone, 'write-tree'), '-p', base, '-m', title);
}

/** The remote branch's commit; undefined where there is no such branch. */
function fetchBranch(clone: string, branch: string): string | undefined {
  const [id] = git(clone, 'ls-remote', 'origin', `refs/heads/${branch}`).split('\t');
  if (!id) return undefined;
  git(clone, 'fetch', '--quiet', 'origin', id);
  return id;
}

function isOurs(clone: string, base: string, commit: string): boolean {
  const authors = git(clone, 'log', '--no-merges', '--format=%ae', `${base}..${commit}`).split('\n');
  return authors.every((author) => author === '' || author === BOT_EMAIL);
}

/** The lines that a commit takes away and adds since it left `base`, with every time read as the same one. */
function describeChange(clone: string, base: string, commit: string): string {
  const parted = git(clone, 'merge-base', base, commit);
  const options = ['--no-color', '--no-ext-diff', '--no-renames', '--unified=0'];
  return git(clone, 'diff', ...options, parted, commit)
    .split('\n')
    .filter((line) => !/^(index|@@) /.test(line))
    .join('\n')
    .replace(TIME, 'TIME');
}
