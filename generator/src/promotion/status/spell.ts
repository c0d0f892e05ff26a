// The words of a status: names of environments, cells of the matrix, and the sections under it, for a terminal and for
// markdown alike.
import { writeDuration, writeInstant } from '../../model/time.ts';
import { spellScope } from '../read-holds.ts';
import type { Cell, NextMove, Status } from './status.ts';

/** How environments are called in a table: by the last part of the name, where no other one has the same. */
export function shortNames(environments: readonly string[]): ReadonlyMap<string, string> {
  const ends = environments.map((name) => name.slice(name.lastIndexOf('/') + 1));
  const alone = (end: string) => ends.indexOf(end) === ends.lastIndexOf(end);
  return new Map(
    environments.map((name, index) => [name, alone(ends[index] ?? name) ? (ends[index] ?? name) : name]),
  );
}

/** `v2 10d`, with what is out of the ordinary: `v1 39d -2`. */
export function spellCell(cell: Cell | undefined): string {
  if (!cell) return '-';
  const { version, age, merged, behind, retired } = cell;
  const words = [version, age === undefined ? (merged === false ? 'unmerged' : 'unknown') : spellAge(age)];
  if (behind > 0 && version !== 'current') words.push(`-${behind}`);
  if (retired) words.push('retired');
  return words.join(' ');
}

const MINUTE = 60_000;
/** From so many milliseconds on a unit is used. */
const UNITS = [
  { unit: 'w', from: 100 * 1440 * MINUTE, size: 7 * 1440 * MINUTE },
  { unit: 'd', from: 1440 * MINUTE, size: 1440 * MINUTE },
  { unit: 'h', from: 60 * MINUTE, size: 60 * MINUTE },
] as const;

/** One unit, rounded down, in three characters for years: `14w`, `10d`, `5h`, `0m`. */
function spellAge(milliseconds: number): string {
  const { unit, size } = UNITS.find(({ from }) => milliseconds >= from) ?? { unit: 'm', size: MINUTE };
  return `${Math.floor(milliseconds / size)}${unit}`;
}

/** One thing to tell, with what there is to say to it. */
export interface Line {
  readonly text: string;
  readonly more: readonly string[];
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What the matrix cannot show; sections without lines are left out. */
export function spellSections(status: Status): Section[] {
  const sections: Section[] = [
    { title: 'Over the limit', lines: plain(spellBroken(status)) },
    { title: 'Next', lines: status.next.map(spellNext) },
    { title: 'Soaking', lines: plain(spellSoaking(status)) },
    { title: 'Rejected or barred', lines: plain(spellRefused(status)) },
    { title: 'Retired', lines: plain(spellRetired(status)) },
    { title: 'Gates that differ', lines: plain(status.gates.map(spellGate)) },
    { title: 'Holds', lines: status.holds.map(spellHold) },
    { title: 'Expired', lines: plain(status.expired.map(spellExpired)) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function plain(texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text, more: [] }));
}

function spellGate({ town, gate, on, off }: Status['gates'][number]): string {
  return `${town} ${gate}: on in ${on.join(', ')}; off in ${off.join(', ')}`;
}

function spellHold(hold: Status['holds'][number]): Line {
  const end = hold.until === undefined ? '' : ` until ${writeInstant(hold.until)}`;
  const text = `${hold.name} stops ${spellScope(hold)}${end}`;
  return { text, more: [`${hold.owner}: ${hold.reason}`] };
}

function spellExpired({ what, name, file, since }: Status['expired'][number]): string {
  return `${what} ${name} since ${writeInstant(since)}: ${file}`;
}

function spellBroken({ broken, rows }: Status): string[] {
  return broken.map(({ subject, limit, found, allowed }) => {
    if (limit === 'versionsBehind')
      return `${subject}: the last stage is ${found} releases behind the first; the limit is ${allowed}`;
    const versions = rows.find((row) => row.subject === subject)?.activeVersions ?? [];
    return `${subject}: ${found} versions run (${versions.join(', ')}); the limit is ${allowed}`;
  });
}

function spellNext({ subject, version, stage, environments, whole, refusals }: NextMove): Line {
  const into = whole ? stage : `${stage} (${environments.join(', ')})`;
  const text = `${subject} ${version} -> ${into}`;
  return refusals.length === 0
    ? { text: `${text}: ready`, more: [] }
    : { text, more: refusals.map(({ message }) => message) };
}

/** One line for each version of a town; where nothing at all is known, the head says it once. */
function spellSoaking({ rows, unknown }: Status): string[] {
  return rows.flatMap(({ subject, cells }) => {
    const places = new Map<string, string[]>();
    for (const [environment, cell] of cells) {
      const left = unknown === undefined ? spellSoak(cell) : undefined;
      if (left === undefined) continue;
      places.set(cell.version, [...(places.get(cell.version) ?? []), `${environment} (${left})`]);
    }
    return [...places].map(([version, where]) => `${subject} ${version} in ${where.join(', ')}`);
  });
}

/** What is left of a soak; nothing when it is over, or when there is none. */
function spellSoak({ soak, merged }: Cell): string | undefined {
  if (soak.state === 'soaking') return `${writeDuration(soak.left)} more`;
  if (soak.state !== 'unknown') return undefined;
  return merged === false ? 'not on the source branch yet' : 'unknown since when';
}

function spellRefused({ rows }: Status): string[] {
  return rows.flatMap(({ subject, rejected, cells }) => {
    const barred = new Map<string, string[]>();
    for (const [environment, cell] of cells) {
      for (const version of cell.barred) barred.set(version, [...(barred.get(version) ?? []), environment]);
    }
    return [
      ...rejected.map(({ version, reason }) => `${subject} ${version} is rejected: ${reason}`),
      ...[...barred].map(
        ([version, environments]) => `${subject} ${version} is barred in ${environments.join(', ')}`,
      ),
    ];
  });
}

function spellRetired({ rows }: Status): string[] {
  return rows.flatMap(({ subject, cells }) => {
    const retired = [...cells].filter(([, cell]) => cell.retired).map(([environment]) => environment);
    return retired.length > 0 ? [`${subject} in ${retired.join(', ')}`] : [];
  });
}
