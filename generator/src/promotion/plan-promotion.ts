// A promotion as a plan: which pins would move, which may not and why. Nothing here writes; the same fleet, request and
// time give the same plan.
import type { Instant } from '../model/time.ts';
import { chooseVersion, lags, type Step } from './choose-version.ts';
import { type Fleet, type Move, numberOf, type Refusal, type Stage, type Subject } from './fleet.ts';
import { judgeMove } from './judge-move.ts';
import { livePins, previousStage } from './soak.ts';

export interface PromotionRequest {
  /** Names of towns, or `base`; several are one set that moves together or not at all. */
  readonly subjects: readonly string[];
  /** Stages and environments that may be entered; undefined: the next ones. */
  readonly to?: { readonly stages: ReadonlySet<string>; readonly environments: ReadonlySet<string> };
  /** Every step that may be taken now, each subject for itself; what may not is told and stops nothing. */
  readonly all: boolean;
  /** Also where there is no pin yet. */
  readonly add: boolean;
  readonly expedite: boolean;
  readonly now: Instant;
}

export interface PlannedMove {
  readonly move: Move;
  readonly stage: string;
  /** None: it goes. */
  readonly refusals: readonly Refusal[];
}

export interface PromotionPlan {
  /** In the order of subjects, then of the pipeline. */
  readonly moves: readonly PlannedMove[];
  /** Subjects for which there is nothing to move. */
  readonly settled: readonly string[];
}

/** Plans a promotion. Names of subjects, stages and environments exist: the caller has seen to it. */
export function planPromotion(fleet: Fleet, request: PromotionRequest): PromotionPlan {
  const planned = request.subjects.map((name) => planSubject(fleet, name, request));
  const moves = request.all
    ? keepTogether(fleet, planned.flat())
    : joinSet(planned.flat(), request.subjects.length > 1);
  const settled = request.subjects.filter((_, index) => planned[index]?.length === 0);
  return { moves, settled };
}

function planSubject(fleet: Fleet, name: string, request: PromotionRequest): PlannedMove[] {
  const subject = fleet.subjects.get(name);
  if (!subject) return [];
  const stages = fleet.stages.filter((stage) => isWanted(stage, request));
  const steps = stages.map((stage) => ({ stage, moves: listMoves(fleet, subject, stage, request) }));
  const open = steps.filter(({ moves }) => moves.length > 0);
  if (request.all) return judgeAll(fleet, open, request);
  // Without a target, one step: the first stage that lags. The ones behind it can be named.
  const chosen = request.to ? open : open.slice(0, 1);
  return judgeAll(fleet, chosen, request);
}

function isWanted(stage: Stage, { to }: PromotionRequest): boolean {
  if (!to) return true;
  return (
    to.stages.has(stage.name) || stage.environments.some((environment) => to.environments.has(environment))
  );
}

function listMoves(fleet: Fleet, subject: Subject, stage: Stage, request: PromotionRequest): Move[] {
  const { to, now } = request;
  const version = chooseVersion(fleet, subject, stage, now);
  const environments = stage.environments.filter(
    (environment) => !to || to.stages.has(stage.name) || to.environments.has(environment),
  );
  return environments.flatMap((environment) => {
    const chosen =
      version === undefined ? [] : moveTo({ stage, environment, version }, { fleet, subject, request });
    return chosen.length > 0 ? chosen : skipTo(environment, subject, request);
  });
}

function moveTo(
  { stage, environment, version }: Step,
  {
    fleet,
    subject,
    request: { to, add, all },
  }: { fleet: Fleet; subject: Subject; request: PromotionRequest },
): Move[] {
  const pinned = subject.pins.get(environment);
  const move = { subject: subject.name, environment, from: pinned?.version, to: version };
  if (!pinned) return add && !all ? [move] : [];
  if (to && !all && !pinned.retired && pinned.version === 'current') return [move];
  return lags(fleet, subject, { stage, environment, version }) ? [move] : [];
}

/** Who names a stage means the newest release, also where it may not come yet: the rules say why. */
function skipTo(environment: string, subject: Subject, { to, all }: PromotionRequest): Move[] {
  const pinned = subject.pins.get(environment);
  const newest = [...subject.releases.values()].findLast(
    ({ rejected, removed }) => !rejected && !removed,
  )?.version;
  if (!to || all || !pinned || pinned.retired || pinned.version === 'current' || newest === undefined)
    return [];
  if (pinned.barred.has(newest) || numberOf(newest) <= numberOf(pinned.version)) return [];
  return [{ subject: subject.name, environment, from: pinned.version, to: newest }];
}

/** From the last stage to the first, so that old versions make room before new ones come. */
function judgeAll(
  fleet: Fleet,
  steps: readonly { stage: Stage; moves: readonly Move[] }[],
  { now, expedite }: PromotionRequest,
): PlannedMove[] {
  const decided: Move[] = [];
  const planned: PlannedMove[][] = [];
  for (const { stage, moves } of [...steps].reverse()) {
    const judged = moves.map((move) => {
      const refusals = judgeMove(fleet, move, { now, expedite, others: decided });
      return { move, stage: stage.name, refusals };
    });
    decided.push(...judged.filter(({ refusals }) => refusals.length === 0).map(({ move }) => move));
    planned.unshift(judged);
  }
  return planned.flat();
}

/** Towns that are promoted as one set go together: a refusal of one is a refusal of all. */
function joinSet(moves: readonly PlannedMove[], isSet: boolean): PlannedMove[] {
  const stopped = moves.find(({ refusals }) => refusals.length > 0);
  if (!isSet || !stopped) return [...moves];
  const message = `it goes together with ${stopped.move.subject}, which may not go`;
  const refusal: Refusal = { rule: 'set-refused', message, unlock: 'promote it alone', until: undefined };
  return moves.map((planned) =>
    planned.refusals.length > 0 ? planned : { ...planned, refusals: [refusal] },
  );
}

/** Towns that entered the stage before as one set enter the next one so: a mate that may not go keeps them back. */
function keepTogether(fleet: Fleet, moves: readonly PlannedMove[]): PlannedMove[] {
  const stopped = new Set(
    moves.filter(({ refusals }) => refusals.length > 0).map(({ move, stage }) => `${move.subject} ${stage}`),
  );
  return moves.map((planned) => {
    const { move, stage } = planned;
    const mate = listMates(fleet, planned).find((name) => stopped.has(`${name} ${stage}`));
    if (mate === undefined || planned.refusals.length > 0) return planned;
    const message = `it was promoted as one set with ${mate}, which may not go yet`;
    const unlock = `wait for ${mate}, or townhall promote ${move.subject} --to ${stage}`;
    return { ...planned, refusals: [{ rule: 'set-refused', message, unlock, until: undefined }] };
  });
}

function listMates(fleet: Fleet, { move, stage: name }: PlannedMove): string[] {
  const subject = fleet.subjects.get(move.subject);
  const stage = fleet.stages.find((candidate) => candidate.name === name);
  const previous = subject && stage && previousStage(fleet, subject, stage);
  if (!subject || !previous) return [];
  const pins = livePins(subject, previous).filter(({ version }) => version === move.to);
  return [...new Set(pins.flatMap(({ together }) => together))];
}

/** The stages that a subject could enter now, beside the ones of a plan that was refused. */
export function listOpenStages(fleet: Fleet, name: string, now: Instant): string[] {
  const subject = fleet.subjects.get(name);
  if (!subject) return [];
  const request = { subjects: [name], all: true, add: false, expedite: false, now };
  const { moves } = planPromotion(fleet, request);
  const open = moves.filter(({ refusals }) => refusals.length === 0).map(({ stage }) => stage);
  return [...new Set(open)].filter((stage) => {
    const found = fleet.stages.find(({ name: known }) => known === stage);
    return found !== undefined && livePins(subject, found).length > 0;
  });
}
