// The words of a status: names of environments, cells of the matrix, and the sections under it, for a terminal and for
// markdown alike.
import { writeDuration, writeInstant } from '../../model/time.ts';
import { spellScope } from '../read-holds.ts';
import type { Cell, Coming, Status } from './status.ts';

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
  const { version, age, behind, retired } = cell;
  const words = [version, age === undefined ? 'unknown' : spellAge(age)];
  if (behind > 0 && version !== 'current') words.push(`-${behind}`);
  if (retired) words.push('retired');
  return words.join(' ');
}

/** The largest unit that fits, rounded down: `10d`, `5h`, `0m`. */
function spellAge(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes >= 1440) return `${Math.floor(minutes / 1440)}d`;
  return minutes >= 60 ? `${Math.floor(minutes / 60)}h` : `${minutes}m`;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the matrix cannot show; sections without lines are left out. */
export function spellSections(status: Status): Section[] {
  const sections: Section[] = [
    { title: 'Over the limit', lines: spellBroken(status) },
    { title: 'On the way', lines: status.coming.map(spellComing) },
    { title: 'Not promoted again', lines: spellStopped(status) },
    { title: 'Retired', lines: spellRetired(status) },
    {
      title: 'Gates that differ',
      lines: status.gates.map(
        ({ town, gate, on, off }) => `${town} ${gate}: on in ${on.join(', ')}; off in ${off.join(', ')}`,
      ),
    },
    {
      title: 'Holds',
      lines: status.holds.map((hold) => {
        const end = hold.until === undefined ? '' : ` until ${writeInstant(hold.until)}`;
        return `${hold.name}: stops ${spellScope(hold)}${end} (${hold.owner}: ${hold.reason})`;
      }),
    },
    {
      title: 'Expired',
      lines: status.expired.map(
        ({ what, name, file, since }) => `${what} ${name}, since ${writeInstant(since)}: ${file}`,
      ),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function spellBroken({ broken, rows }: Status): string[] {
  return broken.map(({ subject, limit, found, allowed }) => {
    if (limit === 'versionsBehind')
      return `${subject}: the last stage is ${found} releases behind the first; the limit is ${allowed}`;
    const versions = rows.find((row) => row.subject === subject)?.activeVersions ?? [];
    return `${subject}: ${found} versions run (${versions.join(', ')}); the limit is ${allowed}`;
  });
}

function spellComing(coming: Coming): string {
  const { subject, version, from, to, soak, missing, barred, closed, heldBy } = coming;
  const stops = [
    ...(missing.length > 0
      ? [`${missing.join(', ')} ${missing.length > 1 ? 'do' : 'does'} not run it yet`]
      : []),
    ...(soak.state === 'soaking' ? [`soaks ${writeDuration(soak.left)} more`] : []),
    ...(soak.state === 'unknown' ? [`unknown since when ${from} runs it`] : []),
    ...(barred.length > 0 ? [`barred in ${barred.join(', ')}`] : []),
    ...(heldBy.length > 0 ? [`held by ${heldBy.join(', ')}`] : []),
    ...(closed ? [spellClosed(closed)] : []),
  ];
  const said = stops.length > 0 ? stops.join('; ') : 'ready';
  return `${subject} ${version}, ${from ?? 'released'} -> ${to}: ${said}`;
}

function spellClosed({ reason, opensAt }: NonNullable<Coming['closed']>): string {
  return opensAt === undefined ? `${reason}, not within a year` : `${reason}, next ${writeInstant(opensAt)}`;
}

function spellStopped({ rows }: Status): string[] {
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
