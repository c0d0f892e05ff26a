// What was rejected, or rolled back from here or on the way here, does not move.
import { livePins } from '../soak.ts';
import { type Rule, refusal } from './rule.ts';

export const rejected: Rule = {
  name: 'version-rejected',
  expeditable: false,
  judge({ subject, move: { to } }) {
    const reason = subject.releases.get(to)?.rejected?.reason;
    if (reason === undefined) return [];
    return [
      refusal(
        'version-rejected',
        `${to} was rejected: ${reason}`,
        'release what is right as the next version',
      ),
    ];
  },
};

export const barred: Rule = {
  name: 'version-barred',
  expeditable: false,
  judge(question) {
    const { fleet, subject, stage, move } = question;
    const way = fleet.stages.slice(0, stage.index).flatMap((earlier) => livePins(subject, earlier));
    const here = subject.pins.get(move.environment);
    const found = [...way, ...(here ? [here] : [])].filter((pinned) => pinned.barred.has(move.to));
    return found.map(({ environment, file }) =>
      refusal(
        'version-barred',
        `${move.to} was rolled back from ${environment}`,
        `take ${move.to} out of \`barred\` in ${file}, if it was not its fault`,
      ),
    );
  },
};
