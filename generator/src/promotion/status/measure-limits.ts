// How far a town is spread over its versions, as `limits` of the pipeline counts it.
import { type Fleet, numberOf, type Pinned, type Subject } from '../fleet.ts';

/** Distinct versions that run over all environments, the oldest first; `current` counts as one. */
export function listActiveVersions({ pins }: Subject): string[] {
  const versions = new Set([...pins.values()].map(({ version }) => version));
  return [...versions].sort((a, b) => numberOf(a) - numberOf(b));
}

/**
 * Releases newer than the oldest version of the last stage, up to the newest version of the first stage; `current` is
 * as new as the newest release. Stages that do not pin the subject are passed over.
 */
export function countVersionsBehind(subject: Subject, stages: Fleet['stages']): number {
  const pinning = stages.map((stage) => pinsIn(subject, stage)).filter((pins) => pins.length > 0);
  const newest = Math.max(...(pinning[0] ?? []).map(({ version }) => numberOf(version)));
  const oldest = Math.min(...(pinning.at(-1) ?? []).map(({ version }) => numberOf(version)));
  return [...subject.releases.keys()].filter((version) => {
    const number = numberOf(version);
    return number > oldest && number <= newest;
  }).length;
}

/** What the environments of a stage pin of a subject, in their order. */
export function pinsIn({ pins }: Subject, { environments }: Fleet['stages'][number]): Pinned[] {
  return environments.flatMap((environment) => pins.get(environment) ?? []);
}
