// Holds: somebody stopped the line, for a reason, until a time or until it is lifted.
import { type Instant, writeInstant } from '../../model/time.ts';
import type { Hold, Refusal } from '../fleet.ts';
import type { Question, Rule } from './rule.ts';

export const hold: Rule = {
  name: 'on-hold',
  expeditable: false,
  judge({ fleet, stage, move, now }) {
    return fleet.holds
      .filter((found) => isInForce(found, now) && covers(found, stage.name, move))
      .map(refuse);
  },
};

/** Whether a hold has not run out. */
export function isInForce({ until }: Hold, now: Instant): boolean {
  return until === undefined || now < until;
}

function covers({ towns, stages, environments }: Hold, stage: string, move: Question['move']): boolean {
  if (towns.length > 0 && !towns.includes(move.subject)) return false;
  const everywhere = stages.length === 0 && environments.length === 0;
  return everywhere || stages.includes(stage) || environments.includes(move.environment);
}

function refuse({ name, owner, reason, until }: Hold): Refusal {
  const end = until === undefined ? '' : `, until ${writeInstant(until)}`;
  const message = `the hold ${name} of ${owner} stops it${end}: ${reason}`;
  return { rule: 'on-hold', message, unlock: `ask ${owner}, then townhall hold lift ${name}`, until };
}
