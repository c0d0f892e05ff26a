// A fleet and a time in, the table of `townhall status` out. Pure: the same fleet at the same time is the same status.
import type { Instant } from '../../model/time.ts';
import { BASE, type Fleet, numberOf, type Pinned, type Stage, type Subject } from '../fleet.ts';
import { findComing, newestRelease } from './find-coming.ts';
import { countVersionsBehind, listActiveVersions } from './measure-limits.ts';
import type { BrokenLimit, Cell, Expired, GateDifference, Row, Soak, Status } from './status.ts';

export interface StatusOptions {
  readonly now: Instant;
  /** Only this town, or the base. */
  readonly subject?: string | undefined;
  readonly gates: readonly GateDifference[];
  /** What has an end besides holds; those that are over are picked out. */
  readonly ends: readonly Expired[];
}

/** The status of the whole fleet, or of one subject with what concerns it. */
export function buildStatus(fleet: Fleet, { now, subject, gates, ends }: StatusOptions): Status {
  const wanted = (name: string) => subject === undefined || name === subject;
  const subjects = [...fleet.subjects.values()].filter(({ name }) => wanted(name)).sort(bySubject);
  const rows = subjects.map((one) => buildRow(one, fleet, now));
  const holds = fleet.holds.filter(({ towns }) => towns.length === 0 || towns.some(wanted));
  const over = holds.flatMap(({ name, file, until }) =>
    until === undefined ? [] : [{ what: 'hold', name, file, since: until }],
  );
  const expired = [...over, ...ends.filter(({ town }) => town === undefined || wanted(town))];
  return {
    now,
    unknown: fleet.unknownArrivals,
    stages: fleet.stages.map(({ name, environments }) => ({ name, environments })),
    rows,
    coming: subjects.flatMap((one, index) =>
      findComing(one, { fleet, now, cells: rows[index]?.cells ?? new Map() }),
    ),
    gates: gates.filter(({ town }) => wanted(town)),
    holds: holds.filter(({ until }) => until === undefined || until > now),
    expired: expired.filter(({ since }) => since <= now),
    broken: rows.flatMap((row) => findBroken(row, fleet.limits)),
  };
}

/** The base first, then towns by name. */
function bySubject(a: Subject, b: Subject): number {
  if (a.name === BASE || b.name === BASE) return a.name === BASE ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

function buildRow(subject: Subject, fleet: Fleet, now: Instant): Row {
  const cells = new Map<string, Cell>();
  for (const stage of fleet.stages) {
    for (const environment of stage.environments) {
      const pin = subject.pins.get(environment);
      if (pin) cells.set(environment, buildCell(pin, { subject, stage, fleet, now }));
    }
  }
  return {
    subject: subject.name,
    newest: newestRelease(subject),
    cells,
    rejected: [...subject.releases.values()].flatMap(({ version, rejected, removed }) =>
      rejected === undefined || removed ? [] : [{ version, reason: rejected.reason }],
    ),
    activeVersions: listActiveVersions(subject),
    versionsBehind: countVersionsBehind(subject, fleet.stages),
  };
}

interface Around {
  readonly subject: Subject;
  readonly stage: Stage;
  readonly fleet: Fleet;
  readonly now: Instant;
}

function buildCell(pin: Pinned, around: Around): Cell {
  const { subject, fleet, now } = around;
  const since = fleet.unknownArrivals === undefined ? pin.runs[0].since : undefined;
  const newer = [...subject.releases.values()].filter(
    ({ version, rejected }) => rejected === undefined && numberOf(version) > numberOf(pin.version),
  );
  return {
    version: pin.version,
    since,
    age: since === undefined ? undefined : Math.max(0, now - since),
    soak: judgeSoak(pin, since, around),
    behind: newer.length,
    barred: [...pin.barred].sort((a, b) => numberOf(a) - numberOf(b)),
    retired: pin.retired,
  };
}

function judgeSoak(
  { version, retired }: Pinned,
  since: Instant | undefined,
  { stage, fleet, now }: Around,
): Soak {
  if (version === 'current' || retired || stage.index === fleet.stages.length - 1) return { state: 'none' };
  if (since === undefined) return { state: 'unknown' };
  const left = since + stage.soak - now;
  return left > 0 ? { state: 'soaking', left } : { state: 'ready' };
}

function findBroken(
  { subject, activeVersions, versionsBehind }: Row,
  limits: Fleet['limits'],
): BrokenLimit[] {
  const found = { activeVersions: activeVersions.length, versionsBehind };
  return (['activeVersions', 'versionsBehind'] as const).flatMap((limit) => {
    const allowed = limits[limit];
    return allowed === undefined || found[limit] <= allowed
      ? []
      : [{ subject, limit, found: found[limit], allowed }];
  });
}
