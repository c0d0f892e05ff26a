// Compares two sides, and tells it; with --enforce it also judges.
import { describeReport } from '../compare/report/describe.ts';
import { formatDiffMarkdown } from '../compare/report/format-markdown.ts';
import { formatDiffText } from '../compare/report/format-text.ts';
import { type Fault, hasErrors } from '../diagnostics/fault.ts';
import type { Instant } from '../model/time.ts';
import { sourceBranch } from '../promotion/read-fleet.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { checkFresh } from './diff/check-fresh.ts';
import { chooseSides, type Sides } from './diff/choose-sides.ts';
import { compareSides } from './diff/compare-sides.ts';
import { judgeChange } from './diff/enforce.ts';
import { readChangedFiles } from './diff/read-changed-files.ts';
import { readCommit, readWorkTree, type Side } from './diff/read-side.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

export const runDiff: RunCommand = (input): CommandOutcome => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  const head = typeof input.options['head'] === 'string' ? input.options['head'] : undefined;
  const work = readWorkTree(input.root);
  const sides = chooseSides(input.root, {
    base: input.arguments[0],
    head,
    branch: sourceBranch(work.model),
  });
  return typeof sides === 'string' ? wrongUse(sides) : tell(input, { sides, work, now });
};

interface Asked {
  readonly sides: Sides;
  readonly work: Side;
  readonly now: Instant;
}

function tell({ root, options }: CommandInput, { sides, work, now }: Asked): CommandOutcome {
  const { git, base, head } = sides;
  const before = readCommit(git, base);
  const after = head === undefined ? work : readCommit(git, head);
  const compared = compareSides({ root, before, after, files: readChangedFiles(root, sides), now });
  const { report } = compared;
  const holes = findHoles(root, sides, after);
  const enforced = options['enforce'] === true ? judgeChange(compared, { before, after, now }) : [];
  const faults = [...holes, ...enforced];
  return {
    exit: hasErrors(faults) ? 1 : 0,
    faults,
    texts: after.texts,
    text: options['markdown'] === true ? formatDiffMarkdown(report) : formatDiffText(report),
    result: describeReport(report),
    ...(hasErrors(holes) && { state: 'what they are about may be missing above' }),
  };
}

/** Why what is told may not be all: files with errors, or trees that were not rendered. */
function findHoles(root: string, { git, head }: Sides, after: Side): Fault[] {
  const errors = after.faults.filter(({ severity }) => severity === 'error');
  return errors.length > 0 || head !== undefined ? errors : checkFresh(root, git, after);
}
