// One side of a comparison: the model of what people wrote, and what is wrong with it.
import { ruleCodes } from '../../check/rules.ts';
import type { Fault } from '../../diagnostics/fault.ts';
import { withCheckout } from '../../load/git/check-out.ts';
import type { GitRepository } from '../../load/git/git-repository.ts';
import { loadRepository } from '../../load/load-repository.ts';
import type { Model } from '../../validate/model.ts';
import { validate } from '../../validate/validate.ts';

export interface Side {
  readonly name: string;
  readonly model: Model;
  /** Input files, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

/** A commit as a side. */
export function readCommit(git: GitRepository, commit: string): Side {
  return withCheckout(git, commit, (root) => ({ name: commit.slice(0, 12), ...readInput(root) }));
}

/** The work tree as a side: what lies on disk, committed or not. */
export function readWorkTree(root: string): Side {
  return { name: 'the work tree', ...readInput(root) };
}

function readInput(root: string): Omit<Side, 'name'> {
  const { repository, faults } = loadRepository(root, { everything: true });
  const { model, faults: invalid } = validate(repository, { checks: ruleCodes });
  return { model, texts: repository.texts, faults: [...faults, ...invalid] };
}
