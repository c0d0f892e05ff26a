// Pairs of town and base that no earlier stage ran at the same time: what was tested alone was not tested together.
import { BASE, type Fleet, type Move, type Pinned, type Run, type Subject } from './fleet.ts';

export interface UntestedPair {
  readonly environment: string;
  readonly town: string;
  readonly version: string;
  readonly base: string;
}

/** The pairs that a change would make. In the first stage every pair is new, and that is what it is for. */
export function findUntestedPairs(fleet: Fleet, moves: readonly Move[]): UntestedPair[] {
  const after = (subject: string, environment: string): string | undefined =>
    moves.find((move) => move.subject === subject && move.environment === environment)?.to ??
    fleet.subjects.get(subject)?.pins.get(environment)?.version;
  const touched = new Set(moves.map(({ environment }) => environment));
  return fleet.stages.slice(1).flatMap((stage) =>
    stage.environments
      .filter((environment) => touched.has(environment))
      .flatMap((environment) => {
        const base = after(BASE, environment);
        const moved = new Set(
          moves.filter((move) => move.environment === environment).map(({ subject }) => subject),
        );
        const towns = [...fleet.subjects.values()].filter(
          ({ name }) => name !== BASE && (moved.has(name) || moved.has(BASE)),
        );
        return towns.flatMap((town): UntestedPair[] => {
          const version = town.pins.get(environment)?.retired ? undefined : after(town.name, environment);
          if (base === undefined || version === undefined) return [];
          const earlier = fleet.stages.slice(0, stage.index).flatMap(({ environments }) => environments);
          if (
            !isPinnedIn(town, earlier) ||
            earlier.some((name) => ranTogether(fleet, town, { version, base, name }))
          )
            return [];
          return [{ environment, town: town.name, version, base }];
        });
      }),
  );
}

function isPinnedIn(town: Subject, environments: readonly string[]): boolean {
  return environments.some((name) => town.pins.has(name));
}

function ranTogether(
  fleet: Fleet,
  town: Subject,
  { version, base, name }: { version: string; base: string; name: string },
): boolean {
  const ran = (pinned: Pinned | undefined, wanted: string) =>
    (pinned?.runs ?? []).filter((run) => run.version === wanted);
  const bases = ran(fleet.subjects.get(BASE)?.pins.get(name), base);
  return ran(town.pins.get(name), version).some((run) => bases.some((other) => overlap(run, other)));
}

/** Two stretches that met; one of which the start is not known counts from its end, or from now. */
function overlap(one: Run, other: Run): boolean {
  const end = ({ until = Number.POSITIVE_INFINITY }: Run) => until;
  const start = (run: Run) => run.since ?? (run.until === undefined ? Number.MAX_VALUE : run.until);
  return start(one) < end(other) && start(other) < end(one);
}
