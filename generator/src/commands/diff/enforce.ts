// `diff --enforce`: the budget, and every pin and base that moved, judged as if `promote` had been asked for it on the
// base commit. By hand or by command, the same rules hold.
import { type BudgetLine, isOver } from '../../compare/budget.ts';
import type { Hazard } from '../../compare/change.ts';
import { type Fault, fault } from '../../diagnostics/fault.ts';
import type { Arrivals } from '../../load/git/read-arrivals.ts';
import type { Instant } from '../../model/time.ts';
import {
  type Exception,
  type Fleet,
  type Move,
  numberOf,
  type Pinned,
  type Subject,
} from '../../promotion/fleet.ts';
import { judgeMove } from '../../promotion/judge-move.ts';
import { readFleet } from '../../promotion/read-fleet.ts';
import { hasRun } from '../../promotion/soak.ts';
import type { Model } from '../../validate/model.ts';
import { placeOfPin } from '../promotion/explain-refusal.ts';

export interface Enforcement {
  readonly before: Model;
  readonly after: Model;
  readonly arrivals: Arrivals;
  readonly moves: readonly Move[];
  readonly now: Instant;
}

/** A fault for each rule that a moved pin or base breaks. */
export function judgeMoves({ before, after, arrivals, moves, now }: Enforcement): Fault[] {
  const fleet = joinFleets(readFleet(before, arrivals), readFleet(after, arrivals));
  return moves.flatMap((move, index) => {
    if (isRollback(fleet, move)) return [];
    const expedite = exceptionsOf(after, move).some(({ rule }) => rule === 'expedite');
    const refusals = judgeMove(fleet, move, { now, expedite, others: moves.slice(0, index) });
    return refusals.map(({ rule, message, unlock }) => {
      const what = `${move.subject} ${move.to} may not enter ${move.environment}`;
      return fault(rule, `${what}: ${message}`, placeOfPin(after, move), { hint: unlock });
    });
  });
}

/** Hazards that refuse and that no pin of the change accepts. */
export function judgeHazards(hazards: readonly Hazard[], moves: readonly Move[], after: Model): Fault[] {
  return hazards.flatMap((hazard) => {
    const own = moves.find(
      ({ subject, environment }) => subject === hazard.town && environment === hazard.environment,
    );
    if (!own || !hazard.refuses) return [];
    if (exceptionsOf(after, own).some(({ rule }) => rule === hazard.code)) return [];
    const message = `${hazard.code}: ${hazard.message} in ${own.environment}`;
    const hint = `${hazard.safeWay}; or promote it with --accept ${hazard.code} --reason "…"`;
    return [fault('hazard', message, placeOfPin(after, own), { hint })];
  });
}

/** A fault for each measure that is over. */
export function judgeBudget(budget: readonly BudgetLine[], pipeline: string): Fault[] {
  return budget.filter(isOver).map(({ measure, used, limit }) => {
    const message = `the ${measure} of one change may be ${limit}, and this one has ${used}`;
    const hint =
      'split it, or add environments/overrides/<name>.yaml with what it allows, a reason and an owner';
    return fault('over-budget', message, { file: pipeline, path: ['limits', 'change', measure] }, { hint });
  });
}

/** What ran there before may come back. */
function isRollback({ subjects }: Fleet, { subject, environment, from, to }: Move): boolean {
  const pinned = subjects.get(subject)?.pins.get(environment);
  return pinned !== undefined && from !== undefined && numberOf(to) < numberOf(from) && hasRun(pinned, to);
}

/** What the pin of the change says was set aside for this version. */
function exceptionsOf({ environments }: Model, { subject, environment, to }: Move): Exception[] {
  const found = environments.get(environment);
  const document = subject === 'base' ? found?.document.base : found?.pins.get(subject)?.document;
  return (document?.exceptions ?? []).filter(({ version }) => version === to);
}

/** The fleet as it was, with the releases of the change; what is new in the change is there, and has run nothing yet. */
function joinFleets(before: Fleet, after: Fleet): Fleet {
  const subjects = [...after.subjects.values()].map((wanted): [string, Subject] => {
    const was = before.subjects.get(wanted.name);
    const fresh = [...wanted.pins].filter(([environment]) => !was?.pins.has(environment));
    const pins = new Map([
      ...(was?.pins ?? []),
      ...fresh.map(([name, pinned]): [string, Pinned] => [name, unused(pinned)]),
    ]);
    return [wanted.name, { ...wanted, pins }];
  });
  return { ...before, stages: after.stages, subjects: new Map(subjects) };
}

function unused(pinned: Pinned): Pinned {
  const nothing = { version: '', since: undefined, said: undefined, until: undefined };
  return { ...pinned, version: '', runs: [nothing] };
}
