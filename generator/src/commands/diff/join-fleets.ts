// The fleet that a change is judged against: as it was, with the releases that the change brings. No change loosens what
// it is itself judged by: stages, soaks, windows, limits, holds, bars and rejections count as they were.
import type { Arrivals } from '../../load/git/read-arrivals.ts';
import type { Fleet, Pinned, Release, Stage, Subject } from '../../promotion/fleet.ts';
import { readFleet } from '../../promotion/read-fleet.ts';
import type { Model } from '../../validate/model.ts';

/** The fleet of `before`; what only `after` knows is there, and has run nothing yet. */
export function joinFleets(before: Model, after: Model, arrivals: Arrivals): Fleet {
  const [old, wanted] = [readFleet(before, arrivals), readFleet(after, arrivals)];
  const isFresh = old.stages.length === 0;
  const subjects = new Map([...old.subjects, ...wanted.subjects]);
  return {
    ...(isFresh ? wanted : old),
    stages: isFresh ? wanted.stages : joinStages(old.stages, wanted.stages),
    subjects: new Map(
      [...subjects].map(([name, subject]) => [name, joinSubjects(old.subjects.get(name), subject)]),
    ),
  };
}

/** Stages as they were; an environment that is new stands in the stage that the change puts it in. */
function joinStages(old: readonly Stage[], wanted: readonly Stage[]): Stage[] {
  const known = new Set(old.flatMap(({ environments }) => environments));
  const place = ({ name, environments }: Stage): string[] => [
    ...environments,
    ...(wanted.find((stage) => stage.name === name)?.environments ?? []).filter((one) => !known.has(one)),
  ];
  const names = new Set(old.map(({ name }) => name));
  const added = wanted
    .filter(({ name }) => !names.has(name))
    .map((stage) => ({ ...stage, environments: stage.environments.filter((one) => !known.has(one)) }));
  const kept = old.map((stage) => ({ ...stage, environments: place(stage) }));
  return [...kept, ...added].map((stage, index) => ({ ...stage, index }));
}

function joinSubjects(old: Subject | undefined, wanted: Subject): Subject {
  const fresh = [...wanted.pins].filter(([environment]) => !old?.pins.has(environment));
  const releases = new Map([...(old?.releases ?? []), ...wanted.releases]);
  return {
    ...wanted,
    releases: new Map(
      [...releases].map(([version, release]) => [version, keepRejected(release, old?.releases.get(version))]),
    ),
    pins: new Map([
      ...(old?.pins ?? []),
      ...fresh.map(([name, pinned]): [string, Pinned] => [name, withoutRuns(pinned)]),
    ]),
  };
}

function keepRejected(release: Release, old: Release | undefined): Release {
  return { ...release, rejected: release.rejected ?? old?.rejected };
}

function withoutRuns(pinned: Pinned): Pinned {
  const nothing = { version: '', since: undefined, said: undefined, until: undefined };
  return { ...pinned, version: '', runs: [nothing] };
}
