// One side of a comparison: its rendered files, and the model of what people wrote.
import { ruleCodes } from '../../check/rules.ts';
import { withCheckout } from '../../load/git/check-out.ts';
import type { GitRepository } from '../../load/git/git-repository.ts';
import { loadRepository } from '../../load/load-repository.ts';
import { readTrees } from '../../load/read-trees.ts';
import type { OutputFile } from '../../model/manifest.ts';
import type { Model } from '../../validate/model.ts';
import { validate } from '../../validate/validate.ts';

export interface Side {
  readonly name: string;
  readonly model: Model;
  /** Input files, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly OutputFile[];
}

const RENDERED = /^(?:environments\/.+\/manifests|clusters\/[^/]+\/(?:argo-cd|flux))\/.*\.yaml$/;

/** A commit as a side. */
export function readCommit(git: GitRepository, commit: string): Side {
  const listed = git
    .listFiles(commit, ['environments', 'clusters'])
    .filter(({ path }) => RENDERED.test(path));
  const contents = git.readContents(listed.map(({ id }) => id));
  const texts = new Map([...contents].map(([id, bytes]) => [id, Buffer.from(bytes).toString('utf8')]));
  const files = listed.map(({ path, id }) => ({ path, text: texts.get(id) ?? '' }));
  return withCheckout(git, commit, (root) => ({ name: commit.slice(0, 12), files, ...readInput(root) }));
}

/** The work tree as a side: what lies on disk, committed or not. */
export function readWorkTree(root: string): Side {
  const input = readInput(root);
  const folders = [
    ...[...input.model.environments.keys()].map((name) => `environments/${name}/manifests`),
    ...[...input.model.clusters.keys()].flatMap((name) => [
      `clusters/${name}/argo-cd`,
      `clusters/${name}/flux`,
    ]),
  ];
  return { name: 'the work tree', files: readTrees(root, folders), ...input };
}

/** What can be read; faults are for `render` and `check` to report. */
function readInput(root: string): Pick<Side, 'model' | 'texts'> {
  const { repository } = loadRepository(root, { everything: true });
  return { model: validate(repository, { checks: ruleCodes }).model, texts: repository.texts };
}
