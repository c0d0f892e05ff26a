// Soak: the version ran for the time that its stage asks for before it goes on. What is not known has not soaked.
import { writeDuration, writeInstant } from '../../model/time.ts';
import type { Pinned, Refusal, Stage } from '../fleet.ts';
import { hasRun, livePins, previousStage, ranFor, soakLeft } from '../soak.ts';
import { type Question, type Rule, refusal } from './rule.ts';

export const soak: Rule = {
  name: 'soak-not-over',
  expeditable: true,
  judge(question) {
    const { fleet, subject, stage, move } = question;
    const previous = previousStage(fleet, subject, stage);
    if (!previous || previous.soak === 0) return [];
    return livePins(subject, previous)
      .filter((pinned) => hasRun(pinned, move.to))
      .flatMap((pinned) => judgeOne(pinned, previous, question));
  },
};

function judgeOne(pinned: Pinned, previous: Stage, { fleet, move: { to }, now }: Question): Refusal[] {
  const left = soakLeft(pinned, to, previous, now);
  if (left === 0) return [];
  const { environment } = pinned;
  const wanted = writeDuration(previous.soak);
  if (fleet.unknownArrivals !== undefined) {
    const message = `nobody knows since when ${environment} runs ${to}: ${fleet.unknownArrivals}`;
    return [refusal('soak-not-over', message, 'fetch the whole history: git fetch --unshallow')];
  }
  if (left !== undefined) {
    const message = `${to} soaks in ${environment} for ${writeDuration(left)} more (of ${wanted})`;
    const until = now + left;
    return [{ rule: 'soak-not-over', message, unlock: `wait until ${writeInstant(until)}`, until }];
  }
  if (pinned.version === to) {
    const message = `${to} is pinned in ${environment} and not on the source branch yet`;
    return [
      refusal('soak-not-over', message, `merge the change that pins it, then let it soak for ${wanted}`),
    ];
  }
  const ran = ranFor(pinned, to, now) ?? 0;
  const message = `${to} ran in ${environment} for ${writeDuration(ran)} of ${wanted} before ${pinned.version} replaced it`;
  return [refusal('soak-not-over', message, `promote a version that soaked there, or let ${to} soak again`)];
}
