// Only a release moves: one that exists, was not rejected, and was not rolled back from here or on the way here.
import { livePins } from '../soak.ts';
import { type Rule, refusal } from './rule.ts';

export const released: Rule = {
  name: 'release-missing',
  expeditable: false,
  judge({ subject, move: { to } }) {
    const release = subject.releases.get(to);
    if (release && !release.removed) return [];
    const state = release ? 'was removed by `release --prune`' : 'is no release';
    return [refusal('release-missing', `${to} of ${subject.name} ${state}`, 'promote a release that exists')];
  },
};

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
