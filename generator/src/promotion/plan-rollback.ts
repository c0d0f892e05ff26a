// A rollback as moves: away from a bad version, wherever it runs, to what ran there before.
import { type Fleet, type Move, numberOf, type Pinned, type Subject } from './fleet.ts';

export interface RollbackRequest {
  readonly subject: string;
  /** Only this environment. */
  readonly environment: string | undefined;
  /** The bad version; the one that was moved last unless said. */
  readonly from: string | undefined;
  /** The version to go to; for each environment the one before unless said. */
  readonly to: string | undefined;
  /** Only the last stage that runs the bad version: the rest is for the next run. */
  readonly waves: boolean;
}

export interface RollbackPlan {
  /** The version that is left. */
  readonly bad: string | undefined;
  readonly moves: readonly Move[];
  /** Environments that run the bad version and have nothing to go back to. */
  readonly stuck: readonly string[];
}

/** Plans a rollback. Order, soak, windows and holds are no matter of it. */
export function planRollback(fleet: Fleet, request: RollbackRequest): RollbackPlan {
  const subject = fleet.subjects.get(request.subject);
  const live = [...(subject?.pins.values() ?? [])].filter(({ retired }) => !retired);
  const inScope = live.filter(
    ({ environment }) => request.environment === undefined || environment === request.environment,
  );
  const bad = request.from ?? newestMoved(inScope, request.to)?.version;
  const all = inScope.filter(({ version }) => version === bad);
  const affected = request.waves ? lastStage(fleet, all) : all;
  const moves: Move[] = [];
  const stuck: string[] = [];
  for (const pinned of affected) {
    const to = request.to ?? (subject && previousVersion(subject, pinned));
    if (to === undefined) stuck.push(pinned.environment);
    else moves.push({ subject: request.subject, environment: pinned.environment, from: pinned.version, to });
  }
  return { bad, moves, stuck };
}

/** The pin that moved last: by what it says itself, for a rollback may come before the change is on the branch. */
function newestMoved(pins: readonly Pinned[], to: string | undefined): Pinned | undefined {
  const candidates = pins.filter(({ version }) => version !== 'current' && version !== to);
  return [...candidates]
    .sort(
      (a, b) => (a.runs[0].said ?? 0) - (b.runs[0].said ?? 0) || numberOf(a.version) - numberOf(b.version),
    )
    .at(-1);
}

function lastStage({ stages }: Fleet, pins: readonly Pinned[]): Pinned[] {
  const last = stages.findLast(({ environments }) =>
    pins.some(({ environment }) => environments.includes(environment)),
  );
  return pins.filter(({ environment }) => last?.environments.includes(environment));
}

/** The version that ran before and may run again. */
function previousVersion({ releases }: Subject, { runs, barred, version }: Pinned): string | undefined {
  return runs.slice(1).find((run) => {
    const release = releases.get(run.version);
    const isThere =
      run.version === 'current' || (release !== undefined && !release.removed && !release.rejected);
    return run.version !== version && isThere && !barred.has(run.version);
  })?.version;
}
