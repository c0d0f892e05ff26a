// A fleet and a time in, the table of `townhall status` out. Pure: the same fleet at the same time is the same status.
import type { Instant } from '../../model/time.ts';
import { BASE, type Fleet, numberOf, type Pinned, type Stage, type Subject } from '../fleet.ts';
import { isInForce } from '../rules/hold.ts';
import { countBehind, runningOf } from '../rules/limits.ts';
import { soakLeft } from '../soak.ts';
import { findNext } from './find-next.ts';
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
    next: findNext(fleet, now).filter((move) => wanted(move.subject)),
    gates: gates.filter(({ town }) => wanted(town)),
    holds: holds.filter((hold) => isInForce(hold, now)),
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
  const releases = [...subject.releases.values()];
  const sound = releases.filter(({ rejected }) => rejected === undefined).map(({ version }) => version);
  const running = runningOf(subject);
  const cells = fleet.stages.flatMap((stage) =>
    stage.environments.flatMap((environment) => {
      const pin = subject.pins.get(environment);
      return pin ? [[environment, buildCell(pin, { sound, stage, fleet, now })] as const] : [];
    }),
  );
  return {
    subject: subject.name,
    newest: sound.sort(byAge).at(-1),
    cells: new Map(cells),
    rejected: releases.flatMap(({ version, rejected, removed }) =>
      rejected === undefined || removed ? [] : [{ version, reason: rejected.reason }],
    ),
    activeVersions: [...new Set(running.values())].sort(byAge),
    versionsBehind: countBehind(fleet, subject, running),
  };
}

/** The oldest version first. */
function byAge(a: string, b: string): number {
  return numberOf(a) - numberOf(b);
}

interface Around {
  /** The releases that are not rejected. */
  readonly sound: readonly string[];
  readonly stage: Stage;
  readonly fleet: Fleet;
  readonly now: Instant;
}

function buildCell(pin: Pinned, around: Around): Cell {
  const { sound, fleet, now } = around;
  const since = fleet.unknownArrivals === undefined ? pin.runs[0].since : undefined;
  return {
    version: pin.version,
    since,
    age: since === undefined ? undefined : Math.max(0, now - since),
    merged: isMerged(pin, fleet),
    soak: judgeSoak(pin, around),
    behind: sound.filter((version) => numberOf(version) > numberOf(pin.version)).length,
    barred: [...pin.barred].sort(byAge),
    retired: pin.retired,
  };
}

/** A pin that says since when it runs, and that the branch has never said, waits for its merge. */
function isMerged({ runs: [{ since, said }] }: Pinned, { unknownArrivals }: Fleet): boolean | undefined {
  if (unknownArrivals !== undefined || (since === undefined && said === undefined)) return undefined;
  return since !== undefined;
}

function judgeSoak(pin: Pinned, { stage, fleet, now }: Around): Soak {
  const isLast = stage.index === fleet.stages.length - 1;
  if (pin.version === 'current' || pin.retired || isLast) return { state: 'none' };
  if (fleet.unknownArrivals !== undefined) return { state: 'unknown' };
  const left = soakLeft(pin, pin.version, stage, now);
  if (left === undefined) return { state: 'unknown' };
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
