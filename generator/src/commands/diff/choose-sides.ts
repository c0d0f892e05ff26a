// Which commits are compared: the change alone, from where its history left the one it goes to.

import { GitRepository } from '../../load/git/git-repository.ts';
import { findSource } from '../../load/git/read-arrivals.ts';

export interface Sides {
  readonly git: GitRepository;
  readonly base: string;
  /** Undefined: the work tree. */
  readonly head: string | undefined;
}

export interface SideNames {
  readonly base: string | undefined;
  readonly head: string | undefined;
  /** The branch that reconcilers apply. */
  readonly branch: string;
}

/** The commits behind names, or what is wrong with the names. */
export function chooseSides(root: string, { base, head, branch }: SideNames): Sides | string {
  const git = GitRepository.open(root);
  if (!git) return 'This folder is not in a git repository, so there is nothing to compare with';
  const headCommit = git.resolve(head ?? 'HEAD');
  const unknown = (name: string): string => explainUnknown(git, name);
  if (headCommit === undefined)
    return head === undefined ? 'The git repository has no commit yet' : unknown(head);
  const onto = base === undefined ? findSource(git, branch) : git.resolve(base);
  if (onto === undefined) return unknown(base ?? branch);
  const parted = git.mergeBase(onto, headCommit);
  if (parted === undefined && git.isShallow())
    return `The clone is shallow, and where ${base ?? branch} and ${head ?? 'HEAD'} parted is not in it: git fetch --unshallow`;
  return { git, base: parted ?? onto, head: head === undefined ? undefined : headCommit };
}

function explainUnknown(git: GitRepository, name: string): string {
  const hint = git.isShallow() ? ', as far as this shallow clone knows: git fetch --unshallow' : '';
  return `"${name}" is not a commit of this repository${hint}`;
}
