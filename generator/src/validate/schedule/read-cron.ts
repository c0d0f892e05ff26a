// The five fields of a cron expression in, the minutes they name out: lists, ranges, steps, names of months and days.
import { type Schedule, type Unreadable, WEEK_DAYS } from './schedule.ts';

interface Field {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Names of the values, from the minimum on. */
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FIELDS: readonly Field[] = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of the month', minimum: 1, maximum: 31 },
  { name: 'month', minimum: 1, maximum: 12, names: MONTHS },
  // 7 is Sunday too.
  { name: 'day of the week', minimum: 0, maximum: 7, names: WEEK_DAYS },
];

/** Reads the five fields of cron, or says which one cannot be read. */
export function readCron(texts: readonly string[]): Schedule | Unreadable {
  const read = FIELDS.map((field, index) => readField(texts[index] ?? '', field));
  const bad = read.indexOf(undefined);
  const field = FIELDS[bad];
  if (field) {
    const { name, minimum, maximum } = field;
    const problem = `"${texts[bad]}" is no ${name} of cron`;
    return { problem, hint: `write ${minimum} to ${maximum}, *, a list, a range or a step` };
  }
  const [minutes, hours, monthDays, months, weekDays] = read.map((values) => values ?? new Set<number>());
  if (!minutes || !hours || !monthDays || !months || !weekDays) throw new Error('cron has five fields');
  if (weekDays.has(7)) weekDays.add(0);
  const [, , everyMonthDay, , everyWeekDay] = texts.map((text) => text.startsWith('*'));
  return {
    cron: {
      minutes,
      hours,
      months,
      monthDays: everyMonthDay && monthDays.size === 31 ? undefined : monthDays,
      weekDays: everyWeekDay && weekDays.size === 8 ? undefined : weekDays,
    },
  };
}

function readField(text: string, field: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, body = '', stepText = '1'] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const range = readBounds(body, field, part.includes('/'));
    const step = Number(stepText);
    if (!range || step < 1) return undefined;
    for (let value = range.first; value <= range.last; value += step) values.add(value);
  }
  return values;
}

/** `*`, `3`, `mon-fri`; one value with a step runs to the end. */
function readBounds(
  text: string,
  field: Field,
  stepped: boolean,
): { first: number; last: number } | undefined {
  if (text === '*') return { first: field.minimum, last: field.maximum };
  const [from = '', to, ...more] = text.split('-');
  const first = readValue(from, field);
  const last = to === undefined ? (stepped ? field.maximum : first) : readValue(to, field);
  if (first === undefined || last === undefined || last < first || more.length > 0) return undefined;
  return { first, last };
}

function readValue(text: string, { minimum, maximum, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + minimum;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= minimum && value <= maximum ? value : undefined;
}
