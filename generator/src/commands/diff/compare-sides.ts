// Two sides in, everything that is to be told of the change out; nothing is judged here.
import { measureBudget } from '../../compare/budget.ts';
import type { Hazard, ObjectChange } from '../../compare/change.ts';
import { compareSnapshots } from '../../compare/compare-snapshots.ts';
import { type Cause, foldChanges } from '../../compare/fold-changes.ts';
import { findHazards } from '../../compare/hazards/index.ts';
import { SnapshotReader } from '../../compare/read-snapshot.ts';
import { type FoldedHazard, foldHazards } from '../../compare/report/fold-hazards.ts';
import type { DiffReport } from '../../compare/report/report.ts';
import { type Arrivals, readArrivals } from '../../load/git/read-arrivals.ts';
import type { Instant } from '../../model/time.ts';
import type { Move } from '../../promotion/fleet.ts';
import { listVersionFiles, readFleet, sourceBranch } from '../../promotion/read-fleet.ts';
import { findUntestedPairs } from '../../promotion/untested-pairs.ts';
import type { Model, Override } from '../../validate/model.ts';
import { isInForce } from './find-expired.ts';
import { judgedMoves, listUnreleased, listVersionMoves } from './list-moves.ts';
import { createCauseLocator } from './locate-cause.ts';
import type { ChangedFiles } from './read-changed-files.ts';
import type { Side } from './read-side.ts';

export interface Comparing {
  readonly root: string;
  readonly before: Side;
  readonly after: Side;
  readonly files: ChangedFiles;
  readonly now: Instant;
}

export interface Compared {
  readonly report: DiffReport;
  /** As they were found, for each environment its own. */
  readonly changes: readonly ObjectChange[];
  readonly hazards: readonly Hazard[];
  readonly moves: readonly Move[];
  readonly arrivals: Arrivals;
  /** Those that the change brings or edits: an old one lifts nothing. */
  readonly overrides: readonly Override[];
}

/** Compares the rendered files, the pins and the settings of both sides. */
export function compareSides({ root, before, after, files, now }: Comparing): Compared {
  const reader = new SnapshotReader();
  const snapshots = { before: reader.read(files.before), after: reader.read(files.after) };
  const changes = compareSnapshots(snapshots.before, snapshots.after);
  const moves = listVersionMoves(before.model, after.model);
  const judged = judgedMoves(moves);
  const subjects = new Set(moves.map(({ subject }) => subject));
  const arrivals = readArrivals(root, sourceBranch(after.model), listVersionFiles(before.model, subjects));
  const context = {
    untestedPairs: findUntestedPairs(readFleet(before.model, arrivals), judged),
    unreleased: listUnreleased(before.model, after.model),
  };
  const hazards = findHazards(changes, { ...snapshots, context });
  const overrides = listOverrides(before, after);
  const order = [...stagesOf(before.model, after.model).keys()];
  const locate = createCauseLocator(before, after);
  const report: DiffReport = {
    base: before.name,
    head: after.name,
    order,
    moves,
    changes: foldChanges(changes, order).map((change) => ({ ...change, line: locate(change.cause) })),
    hazards: foldHazards(hazards, order).map((hazard) => ({
      ...hazard,
      line: locate(hazard.cause ?? pinOf(hazard, after.model)),
    })),
    budget: measureBudget({
      changes,
      stageOf: stagesOf(before.model, after.model),
      limits: limitsOf(before.model, after.model),
      allowances: overrides
        .filter((override) => isInForce(override, now))
        .map(({ name, document: { allows } }) => ({ name, allows })),
    }),
  };
  return { report, changes, hazards, moves: judged, arrivals, overrides };
}

/** What no object causes is caused by what is pinned. */
function pinOf({ town, environments: [first] }: FoldedHazard, { environments }: Model): Cause | undefined {
  const pin = environments.get(first ?? '')?.pins.get(town ?? '');
  return pin && { path: pin.file, field: ['version'] };
}

function listOverrides(before: Side, after: Side): Override[] {
  return [...after.model.overrides.values()].filter(
    ({ file }) => before.texts.get(file) !== after.texts.get(file),
  );
}

/** Environment -> stage: of the pipeline as it was, for a change may not choose what it is measured by. */
function stagesOf(before: Model, after: Model): Map<string, string> {
  const list = ({ pipeline }: Model) =>
    pipeline.document.stages.flatMap(({ name, environments }) =>
      environments.map((environment) => [environment, name] as const),
    );
  return new Map([...list(after), ...list(before)]);
}

/** The limits as they were; where there was no pipeline, as they will be. */
function limitsOf(before: Model, after: Model) {
  const { stages, limits } = before.pipeline.document;
  return (stages.length > 0 ? limits : after.pipeline.document.limits)?.change ?? {};
}
