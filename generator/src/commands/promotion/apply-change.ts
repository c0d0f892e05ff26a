// Carries out a change of pins: renders what would be, looks for harm between that and what runs, and writes the pins
// and the trees, or nothing. Stopped between the two, the pins are moved and the same command completes the trees.

import type { Hazard } from '../../compare/change.ts';
import { compareSnapshots } from '../../compare/compare-snapshots.ts';
import { findHazards } from '../../compare/hazards/index.ts';
import { SnapshotReader } from '../../compare/read-snapshot.ts';
import { type Fault, hasErrors } from '../../diagnostics/fault.ts';
import { readTrees } from '../../load/read-trees.ts';
import type { OutputFile } from '../../model/manifest.ts';
import { type Rendering, renderRepository } from '../../pipeline.ts';
import type { Move } from '../../promotion/fleet.ts';
import { findUntestedPairs } from '../../promotion/untested-pairs.ts';
import type { Selection } from '../../selection.ts';
import { applyPlan } from '../../write/apply-plan.ts';
import { guardRemovals } from '../../write/guard-removals.ts';
import { planWrites, type WritePlan } from '../../write/plan-writes.ts';
import { replaceFiles } from '../../write/replace-files.ts';
import { findClashes } from './find-clashes.ts';
import type { State } from './read-state.ts';

export interface Change {
  readonly state: State;
  /** Pins and environment files: path -> text, undefined where a pin goes. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly moves: readonly Move[];
  /** What must be clean, and what is written. */
  readonly selection: Selection;
}

/** A change that was rendered in memory. */
export interface Prepared {
  readonly change: Change;
  readonly rendering: Rendering;
  readonly writes: WritePlan;
  readonly faults: readonly Fault[];
  readonly hazards: readonly Hazard[];
}

/** Renders what would be, and compares it with what runs; nothing is written. */
export function prepareChange(change: Change): Prepared {
  const { state, files, selection } = change;
  const { root } = state;
  const rendering = renderRepository({ root, selection, everything: false, overlay: files });
  const planned = planWrites(root, rendering.files, rendering.owned);
  const guarded = guardRemovals(root, planned.plan, rendering.model);
  const known = new Set(rendering.faults.map(identify));
  const clashes = findClashes(change).filter((found) => !known.has(identify(found)));
  const faults = [...rendering.faults, ...clashes, ...planned.faults, ...guarded];
  const hazards = hasErrors(faults) ? [] : findHarm(change, rendering, planned.plan);
  return { change, rendering, writes: planned.plan, faults, hazards };
}

/** Two towns may be wrong in the same words. */
function identify({ code, message, place }: Fault): string {
  return JSON.stringify([code, message, place]);
}

/** Writes the pins, then the trees; the caller holds the lock. */
export function applyChange({ change, writes }: Prepared): void {
  replaceFiles(change.state.root, change.files);
  applyPlan(change.state.root, writes);
}

function findHarm({ state, moves }: Change, rendering: Rendering, writes: WritePlan): readonly Hazard[] {
  const before = readTrees(state.root, listFolders(state, rendering));
  const removed = new Set(writes.remove);
  const replaced = new Map([...writes.create, ...writes.update].map((file) => [file.path, file]));
  const kept = before.filter(({ path }) => !removed.has(path) && !replaced.has(path));
  const after: OutputFile[] = [...kept, ...replaced.values()];
  const reader = new SnapshotReader();
  const [old, wanted] = [reader.read(before), reader.read(after)];
  const context = { untestedPairs: findUntestedPairs(state.fleet, moves), unreleased: [] };
  return findHazards(compareSnapshots(old, wanted), { before: old, after: wanted, context });
}

function listFolders({ model }: State, { environments }: Rendering): string[] {
  const clusters = environments.flatMap((name) => model.environments.get(name)?.cluster.name ?? []);
  return [
    ...environments.map((name) => `environments/${name}/manifests`),
    ...[...new Set(clusters)].flatMap((name) => [`clusters/${name}/argo-cd`, `clusters/${name}/flux`]),
  ];
}
