// Which version a stage would get next: the newest release for the first stage of a town, and for every other what the
// stage before it runs, or ran for its soak.
import type { Instant } from '../model/time.ts';
import { type Fleet, numberOf, type Stage, type Subject } from './fleet.ts';
import { hasRun, hasSoaked, livePins, previousStage } from './soak.ts';

/** The version; undefined when there is none to promote. */
export function chooseVersion(
  fleet: Fleet,
  subject: Subject,
  stage: Stage,
  now: Instant,
): string | undefined {
  const previous = previousStage(fleet, subject, stage);
  return previous ? chooseFrom(previous, subject, now) : newestRelease(subject, stage);
}

/** The newest release that may run here; when none may, the newest of all, for the rules to refuse. */
function newestRelease(subject: Subject, stage: Stage): string | undefined {
  const releases = [...subject.releases.values()].filter(({ removed }) => !removed);
  const barred = new Set(livePins(subject, stage).flatMap((pinned) => [...pinned.barred]));
  const sound = releases.filter(({ version, rejected }) => !rejected && !barred.has(version));
  return (sound.at(-1) ?? releases.at(-1))?.version;
}

/** What the stage runs, if it has soaked; else the newest version that did and may go on; else what it runs, for the rules to refuse. */
function chooseFrom(previous: Stage, subject: Subject, now: Instant): string | undefined {
  const pins = livePins(subject, previous);
  const ran = new Set(pins.flatMap(({ runs }) => runs.map(({ version }) => version)));
  const versions = [...ran]
    .filter((version) => subject.releases.has(version))
    .sort((a, b) => numberOf(b) - numberOf(a));
  const ready = versions.find(
    (version) => mayGoOn(subject, version) && hasSoaked(subject, previous, version, now),
  );
  return (
    ready ?? versions.find((version) => pins.some((pinned) => pinned.version === version)) ?? versions[0]
  );
}

function mayGoOn(subject: Subject, version: string): boolean {
  const release = subject.releases.get(version);
  const isBarred = [...subject.pins.values()].some(({ barred }) => barred.has(version));
  return release !== undefined && !release.rejected && !release.removed && !isBarred;
}

/** Whether an environment lags behind the version that its stage would get. */
export function lags(fleet: Fleet, subject: Subject, { stage, environment, version }: Step): boolean {
  const pinned = subject.pins.get(environment);
  if (!pinned || pinned.retired || pinned.version === version) return false;
  if (pinned.version !== 'current') return numberOf(version) > numberOf(pinned.version);
  // An environment that follows `current` and gave the release its time has done its part.
  return previousStage(fleet, subject, stage) !== undefined || !hasRun(pinned, version);
}

/** A stage's environment and the version that it would get. */
export interface Step {
  readonly stage: Stage;
  readonly environment: string;
  readonly version: string;
}
