// Whether a schedule holds at a day and minute of the wall clock.
import type { WallClock } from '../../model/zone.ts';
import type { Cron, Days, Range, Schedule } from '../../validate/schedule/schedule.ts';

/** Whether the schedule holds in this minute. A minute that the clock skips never comes; one that it repeats holds twice. */
export function matchSchedule(schedule: Schedule, wall: WallClock): boolean {
  return schedule.cron ? matchCron(schedule.cron, wall) : schedule.ranges.some((one) => inRange(one, wall));
}

/** The longest step in minutes, from full hours of UTC on, that meets every minute in which the schedule may turn. */
export function grainOf(schedule: Schedule): 1 | 5 | 15 {
  if (schedule.cron) return 1;
  const edges = schedule.ranges.flatMap(({ from, until }) => [from, until]);
  const fits = (grain: number) => edges.every((edge) => edge % grain === 0);
  return fits(15) ? 15 : fits(5) ? 5 : 1;
}

function inRange({ days, from, until }: Range, { day, minute }: WallClock): boolean {
  const on = (which: number) => days?.some((one) => inDays(one, which)) ?? true;
  if (from < until) return on(day) && minute >= from && minute < until;
  return (on(day) && minute >= from) || (on(day - 1) && minute < until);
}

function inDays({ of, first, last }: Days, day: number): boolean {
  const at = of === 'week' ? weekDayOf(day) : day;
  return first <= last ? at >= first && at <= last : at >= first || at <= last;
}

function matchCron(
  { minutes, hours, monthDays, months, weekDays }: Cron,
  { day, minute }: WallClock,
): boolean {
  if (!minutes.has(minute % 60) || !hours.has(Math.floor(minute / 60))) return false;
  const date = new Date(day * 86_400_000);
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const inMonth = monthDays?.has(date.getUTCDate());
  const inWeek = weekDays?.has(weekDayOf(day));
  return inMonth === undefined ? (inWeek ?? true) : inMonth || inWeek === true;
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekDayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
