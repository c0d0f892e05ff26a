// How long versions ran. Counted for each version by its longest stretch, whether it still runs or not: one that was
// replaced after its soak has soaked, and one that was replaced before has not.
import type { Instant } from '../model/time.ts';
import type { Fleet, Pinned, Run, Stage, Subject } from './fleet.ts';

/** The pins of a stage that run something: those that are retired do not. */
export function livePins(subject: Subject, stage: Stage): Pinned[] {
  return stage.environments.flatMap((environment) => {
    const pinned = subject.pins.get(environment);
    return pinned && !pinned.retired ? [pinned] : [];
  });
}

/** The nearest earlier stage that pins the subject; stages that do not are passed over. */
export function previousStage(fleet: Fleet, subject: Subject, stage: Stage): Stage | undefined {
  return fleet.stages.slice(0, stage.index).findLast((earlier) => livePins(subject, earlier).length > 0);
}

/** Whether an environment runs a version, or did. */
export function hasRun(pinned: Pinned, version: string): boolean {
  return pinned.runs.some((run) => run.version === version);
}

/** Milliseconds of the longest stretch; undefined when the version runs here and nobody knows since when. */
export function ranFor(pinned: Pinned, version: string, now: Instant): number | undefined {
  const stretches = pinned.runs.filter((run) => run.version === version).map((run) => lengthOf(run, now));
  const known = stretches.filter((length) => length !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function lengthOf({ since, until = Number.POSITIVE_INFINITY }: Run, now: Instant): number | undefined {
  return since === undefined ? undefined : Math.max(0, Math.min(until, now) - since);
}

/** Milliseconds until a version that runs has soaked; 0 when it has, undefined when time alone will not do it. */
export function soakLeft(pinned: Pinned, version: string, stage: Stage, now: Instant): number | undefined {
  const ran = ranFor(pinned, version, now);
  if (ran !== undefined && ran >= stage.soak) return 0;
  const [running] = pinned.runs;
  if (running.version !== version || running.since === undefined) return undefined;
  return running.since + stage.soak - now;
}

/** Whether a version has soaked in every environment of a stage that pins the subject. */
export function hasSoaked(subject: Subject, stage: Stage, version: string, now: Instant): boolean {
  return livePins(subject, stage).every((pinned) => soakLeft(pinned, version, stage, now) === 0);
}
