// Limits: how many versions of one town may run at once, and how far the last stage may lag. A move that makes neither
// worse is no matter of theirs, so that a fleet over its limit can still be brought back under it.
import { type Fleet, type Move, numberOf, type Subject } from '../fleet.ts';
import { livePins } from '../soak.ts';
import { type Question, type Rule, refusal } from './rule.ts';

export const activeVersions: Rule = {
  name: 'too-many-versions',
  expeditable: false,
  judge(question) {
    const limit = question.fleet.limits.activeVersions;
    if (limit === undefined) return [];
    const [before, after] = beforeAndAfter(question).map((runs) => new Set(runs.values()).size);
    if (after === undefined || before === undefined || after <= limit || after <= before) return [];
    const { subject, move } = question;
    const running = [...new Set(runningOf(subject).values())].sort((a, b) => numberOf(a) - numberOf(b));
    const message = `with ${move.to}, ${after} versions of ${subject.name} would run at once; the limit is ${limit}`;
    return [
      refusal(
        'too-many-versions',
        message,
        `finish the rollout of ${running[1] ?? running[0]} first: ${running[0]} still runs`,
      ),
    ];
  },
};

export const versionsBehind: Rule = {
  name: 'too-far-behind',
  expeditable: false,
  judge(question) {
    const { fleet, subject, move } = question;
    const limit = fleet.limits.versionsBehind;
    if (limit === undefined) return [];
    const [before = 0, after = 0] = beforeAndAfter(question).map((runs) => countBehind(fleet, subject, runs));
    if (after <= limit || after <= before) return [];
    const message = `with ${move.to}, the last stage would be ${count(after)} behind the first; the limit is ${limit}`;
    return [refusal('too-far-behind', message, 'promote what runs in the stages between')];
  },
};

function count(versions: number): string {
  return `${versions} ${versions === 1 ? 'version' : 'versions'}`;
}

/** By environment: the version that runs. */
export type Running = ReadonlyMap<string, string>;

/** What runs of a subject. */
export function runningOf(subject: Subject): Map<string, string> {
  return new Map(
    [...subject.pins.values()]
      .filter(({ retired }) => !retired)
      .map(({ environment, version }) => [environment, version]),
  );
}

/** How many releases lie between the newest of the first stage and the oldest of the last; `current` is the newest release. */
export function countBehind(fleet: Fleet, subject: Subject, running: Running): number {
  const stages = fleet.stages.filter((stage) => livePins(subject, stage).length > 0);
  const ranks = (at: number): number[] =>
    (stages.at(at)?.environments ?? []).flatMap(
      (environment) => rankOf(subject, running.get(environment)) ?? [],
    );
  const [first, last] = [ranks(0), ranks(-1)];
  return first.length === 0 || last.length === 0 ? 0 : Math.max(0, Math.max(...first) - Math.min(...last));
}

function rankOf({ releases }: Subject, version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  const versions = [...releases.keys()];
  if (version === 'current') return versions.length - 1;
  const rank = versions.indexOf(version);
  return rank === -1 ? undefined : rank;
}

function beforeAndAfter({ subject, others, move }: Question): [Running, Running] {
  const before = runningOf(subject);
  for (const other of others) if (other.subject === subject.name) apply(before, other);
  const after = new Map(before);
  apply(after, move);
  return [before, after];
}

function apply(running: Map<string, string>, { environment, to }: Move): void {
  running.set(environment, to);
}
