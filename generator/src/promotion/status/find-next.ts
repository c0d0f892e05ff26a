// What `promote --all` would do now, told by subject and stage, with every reason that keeps a version out. The plan is
// the one that promote makes, so the two never disagree.
import type { Instant } from '../../model/time.ts';
import type { Fleet, Refusal } from '../fleet.ts';
import { type PlannedMove, planPromotion } from '../plan-promotion.ts';
import { livePins } from '../soak.ts';
import type { NextMove } from './status.ts';

/** The next moves of all subjects, in the order of the fleet. */
export function findNext(fleet: Fleet, now: Instant): NextMove[] {
  const subjects = [...fleet.subjects.keys()];
  const { moves } = planPromotion(fleet, { subjects, all: true, add: false, expedite: false, now });
  const groups = new Map<string, PlannedMove[]>();
  for (const planned of moves) {
    const key = `${planned.move.subject} ${planned.move.to} ${planned.stage}`;
    groups.set(key, [...(groups.get(key) ?? []), planned]);
  }
  return [...groups.values()].flatMap((group) => joinMoves(fleet, group));
}

function joinMoves(fleet: Fleet, group: readonly PlannedMove[]): NextMove[] {
  const [first] = group;
  if (!first) return [];
  const { move, stage: name } = first;
  const environments = group.map((planned) => planned.move.environment);
  const subject = fleet.subjects.get(move.subject);
  const stage = fleet.stages.find((candidate) => candidate.name === name);
  const pinning = subject && stage ? livePins(subject, stage) : [];
  return [
    {
      subject: move.subject,
      version: move.to,
      stage: name,
      environments,
      whole: pinning.every(({ environment }) => environments.includes(environment)),
      refusals: uniqueRefusals(group.flatMap(({ refusals }) => refusals)),
    },
  ];
}

/** The environments of a stage are mostly kept out by the same thing. */
function uniqueRefusals(refusals: readonly Refusal[]): Refusal[] {
  const messages = refusals.map(({ message }) => message);
  return refusals.filter(({ message }, index) => messages.indexOf(message) === index);
}
