// The model and the history of its pins in, the fleet out.
import type { Arrival, Arrivals, VersionFile } from '../load/git/read-arrivals.ts';
import { type Instant, readDuration, readInstant } from '../model/time.ts';
import type { Environment, Model } from '../validate/model.ts';
import type { EnvironmentDocument, PinDocument } from '../validate/vocabulary/environment.ts';
import type { ReleasesDocument } from '../validate/vocabulary/releases.ts';
import {
  BASE,
  type Fleet,
  numberOf,
  type Pinned,
  type Release,
  type Run,
  type Stage,
  type Subject,
} from './fleet.ts';
import { readHolds } from './read-holds.ts';

/** The files that pin a version: of the subjects named, or of all. */
export function listVersionFiles(model: Model, subjects?: ReadonlySet<string>): VersionFile[] {
  const wanted = (subject: string) => subjects === undefined || subjects.has(subject);
  return [...model.environments.values()].flatMap(({ file, pins }) => [
    { path: file, below: 'base' as const },
    ...[...pins].filter(([town]) => wanted(town)).map(([, pin]) => ({ path: pin.file, below: undefined })),
  ]);
}

/** The branch that the reconcilers apply, as most clusters name it. */
export function sourceBranch(model: Model): string {
  const counts = new Map<string, number>();
  for (const { document } of model.clusters.values()) {
    counts.set(document.source.branch, (counts.get(document.source.branch) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? 'main';
}

/** Everything that the rules of promotion look at. */
export function readFleet(model: Model, arrivals: Arrivals): Fleet {
  const { stages, windows = [], limits = {} } = model.pipeline.document;
  const names = [BASE, ...[...model.towns.keys()].sort()];
  return {
    stages: stages.map(readStage),
    subjects: new Map(names.map((name) => [name, readSubject(name, model, arrivals)])),
    holds: readHolds(model),
    windows,
    limits,
    unknownArrivals: arrivals.unknown,
  };
}

function readStage(stage: Model['pipeline']['document']['stages'][number], index: number): Stage {
  const { name, environments, soak } = stage;
  return { name, index, environments, soak: soak === undefined ? 0 : readDuration(soak) };
}

function readSubject(name: string, model: Model, arrivals: Arrivals): Subject {
  const pins = [...model.environments.values()].flatMap((environment) => {
    const pinned = name === BASE ? readBasePin(environment, arrivals) : readPin(name, environment, arrivals);
    return pinned ? [[environment.name, pinned] as const] : [];
  });
  const releases = readReleases(model.releases.get(name) ?? {});
  return { name, releases, currentIs: model.currentIs.get(name), pins: new Map(pins) };
}

function readReleases(document: ReleasesDocument): Map<string, Release> {
  const listed = Object.entries(document).sort(([a], [b]) => numberOf(a) - numberOf(b));
  return new Map(
    listed.map(([version, { rejected, removed = false }]) => [version, { version, rejected, removed }]),
  );
}

function readPin(town: string, environment: Environment, arrivals: Arrivals): Pinned | undefined {
  const pin = environment.pins.get(town);
  if (!pin) return undefined;
  const { document, file } = pin;
  return {
    ...readCommon(town, { environment: environment.name, file, document }, arrivals),
    retired: document.retired !== undefined,
    together: document.together ?? [],
  };
}

function readBasePin({ name, file, document }: Environment, arrivals: Arrivals): Pinned {
  const common = readCommon(BASE, { environment: name, file, document: document.base }, arrivals);
  return { ...common, retired: false, together: [] };
}

interface PinSource {
  readonly environment: string;
  readonly file: string;
  readonly document: PinDocument | EnvironmentDocument['base'];
}

function readCommon(subject: string, { environment, file, document }: PinSource, { of }: Arrivals) {
  const { version, since, history = [], barred = [], exceptions = [] } = document;
  const arrived = of.get(file) ?? [];
  const running = readRun({ version, since }, arrived, undefined);
  const past = history.map(({ until, ...run }) =>
    readRun(run, arrived, until === undefined ? undefined : readInstant(until)),
  );
  const runs: [Run, ...Run[]] = [running, ...past];
  return { subject, environment, file, version, runs, barred: new Set(barred), exceptions };
}

/** From the later of what the pin says and of when the branch said so; a run that the branch never saw has no start. */
function readRun(
  { version, since }: { version: string; since?: string | undefined },
  arrived: readonly Arrival[],
  until: Instant | undefined,
): Run {
  const said = since === undefined ? undefined : readInstant(since);
  const seen = findArrival(version, arrived, until);
  const counted = said === undefined || seen === undefined ? undefined : Math.max(said, seen);
  return { version, since: counted, said, until };
}

function findArrival(
  version: string,
  arrived: readonly Arrival[],
  until: Instant | undefined,
): Instant | undefined {
  if (until === undefined) {
    const last = arrived.at(-1);
    return last?.version === version ? last.since : undefined;
  }
  return arrived.findLast((arrival) => arrival.version === version && arrival.since < until)?.since;
}
