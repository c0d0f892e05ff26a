// May a promotion enter a stage now, and if not, why, and when it may. Windows in, an answer out; a pure function of
// them and of the time. The windows must be ones that validate accepted.
import type { Instant } from '../../model/time.ts';
import { wallClockAt } from '../../model/zone.ts';
import { readSchedule } from '../../validate/schedule/read-schedule.ts';
import { isUnreadable, type Schedule } from '../../validate/schedule/schedule.ts';
import type { Fleet } from '../fleet.ts';
import { grainOf, matchSchedule } from './match-schedule.ts';

export type WindowAnswer =
  | { readonly open: true }
  | {
      readonly open: false;
      /** A clause without a full stop: `it opens Mon-Thu 09:00-16:00 (Europe/London)`. */
      readonly reason: string;
      /** The first minute in which it is open; undefined when it does not open within a year. */
      readonly opensAt: Instant | undefined;
    };

const MINUTE = 60_000;
const YEAR = 366 * 1440 * MINUTE;

/** Explains whether a stage may be entered at `now`: exclusions win; where an allow names the stage, one must hold. */
export function explainWindow(windows: Fleet['windows'], stage: string, now: Instant): WindowAnswer {
  const entries = windows.filter(({ stages }) => stages.includes(stage));
  const excludes = entries.flatMap((entry) => readEntry(entry, 'exclude'));
  const allows = entries.flatMap((entry) => readEntry(entry, 'allow'));
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const excluded = excludes.find((one) => holds(one, minute));
  const open = (at: Instant) =>
    !excludes.some((one) => holds(one, at)) && (allows.length === 0 || allows.some((one) => holds(one, at)));
  if (open(minute)) return { open: true };
  const reason = excluded ? `excluded ${spell(excluded)}` : `it opens ${allows.map(spell).join(', and ')}`;
  return { open: false, reason, opensAt: findOpening(open, minute, grain([...excludes, ...allows])) };
}

interface Entry {
  readonly text: string;
  readonly schedule: Schedule;
  readonly zone: string;
  readonly why: string | undefined;
}

function readEntry(window: Fleet['windows'][number], field: 'allow' | 'exclude'): Entry[] {
  const text = window[field];
  const schedule = text === undefined ? undefined : readSchedule(text);
  if (text === undefined || !schedule || isUnreadable(schedule)) return [];
  return [{ text, schedule, zone: window.timezone ?? 'UTC', why: window.reason }];
}

function holds({ schedule, zone }: Entry, at: Instant): boolean {
  return matchSchedule(schedule, wallClockAt(at, zone));
}

function spell({ text, zone, why }: Entry): string {
  return `${text} (${zone}${why === undefined ? '' : `; ${why}`})`;
}

function grain(entries: readonly Entry[]): number {
  return MINUTE * Math.min(15, ...entries.map(({ schedule }) => grainOf(schedule)));
}

/** The first minute after a closed one that is open, within a year. */
function findOpening(open: (at: Instant) => boolean, after: Instant, step: number): Instant | undefined {
  for (let at = Math.floor(after / step) * step + step; at <= after + YEAR; at += step) {
    if (open(at)) return at;
  }
  return undefined;
}
