// `diff --enforce`: the budget, what has run out, and every pin and base that moved, judged as if `promote` had been
// asked for it on the base commit. By hand or by command, the same rules hold.
import { type BudgetLine, isOver } from '../../compare/budget.ts';
import type { Hazard } from '../../compare/change.ts';
import { type Fault, fault } from '../../diagnostics/fault.ts';
import type { Instant } from '../../model/time.ts';
import { BASE, type Exception, type Fleet, type Move, numberOf } from '../../promotion/fleet.ts';
import { judgeMove } from '../../promotion/judge-move.ts';
import { hasRun } from '../../promotion/soak.ts';
import type { Model } from '../../validate/model.ts';
import { explainRefusals, placeOfPin } from '../promotion/explain-refusal.ts';
import type { Compared } from './compare-sides.ts';
import { findExpiredOverrides, findExpiredPatches } from './find-expired.ts';
import { joinFleets } from './join-fleets.ts';
import type { Side } from './read-side.ts';

export interface Enforcement {
  readonly before: Side;
  readonly after: Side;
  readonly now: Instant;
}

/** Everything that the rules say against a change. */
export function judgeChange(compared: Compared, { before, after, now }: Enforcement): Fault[] {
  const fleet = joinFleets(before.model, after.model, compared.arrivals);
  const question: Question = { compared, fleet, model: after.model, now };
  return [
    ...compared.report.budget.filter(isOver).map((line) => explainOver(line, question)),
    ...judgeMoves(question),
    ...judgeHazards(question),
    ...findExpiredOverrides(compared.overrides, now),
    ...findExpiredPatches(listTouched(question), { model: after.model, now }),
  ];
}

interface Question {
  readonly compared: Compared;
  readonly fleet: Fleet;
  /** Of the change. */
  readonly model: Model;
  readonly now: Instant;
}

function explainOver({ measure, used, limit }: BudgetLine, { model }: Question): Fault {
  const { file, document } = model.pipeline;
  const since =
    document.limits?.change?.[measure] === limit ? '' : '; another limit counts from the next change on';
  const message = `the ${measure} of one change may be ${limit}, and this one has ${used}${since}`;
  const hint =
    'split it, or add environments/overrides/<name>.yaml with what it allows, a reason and an owner';
  return fault('over-budget', message, { file, path: ['limits', 'change', measure] }, { hint });
}

function judgeMoves({ compared: { moves }, fleet, model, now }: Question): Fault[] {
  return moves.flatMap((move, index) => {
    if (move.to === 'current' || isRollback(fleet, move)) return [];
    const expedite = exceptionsOf(model, move).some(({ rule }) => rule === 'expedite');
    const refusals = judgeMove(fleet, move, { now, expedite, others: moves.slice(0, index) });
    return explainRefusals(model, { move, stage: '', refusals });
  });
}

/** Hazards that refuse and that no pin of the change accepts; nothing but the loss of data stops a rollback. */
function judgeHazards({ compared: { hazards, moves }, fleet, model }: Question): Fault[] {
  return hazards.flatMap((hazard) => {
    const causes = listCauses(hazard, moves);
    const [move] = causes;
    if (!move || !hazard.refuses) return [];
    if (!hazard.dataLoss && causes.every((one) => isRollback(fleet, one))) return [];
    const accepted = causes.flatMap((one) => exceptionsOf(model, one));
    if (accepted.some(({ rule }) => rule === hazard.code)) return [];
    return [explainHazard(hazard, move, model)];
  });
}

/** The moves behind a hazard: of its town, and of the base below it. */
function listCauses({ town, environment }: Hazard, moves: readonly Move[]): Move[] {
  const around = moves.filter((move) => move.environment === environment);
  return [
    ...around.filter(({ subject }) => subject === town),
    ...around.filter(({ subject }) => subject === BASE),
  ];
}

function explainHazard({ code, message, safeWay }: Hazard, move: Move, model: Model): Fault {
  const hint = `${safeWay}; or promote it with --accept ${code} --reason "…"`;
  return fault('hazard', `${code}: ${message} in ${move.environment}`, placeOfPin(model, move), { hint });
}

/** `market/v2`: the versions that the change renders anew, or moves to; a rollback answers for nothing that is old. */
function listTouched({ compared: { changes, moves }, fleet }: Question): Set<string> {
  const back = moves.filter((move) => isRollback(fleet, move));
  const isBack = (town: string | undefined, environment: string | undefined): boolean =>
    back.some((move) => move.subject === town && move.environment === environment);
  const rendered = changes.flatMap(({ after }) =>
    after && !isBack(after.town, after.environment) ? [`${after.town}/${after.version}`] : [],
  );
  const moved = moves.filter((move) => !back.includes(move)).map(({ subject, to }) => `${subject}/${to}`);
  return new Set([...rendered, ...moved]);
}

/** What ran there before may come back. */
function isRollback({ subjects }: Fleet, { subject, environment, from, to }: Move): boolean {
  const pinned = subjects.get(subject)?.pins.get(environment);
  return pinned !== undefined && from !== undefined && numberOf(to) < numberOf(from) && hasRun(pinned, to);
}

/** What the pin of the change says was set aside for this version. */
function exceptionsOf({ environments }: Model, { subject, environment, to }: Move): Exception[] {
  const found = environments.get(environment);
  const document = subject === BASE ? found?.document.base : found?.pins.get(subject)?.document;
  return (document?.exceptions ?? []).filter(({ version }) => version === to);
}
