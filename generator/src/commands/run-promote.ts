// Plans a promotion, renders what would be, and writes pins and trees when nothing stands in the way.
import { type Fault, hasErrors } from '../diagnostics/fault.ts';
import { type Instant, writeInstant } from '../model/time.ts';
import { BASE, type Exception, type Move } from '../promotion/fleet.ts';
import { judgeMove } from '../promotion/judge-move.ts';
import { type PromotionPlan, planPromotion } from '../promotion/plan-promotion.ts';
import { rules } from '../promotion/rules/index.ts';
import { selectFaults } from '../selection.ts';
import { withLock } from '../write/lock.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { applyChange, type Prepared, prepareChange } from './promotion/apply-change.ts';
import { editPins } from './promotion/edit-pins.ts';
import { explainPrepared, explainRefusals } from './promotion/explain-refusal.ts';
import { followCurrent } from './promotion/follow-current.ts';
import { type PromotionOptions, readPromotionOptions } from './promotion/promotion-options.ts';
import { readState, type State } from './promotion/read-state.ts';
import { NOTHING, refusePlan, tellPromotion } from './promotion/tell-promotion.ts';
import { readNow } from './read-now.ts';

export const runPromote: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  return withLock(input.root, { notify: input.notify }, () => promote(input, now));
};

function promote(input: CommandInput, now: Instant): CommandOutcome {
  const named = input.options['all'] === true ? undefined : new Set(input.arguments);
  const state = readState(input.root, named ? { subjects: named } : {});
  const options = readPromotionOptions(input, state.fleet, now);
  if ('exit' in options) return options;
  const towns = options.request.subjects.filter((subject) => subject !== BASE);
  const faults = selectFaults(state.faults, named?.has(BASE) === false ? { towns } : {});
  if (hasErrors(faults) && !options.request.all) return refuse(state, faults);
  if (options.follow) return followCurrent(state, options);
  return carryOut(state, planPromotion(state.fleet, options.request), options);
}

function carryOut(state: State, plan: PromotionPlan, options: PromotionOptions): CommandOutcome {
  const { all } = options.request;
  const refused = plan.moves.filter(({ refusals }) => refusals.length > 0);
  const faults = refused.flatMap((planned) => explainRefusals(state.model, planned));
  if (!all && refused.length > 0) return refusePlan(state, plan, { faults, options });
  const going = plan.moves.filter(({ refusals }) => refusals.length === 0).map(({ move }) => move);
  const { prepared, dropped } = all
    ? prepareEach(state, going, options)
    : { prepared: prepare(state, going, options), dropped: [] };
  const found = [
    ...dropped.flatMap(({ faults: own }) => own),
    ...explainPrepared(prepared, options.accepted),
  ];
  if (hasErrors(explainPrepared(prepared, options.accepted)))
    return refusePlan(state, plan, { faults: found, options });
  if (!options.dryRun) applyChange(prepared);
  return tellPromotion({
    state,
    plan,
    prepared,
    options,
    faults: found,
    dropped: dropped.flatMap(({ moves }) => moves),
  });
}

/** Renders the moves; without any, what a run that was stopped may have left to do. */
function prepare(state: State, moves: readonly Move[], options: PromotionOptions): Prepared {
  const { request } = options;
  const files = editPins(state, moves, {
    now: request.now,
    set: request.all ? [] : request.subjects,
    exceptionsOf: (move) => listExceptions(state, move, options),
  });
  const prepared = prepareChange({ state, files, moves, selection: selectionOf(moves, state, options) });
  const accepted = prepared.hazards.filter(({ refuses, code }) => refuses && options.accepted.has(code));
  if (accepted.length === 0) return prepared;
  const withExceptions = editPins(state, moves, {
    now: request.now,
    set: request.all ? [] : request.subjects,
    exceptionsOf: (move) => [
      ...listExceptions(state, move, options),
      ...[
        ...new Set(
          accepted.filter(({ environment }) => environment === move.environment).map(({ code }) => code),
        ),
      ].map((rule) => exceptionOf(rule, move, options)),
    ],
  });
  return { ...prepared, change: { ...prepared.change, files: withExceptions } };
}

interface Dropped {
  readonly moves: readonly Move[];
  readonly faults: readonly Fault[];
}

/** With --all, what one town cannot do stops no other: each is tried alone, and the sound ones go together. */
function prepareEach(
  state: State,
  moves: readonly Move[],
  options: PromotionOptions,
): { prepared: Prepared; dropped: Dropped[] } {
  const together = prepare(state, moves, options);
  if (!hasErrors(explainPrepared(together, options.accepted))) return { prepared: together, dropped: [] };
  const dropped: Dropped[] = [];
  const sound: Move[] = [];
  for (const subject of new Set(moves.map((move) => move.subject))) {
    const own = moves.filter((move) => move.subject === subject);
    const faults = explainPrepared(prepare(state, own, options), options.accepted);
    if (hasErrors(faults)) dropped.push({ moves: own, faults });
    else sound.push(...own);
  }
  return { prepared: prepare(state, sound, options), dropped };
}

/** What the moves touch: their towns where they go; all of an environment whose base moves. */
function selectionOf(moves: readonly Move[], { fleet }: State, { request }: PromotionOptions) {
  const subjects =
    moves.length > 0 ? moves.map(({ subject }) => subject) : request.all ? [] : request.subjects;
  const known = moves.length > 0 ? moves.map(({ environment }) => environment) : undefined;
  const pinned = subjects.flatMap((subject) => [...(fleet.subjects.get(subject)?.pins.keys() ?? [])]);
  const environments = [...new Set(known ?? pinned)];
  return subjects.includes(BASE) ? { environments } : { environments, towns: [...new Set(subjects)] };
}

/** What an expedited move would have been refused for. */
function listExceptions({ fleet }: State, move: Move, options: PromotionOptions): Exception[] {
  const { expedite, now } = options.request;
  const expeditable = new Set(rules.filter((rule) => rule.expeditable).map(({ name }) => name));
  const passed = expedite && judgeMove(fleet, move, { now }).some(({ rule }) => expeditable.has(rule));
  return passed ? [exceptionOf('expedite', move, options)] : [];
}

function exceptionOf(rule: string, { to }: Move, { reason, owner, request }: PromotionOptions): Exception {
  return { rule, version: to, reason, owner, date: writeInstant(request.now) };
}

function refuse(state: State, faults: readonly Fault[]): CommandOutcome {
  return { exit: 1, faults, texts: state.texts, text: '', result: null, state: NOTHING };
}
