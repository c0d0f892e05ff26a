// The text of a window in, its schedule out: `Mon-Thu 09:00-16:00; Sat,Sun`, `22:00-02:00`, `2026-12-24..2026-12-27`, or
// the five fields of cron. What it takes means one thing only.
import { readCron } from './read-cron.ts';
import {
  type Days,
  isUnreadable,
  type Range,
  type Schedule,
  type Unreadable,
  WEEK_DAYS,
} from './schedule.ts';

const EXAMPLE = 'write days and hours such as "Mon-Thu 09:00-16:00", or five fields of cron';
const MILLISECONDS_OF_DAY = 86_400_000;

/** Reads a schedule, or says why it is none. */
export function readSchedule(text: string): Schedule | Unreadable {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5 && !text.includes(';')) return readCron(fields);
  const ranges: Range[] = [];
  for (const part of text.split(';')) {
    const range = readRange(part.trim());
    if (isUnreadable(range)) return range;
    ranges.push(range);
  }
  return { ranges };
}

function readRange(text: string): Range | Unreadable {
  if (text === '') return { problem: 'it says no days and no hours', hint: EXAMPLE };
  const [first = '', second, ...more] = text.replace(/\s*([,-]|\.\.)\s*/g, '$1').split(' ');
  if (more.length > 0)
    return { problem: `"${text}" is neither days and hours nor five fields of cron`, hint: EXAMPLE };
  const onlyHours = second === undefined && first.includes(':');
  const hours = readHours(onlyHours ? first : second);
  if (isUnreadable(hours)) return hours;
  if (onlyHours) return { days: undefined, ...hours };
  const days: Days[] = [];
  for (const part of first.split(',')) {
    const read = /^\d/.test(part) ? readDates(part) : readWeekDays(part);
    if (isUnreadable(read)) return read;
    days.push(read);
  }
  return { days, ...hours };
}

/** Hours of a day; the whole day when none are said. */
function readHours(text: string | undefined): Omit<Range, 'days'> | Unreadable {
  if (text === undefined) return { from: 0, until: 1440 };
  const [, ...numbers] = /^(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$/.exec(text) ?? [];
  const [hour = 24, minute = 0, hours = 25, minutes = 0] = numbers.map(Number);
  const from = hour * 60 + minute;
  const until = hours * 60 + minutes;
  if (from >= 1440 || until > 1440)
    return { problem: `"${text}" is no range of hours`, hint: 'write hours such as 09:00-16:00' };
  if (from === until)
    return { problem: `"${text}" ends when it begins`, hint: 'write 00:00-24:00 for the whole day' };
  return { from, until };
}

function readDates(text: string): Days | Unreadable {
  const [from = '', to = from, ...more] = text.split('..');
  const [first, last] = [readDate(from), readDate(to)];
  const hint = 'write a date such as 2026-12-24, or 2026-12-24..2026-12-27';
  if (first === undefined || last === undefined || more.length > 0)
    return { problem: `"${text}" is no date`, hint };
  return last < first
    ? { problem: `"${text}" ends before it begins`, hint }
    : { of: 'calendar', first, last };
}

function readWeekDays(text: string): Days | Unreadable {
  const [from = '', to = from, ...more] = text.toLowerCase().split('-');
  const names: readonly string[] = WEEK_DAYS;
  const [first, last] = [names.indexOf(from), names.indexOf(to)];
  if (first < 0 || last < 0 || more.length > 0)
    return { problem: `"${text}" is no day`, hint: 'write days such as Mon-Thu or Sat,Sun, or dates' };
  return { of: 'week', first, last };
}

/** Days since 1970-01-01; undefined for a text that is no date (30 February). */
function readDate(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  const real = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
  return real ? instant / MILLISECONDS_OF_DAY : undefined;
}
