// What a promotion tells: the moves as a table, what was written, and why nothing was.
import type { Fault } from '../../diagnostics/fault.ts';
import type { Move } from '../../promotion/fleet.ts';
import { listOpenStages, type PlannedMove, type PromotionPlan } from '../../promotion/plan-promotion.ts';
import { count } from '../../report.ts';
import type { CommandOutcome } from '../command.ts';
import type { Prepared } from './apply-change.ts';
import { describeMoves, listRows, markdownMoves } from './describe-moves.ts';
import type { PromotionOptions } from './promotion-options.ts';
import type { State } from './read-state.ts';

export const NOTHING = 'nothing was moved';

/** A plan that is refused as a whole, and what may be entered instead. */
export function refusePlan(
  state: State,
  plan: PromotionPlan,
  { faults, options }: { faults: readonly Fault[]; options: PromotionOptions },
): CommandOutcome {
  const { request, dryRun } = options;
  const rows = listRows(plan.moves, false);
  const refused = new Set(plan.moves.map(({ stage }) => stage));
  const others = request.to
    ? []
    : request.subjects.flatMap((name) => listOpenStages(state.fleet, name, request.now));
  const open = [...new Set(others)].filter((stage) => !refused.has(stage));
  const also = open.length === 0 ? '' : `; what may be entered now with --to: ${open.join(', ')}`;
  const text = dryRun ? print(plan.moves, options, 'may go') : '';
  const result = { dryRun, moves: rows, settled: plan.settled };
  return { exit: 1, faults, texts: state.texts, text, result, state: `${NOTHING}${also}` };
}

export interface Told {
  readonly state: State;
  readonly plan: PromotionPlan;
  readonly prepared: Prepared;
  readonly options: PromotionOptions;
  readonly faults: readonly Fault[];
  readonly dropped: readonly Move[];
}

/** What went, or would go in a dry run, and what did not. */
export function tellPromotion({ state, plan, prepared, options, faults, dropped }: Told): CommandOutcome {
  const { dryRun, request } = options;
  const moves = plan.moves.map((planned) => (dropped.includes(planned.move) ? harmful(planned) : planned));
  const went = moves.filter(({ refusals }) => refusals.length === 0).length;
  const rows = listRows(moves, !dryRun);
  const table = rows.length === 0 ? '' : print(moves, options, dryRun ? 'may go' : 'moved');
  const settled =
    request.all || plan.settled.length === 0
      ? ''
      : `nothing to promote: ${plan.settled.map((name) => explainSettled(state, name)).join('; ')}\n`;
  const files = prepared.writes.create.length + prepared.writes.update.length + prepared.writes.remove.length;
  const sum = `${count(went, 'pin')} ${dryRun ? 'would move' : 'moved'}, ${count(files, 'rendered file')} ${dryRun ? 'would change' : 'changed'}\n`;
  const text = options.markdown ? table : table + settled + (rows.length > 0 || files > 0 ? sum : '');
  const result = { dryRun, moves: rows, settled: plan.settled };
  const texts = new Map([...state.texts, ...prepared.rendering.texts]);
  return { exit: dropped.length > 0 ? 1 : 0, faults, texts, text, result };
}

function harmful(planned: PlannedMove): PlannedMove {
  const message = 'it has faults, or would do harm; see below';
  return { ...planned, refusals: [{ rule: 'hazard', message, unlock: 'put it right', until: undefined }] };
}

function explainSettled({ fleet }: State, name: string): string {
  const subject = fleet.subjects.get(name);
  if (!subject || subject.releases.size === 0)
    return `${name} has no release; townhall release ${name} makes one`;
  if (subject.pins.size === 0) return `${name} is pinned nowhere; --add pins it`;
  return `every stage of ${name} runs what the one before it gives`;
}

function print(moves: readonly PlannedMove[], { markdown }: PromotionOptions, verdict: string): string {
  const rows = listRows(moves, false);
  return markdown ? markdownMoves(rows, verdict) : describeMoves(rows, verdict);
}
