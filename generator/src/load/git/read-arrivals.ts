// When versions reached the source branch: from the history of the files that pin them. What only this work tree says
// has not arrived, and a history with a missing part answers nothing.
import { parse } from 'yaml';
import { isObject } from '../../model/json.ts';
import type { Instant } from '../../model/time.ts';
import { GitRepository } from './git-repository.ts';

/** From `since` on, until the next one, a file said `version` on the source branch. */
export interface Arrival {
  readonly version: string;
  readonly since: Instant;
}

export interface Arrivals {
  /** By file, the oldest first; a file that never was on the branch has none. */
  readonly of: ReadonlyMap<string, readonly Arrival[]>;
  /** Why nothing is known; undefined when it is. */
  readonly unknown: string | undefined;
}

/** Where a file says its version: a pin at the top, environment.yaml below `base`. */
export interface VersionFile {
  readonly path: string;
  readonly below: 'base' | undefined;
}

const UNKNOWN = (unknown: string): Arrivals => ({ of: new Map(), unknown });

/** Reads the arrivals of what files pin on a branch of a repository at `root` (absolute). */
export function readArrivals(root: string, branch: string, files: readonly VersionFile[]): Arrivals {
  const git = GitRepository.open(root);
  if (!git) return UNKNOWN('this folder is not in a git repository');
  const commit = findSource(git, branch);
  if (commit === undefined) return UNKNOWN('the git repository has no commit yet');
  if (git.isShallow()) return UNKNOWN('the clone is shallow: a part of its history is missing');
  const changes = git.listHistory(
    commit,
    files.map(({ path }) => path),
  );
  const contents = git.readContents(changes.flatMap(({ id }) => id ?? []));
  const below = new Map(files.map((file) => [file.path, file.below]));
  const of = new Map<string, Arrival[]>();
  for (const { path, time, id } of changes.reverse()) {
    const bytes = id === undefined ? undefined : contents.get(id);
    const version = bytes && readVersion(Buffer.from(bytes).toString('utf8'), below.get(path));
    add(of, path, { version: version ?? '', since: time });
  }
  return { of, unknown: undefined };
}

/** What reconcilers apply, as this clone knows it; where the branch has no such name here, what is checked out. */
export function findSource(git: GitRepository, branch: string): string | undefined {
  return (
    git.resolve(`refs/remotes/origin/${branch}`) ?? git.resolve(`refs/heads/${branch}`) ?? git.resolve('HEAD')
  );
}

/** A version that stays counts from its first commit. */
function add(of: Map<string, Arrival[]>, path: string, arrival: Arrival): void {
  const known = of.get(path);
  if (!known) of.set(path, [arrival]);
  else if (known.at(-1)?.version !== arrival.version) known.push(arrival);
}

/** What a committed file said; one that could not be read said nothing. */
function readVersion(text: string, below: 'base' | undefined): string | undefined {
  try {
    const document: unknown = parse(text, { logLevel: 'silent' });
    const holder = below === undefined || !isObject(document) ? document : document[below];
    return isObject(holder) && typeof holder['version'] === 'string' ? holder['version'] : undefined;
  } catch {
    return undefined;
  }
}
