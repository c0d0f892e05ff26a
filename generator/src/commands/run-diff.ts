// Compares two sides, and tells it; with --enforce it also judges.
import { measureBudget } from '../compare/budget.ts';
import type { Hazard } from '../compare/change.ts';
import { compareSnapshots } from '../compare/compare-snapshots.ts';
import { foldChanges } from '../compare/fold-changes.ts';
import { findHazards } from '../compare/hazards/index.ts';
import { SnapshotReader } from '../compare/read-snapshot.ts';
import { describeReport } from '../compare/report/describe.ts';
import { formatDiffMarkdown } from '../compare/report/format-markdown.ts';
import { formatDiffText } from '../compare/report/format-text.ts';
import type { DiffReport, LocatedHazard } from '../compare/report/report.ts';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { locate } from '../diagnostics/locate.ts';
import { readArrivals } from '../load/git/read-arrivals.ts';
import { locateRendered } from '../locate-rendered.ts';
import { type Instant, readInstant } from '../model/time.ts';
import { listVersionFiles, readFleet, sourceBranch } from '../promotion/read-fleet.ts';
import { findUntestedPairs } from '../promotion/untested-pairs.ts';
import type { Override } from '../validate/model.ts';
import type { CommandOutcome, RunCommand } from './command.ts';
import { chooseSides } from './diff/choose-sides.ts';
import { judgeBudget, judgeHazards, judgeMoves } from './diff/enforce.ts';
import { judgedMoves, listUnreleased, listVersionMoves } from './diff/list-moves.ts';
import { narrowFiles } from './diff/narrow-files.ts';
import { readCommit, readWorkTree, type Side } from './diff/read-side.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

export const runDiff: RunCommand = (input): CommandOutcome => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  const { root, options } = input;
  const work = readWorkTree(root);
  const head = typeof options['head'] === 'string' ? options['head'] : undefined;
  const sides = chooseSides(root, { base: input.arguments[0], head, branch: sourceBranch(work.model) });
  if (typeof sides === 'string') return wrongUse(sides);
  const before = readCommit(sides.git, sides.base);
  const after = sides.head === undefined ? work : readCommit(sides.git, sides.head);
  const compared = compare(root, { before, after, now });
  const faults = options['enforce'] === true ? [...compared.faults, ...compared.expired] : [];
  return {
    exit: faults.length > 0 ? 1 : 0,
    faults,
    texts: after.texts,
    text:
      options['markdown'] === true ? formatDiffMarkdown(compared.report) : formatDiffText(compared.report),
    result: describeReport(compared.report),
  };
};

interface Comparing {
  readonly before: Side;
  readonly after: Side;
  readonly now: Instant;
}

function compare(root: string, { before, after, now }: Comparing) {
  const files = narrowFiles(before.files, after.files);
  const reader = new SnapshotReader();
  const snapshots = { before: reader.read(files.before), after: reader.read(files.after) };
  const changes = compareSnapshots(snapshots.before, snapshots.after);
  const moves = listVersionMoves(before.model, after.model);
  const judged = judgedMoves(moves);
  const arrivals = readArrivals(
    root,
    sourceBranch(after.model),
    listVersionFiles(after.model, new Set(moves.map(({ subject }) => subject))),
  );
  const fleet = readFleet(before.model, arrivals);
  const context = {
    untestedPairs: findUntestedPairs(fleet, judged),
    unreleased: listUnreleased(before.model, after.model),
  };
  const hazards = findHazards(changes, { ...snapshots, context });
  const overrides = listOverrides(before, after);
  const inForce = overrides.filter(({ document }) => (readInstant(document.expires) ?? 0) > now);
  const { stages, limits } = after.model.pipeline.document;
  const order = stages.flatMap(({ environments }) => environments);
  const budget = measureBudget({
    changes,
    stageOf: new Map(
      stages.flatMap(({ name, environments }) => environments.map((environment) => [environment, name])),
    ),
    limits: limits?.change ?? {},
    allowances: inForce.map(({ name, document: { allows } }) => ({ name, allows })),
  });
  const report: DiffReport = {
    base: before.name,
    head: after.name,
    moves,
    changes: foldChanges(changes, order),
    hazards: hazards.map((hazard) => locateHazard(hazard, { before, after })),
    budget,
  };
  const faults = [
    ...judgeBudget(budget, after.model.pipeline.file),
    ...judgeMoves({ before: before.model, after: after.model, arrivals, moves: judged, now }),
    ...judgeHazards(hazards, judged, after.model),
  ];
  return { report, faults, expired: explainExpired(overrides, inForce) };
}

/** The overrides that the change brings or edits: an old one lifts nothing. */
function listOverrides(before: Side, after: Side): Override[] {
  return [...after.model.overrides.values()].filter(
    ({ file }) => before.texts.get(file) !== after.texts.get(file),
  );
}

function explainExpired(overrides: readonly Override[], inForce: readonly Override[]): Fault[] {
  return overrides
    .filter((override) => !inForce.includes(override))
    .map(({ name, file, document }) =>
      fault(
        'override-expired',
        `the override ${name} lifts nothing since ${document.expires}`,
        { file, path: ['expires'] },
        { hint: 'give it another end, or take it out' },
      ),
    );
}

/** The line that causes a hazard: in the change, or for what is gone, in what was. */
function locateHazard(hazard: Hazard, { before, after }: Omit<Comparing, 'now'>): LocatedHazard {
  const { cause } = hazard;
  for (const side of [after, before]) {
    const place = cause && locateRendered(side.model, cause);
    const line = place && locate(place, side.texts)?.line;
    if (place) return { ...hazard, line: line === undefined ? place.file : `${place.file}:${line}` };
  }
  return { ...hazard, line: undefined };
}
