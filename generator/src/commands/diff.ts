// `townhall diff`: what a change does to each environment.
import type { CommandSpec } from './command.ts';
import { nowOption } from './read-now.ts';

export const diffCommand: CommandSpec = {
  name: 'diff',
  arguments: [
    {
      name: '[base]',
      description:
        'compare with where the head left this commit, as a pull request does; the source branch unless said',
    },
  ],
  summary: 'say what a change does to each environment',
  description:
    'Compares the rendered trees of two commits, or of a commit and the work tree, object by object: what restarts, scales, is created, deleted or would lose data, and where; which hazards there are, and what the budget of one change says.',
  options: [
    { flags: '--head <ref>', description: 'the commit that has the change; the work tree unless said' },
    { flags: '--markdown', description: 'a comment for a pull request; nothing when nothing changes' },
    {
      flags: '--enforce',
      description:
        'exit 1 over budget, for each pin or base that moves against the rules of promotion, and for what has expired',
    },
    nowOption,
  ],
  examples: [
    ['townhall diff', 'what this branch and its uncommitted changes do'],
    ['townhall diff HEAD', 'what the uncommitted changes do'],
    ['townhall diff origin/main --head my-branch --markdown', 'the comment for a pull request'],
    ['townhall diff origin/main --enforce', 'fail when the change breaks the rules (for CI)'],
  ],
  load: async () => (await import('./run-diff.ts')).runDiff,
};
