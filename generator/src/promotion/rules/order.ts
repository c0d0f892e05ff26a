// Order: a version enters a stage when the stage before it ran it, in every environment that pins the town there.
// A promotion never goes back.
import { numberOf } from '../fleet.ts';
import { hasRun, livePins, previousStage } from '../soak.ts';
import { type Rule, refusal } from './rule.ts';

export const order: Rule = {
  name: 'stage-skipped',
  expeditable: false,
  judge({ fleet, subject, stage, move }) {
    const previous = previousStage(fleet, subject, stage);
    if (!previous) return [];
    return livePins(subject, previous)
      .filter((pinned) => !hasRun(pinned, move.to))
      .map(({ environment, version }) =>
        refusal(
          'stage-skipped',
          `${move.to} has not run in ${environment}, which runs ${version}`,
          `townhall promote ${subject.name} --to ${previous.name}`,
        ),
      );
  },
};

export const forward: Rule = {
  name: 'not-forward',
  expeditable: false,
  judge({ subject, move: { from, to, environment } }) {
    if (from === undefined || from === 'current' || numberOf(to) > numberOf(from)) return [];
    const unlock = `townhall rollback ${subject.name} --env ${environment} --to ${to}`;
    return [refusal('not-forward', `${to} is older than ${from}, which runs in ${environment}`, unlock)];
  },
};
