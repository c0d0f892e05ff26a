// Plans a rollback, renders what would be, and writes pins and trees. Nothing but the loss of data stands in its way.
import { hasErrors } from '../diagnostics/fault.ts';
import { type Instant, writeInstant } from '../model/time.ts';
import { BASE, type Exception, type Move } from '../promotion/fleet.ts';
import { planRollback, type RollbackPlan, type RollbackRequest } from '../promotion/plan-rollback.ts';
import { count } from '../report.ts';
import { withLock } from '../write/lock.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { applyChange, prepareChange } from './promotion/apply-change.ts';
import { describeMoves, listRows, markdownMoves } from './promotion/describe-moves.ts';
import { editPins } from './promotion/edit-pins.ts';
import { explainPrepared } from './promotion/explain-refusal.ts';
import { findUnknown } from './promotion/promotion-options.ts';
import { readState, type State } from './promotion/read-state.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

export const runRollback: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  return withLock(input.root, { notify: input.notify }, () => rollBack(input, now));
};

function rollBack(input: CommandInput, now: Instant): CommandOutcome {
  const [subject = ''] = input.arguments;
  const state = readState(input.root, { subjects: new Set([subject]) });
  const request = readRequest(input, subject, state);
  if ('exit' in request) return request;
  const plan = planRollback(state.fleet, request);
  const stuck =
    plan.stuck.length === 0
      ? ''
      : `; there is nothing to go back to in ${plan.stuck.join(', ')}: say where with --to`;
  if (plan.moves.length === 0) return wrongUse(`${explainNothing(request, plan)}${stuck}`);
  if (stuck !== '')
    return wrongUse(
      `${subject} ${plan.bad} cannot be rolled back everywhere${stuck}, or one environment with --env`,
    );
  return carryOut(state, plan, { input, request, now });
}

function explainNothing({ subject, from }: RollbackRequest, { bad, stuck }: RollbackPlan): string {
  if (stuck.length > 0) return `${subject} ${bad} has no version before it`;
  return from === undefined
    ? `${subject} runs nothing that could be rolled back`
    : `${subject} ${from} runs nowhere`;
}

function readRequest(
  { options }: CommandInput,
  subject: string,
  { fleet }: State,
): RollbackRequest | CommandOutcome {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const [environment, from, to] = [text('env'), text('from'), text('to')];
  const found = fleet.subjects.get(subject);
  const environments = fleet.stages.flatMap((stage) => stage.environments);
  const versions = [...(found?.releases.keys() ?? []), 'current'];
  const unknown =
    findUnknown([subject], [...fleet.subjects.keys()], 'a town of this repository (or `base`)') ??
    findUnknown(environment === undefined ? [] : [environment], environments, 'an environment') ??
    findUnknown(
      [from, to].flatMap((version) => version ?? []),
      versions,
      `a release of ${subject}`,
    );
  if (unknown !== undefined) return wrongUse(unknown);
  if (text('accept') !== undefined && !text('reason'))
    return wrongUse('--accept needs --reason: the pin keeps it');
  if (to !== undefined && found?.releases.get(to)?.removed)
    return wrongUse(`${to} was removed by release --prune: bring its folder back from git first`);
  return { subject, environment, from, to, waves: options['waves'] === true };
}

interface Work {
  readonly input: CommandInput;
  readonly request: RollbackRequest;
  readonly now: Instant;
}

function carryOut(
  state: State,
  { bad = '', moves }: RollbackPlan,
  { input, request, now }: Work,
): CommandOutcome {
  const { options } = input;
  const accepted = new Set(typeof options['accept'] === 'string' ? options['accept'].split(',') : []);
  const edit = (exceptionsOf: (move: Move) => readonly Exception[]) =>
    editPins(state, moves, { now, exceptionsOf, barOf: () => (bad === 'current' ? [] : [bad]) });
  const environments = moves.map(({ environment }) => environment);
  const selection = request.subject === BASE ? { environments } : { environments, towns: [request.subject] };
  const prepared = prepareChange({ state, files: edit(() => []), moves, selection });
  // Whatever else it does, going back is what was asked for: only what would lose data asks again.
  const hazards = prepared.hazards.map((hazard) => ({
    ...hazard,
    refuses: hazard.refuses && hazard.dataLoss,
  }));
  const faults = explainPrepared({ ...prepared, hazards }, accepted);
  const { texts } = prepared.rendering;
  const dryRun = options['dryRun'] === true;
  const planned = moves.map((move) => ({ move, stage: stageOf(state, move), refusals: [] }));
  const rows = listRows(planned, !dryRun && !hasErrors(faults));
  const result = { dryRun, bad, moves: rows };
  if (hasErrors(faults)) return { exit: 1, faults, texts, text: '', result, state: 'nothing was moved' };
  const passed = hazards.filter(({ refuses, code }) => refuses && accepted.has(code));
  const files = edit((move) =>
    passed
      .filter(({ environment }) => environment === move.environment)
      .map(({ code }) => ({
        rule: code,
        version: move.to,
        reason: String(options['reason']),
        date: writeInstant(now),
      })),
  );
  if (!dryRun) applyChange({ ...prepared, change: { ...prepared.change, files } });
  const verdict = dryRun ? 'would go back' : 'went back';
  const table = options['markdown'] === true ? markdownMoves(rows, verdict) : describeMoves(rows, verdict);
  const next = `${count(moves.length, 'pin')} ${verdict} from ${bad}, which is barred there; townhall reject ${request.subject} ${bad} --reason "…" stops it everywhere\n`;
  return { exit: 0, faults, texts, text: options['markdown'] === true ? table : table + next, result };
}

function stageOf({ fleet }: State, { environment }: Move): string {
  return fleet.stages.find(({ environments }) => environments.includes(environment))?.name ?? '';
}
