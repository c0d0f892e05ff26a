// The next release of a town in a pull request, made by `townhall release` in a clone of main.
import { git } from './git.ts';
import type { Workshop } from './open-promotions.ts';
import { type Outcome, publishBranch } from './publish-branch.ts';

export interface ReleaseWish {
  /** A town's name, or `base`. */
  readonly town: string;
  readonly notes: string;
  /** A hotfix folder; nothing means `current`. */
  readonly from?: string;
}

/** Opens or updates the pull request of a release; gives what the command said when it refuses. */
export function openRelease(
  { clone, forge, townhall }: Workshop,
  { town, notes, from }: ReleaseWish,
): { readonly outcome: Outcome } | { readonly outcome: 'refused'; readonly said: string } {
  const base = git(clone, 'rev-parse', 'HEAD');
  const source = from === undefined ? [] : ['--from', from];
  const { exit, stderr } = townhall('release', town, '--notes', notes, ...source);
  if (exit !== 0) return { outcome: 'refused', said: stderr };
  const title = `Release ${town} ${findVersion(clone)}`;
  const body = `${notes}\n\nNothing runs it yet: \`townhall promote ${town}\` does, after this is merged.\n`;
  return { outcome: publishBranch(clone, base, { forge, branch: `release/${town}`, title, body }) };
}

/** The number of the frozen folder that is new in the work tree. */
function findVersion(clone: string): string {
  const added = git(clone, 'status', '--porcelain', '--untracked-files=all');
  return /^\?\? (?:towns\/[^/]+|base)\/(v\d+)\//m.exec(added)?.[1] ?? '';
}
