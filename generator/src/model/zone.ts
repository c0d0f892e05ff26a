// What the clock on the wall shows in a time zone, and which zones there are: the one file that asks the runtime's time
// zone data. Changes of the clock fall on quarters of an hour, as they have everywhere since 1972.
import type { Instant } from './time.ts';

/** A day and a minute as a calendar and a clock on the wall show them. */
export interface WallClock {
  /** Days since 1970-01-01 on the calendar there. */
  readonly day: number;
  /** Minutes since midnight on the clock there: 0 to 1439. */
  readonly minute: number;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const MINUTES_OF_DAY = 1440;
const DAY = MINUTES_OF_DAY * MINUTE;

/** What the wall shows in a zone that `isTimeZone` knows; the seconds are left off. */
export function wallClockAt(instant: Instant, zone: string): WallClock {
  const minutes = Math.floor((instant + offsetAt(instant, zone)) / MINUTE);
  const day = Math.floor(minutes / MINUTES_OF_DAY);
  return { day, minute: minutes - day * MINUTES_OF_DAY };
}

/** Whether a text is the IANA name of a time zone, such as `Europe/London`, or `UTC`. */
export function isTimeZone(zone: string): boolean {
  // Newer runtimes take offsets such as +05:00 too: what is valid must not depend on the runtime.
  if (zone !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The name of a time zone that `isTimeZone` knows, in the letters that the database has it in; a second name stays as it is. */
export function spellTimeZone(zone: string): string {
  const { timeZone } = formatOf(zone).resolvedOptions();
  return timeZone.toLowerCase() === zone.toLowerCase() ? timeZone : zone;
}

/** The names of the time zones, for suggestions. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** A stretch of time in which the wall keeps its distance to UTC. */
interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly offset: number;
}

/** The last stretch that was asked for in each zone: who looks for an opening asks minute after minute. */
const last = new Map<string, Stretch>();

/** Milliseconds that the wall is ahead of UTC. */
function offsetAt(instant: Instant, zone: string): number {
  if (zone === 'UTC') return 0;
  const known = last.get(zone);
  if (known && instant >= known.from && instant < known.until) return known.offset;
  const stretch = findStretch(instant, zone);
  last.set(zone, stretch);
  return stretch.offset;
}

/** The day around an instant, or its quarter of an hour on a day on which the clock changes. */
function findStretch(instant: Instant, zone: string): Stretch {
  const from = Math.floor(instant / DAY) * DAY;
  const offset = askOffset(from, zone);
  if (askOffset(from + DAY, zone) === offset) return { from, until: from + DAY, offset };
  const quarter = Math.floor(instant / QUARTER) * QUARTER;
  return { from: quarter, until: quarter + QUARTER, offset: askOffset(quarter, zone) };
}

function askOffset(quarter: Instant, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - quarter;
}
