// Pairs of town and base that no earlier stage ran at the same time: what was tested alone was not tested together.
import { BASE, type Fleet, type Move, type Run, type Stage, type Subject } from './fleet.ts';

export interface UntestedPair {
  readonly environment: string;
  readonly town: string;
  readonly version: string;
  readonly base: string;
}

/**
 * The pairs that a change would make and that neither an earlier stage nor the environment itself ever ran. In the
 * first stage every pair is new, and that is what it is for.
 */
export function findUntestedPairs(fleet: Fleet, moves: readonly Move[]): UntestedPair[] {
  return fleet.stages
    .slice(1)
    .flatMap((stage) =>
      stage.environments
        .flatMap((environment) => listPairs(fleet, moves, environment))
        .filter((pair) => isUntested(fleet, stage, pair)),
    );
}

/** The pairs of an environment of which one partner moves, as they will be. */
function listPairs(fleet: Fleet, moves: readonly Move[], environment: string): UntestedPair[] {
  const own = new Map(
    moves.filter((move) => move.environment === environment).map((move) => [move.subject, move.to]),
  );
  const base = own.get(BASE) ?? fleet.subjects.get(BASE)?.pins.get(environment)?.version;
  if (own.size === 0 || base === undefined) return [];
  return [...fleet.subjects.values()].flatMap(({ name: town, pins }) => {
    const pinned = pins.get(environment);
    const version = own.get(town) ?? pinned?.version;
    const isTouched = town !== BASE && (own.has(town) || own.has(BASE));
    if (!isTouched || version === undefined || pinned?.retired) return [];
    return [{ environment, town, version, base }];
  });
}

function isUntested(fleet: Fleet, stage: Stage, pair: UntestedPair): boolean {
  const town = fleet.subjects.get(pair.town);
  const earlier = fleet.stages.slice(0, stage.index).flatMap(({ environments }) => environments);
  if (!town || !earlier.some((name) => town.pins.has(name))) return false;
  return ![...earlier, pair.environment].some((name) => ranTogether(fleet, town, { pair, name }));
}

function ranTogether(
  fleet: Fleet,
  town: Subject,
  { pair, name }: { pair: UntestedPair; name: string },
): boolean {
  const base = fleet.subjects.get(BASE);
  const bases = base ? listRuns(base, name, pair.base) : [];
  return listRuns(town, name, pair.version).some((run) => bases.some((other) => overlap(run, other)));
}

/** When an environment ran a version; what follows `current` runs the release that `current` is. */
function listRuns({ pins, currentIs }: Subject, environment: string, version: string): Run[] {
  const runs = pins.get(environment)?.runs ?? [];
  return runs.filter(
    (run) => run.version === version || (run.version === 'current' && currentIs === version),
  );
}

/** Two stretches that met, by what the pins say; one without a start began when nobody wrote it down yet. */
function overlap(one: Run, other: Run): boolean {
  const start = ({ said = 0 }: Run) => said;
  const end = ({ until = Number.POSITIVE_INFINITY }: Run) => until;
  return start(one) < end(other) && start(other) < end(one);
}
