// When a cronjob runs: five cron fields as the CronJob controller reads them, and a time zone that it knows.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isTimeZone, timeZones } from '../model/zone.ts';
import type { ShopQuestion } from './check-shop.ts';

/** Every fault of the schedule of a shop. */
export function checkSchedule(question: ShopQuestion): Fault[] {
  return [...checkFields(question), ...checkZone(question)];
}

function checkFields({ spec: { schedule }, kind, placeOf }: ShopQuestion): Fault[] {
  if (kind === 'cronjob' && schedule === undefined) {
    return [
      fault('missing-schedule', 'a cronjob has no schedule, so it would never run', placeOf(['kind']), {
        hint: 'add `schedule: "0 4 * * *"`',
      }),
    ];
  }
  if (schedule === undefined || MACRO.test(schedule)) return [];
  const said = schedule.split(' ');
  const wrong = FIELDS.findIndex((field, index) => !fits(said[index] ?? '', field));
  if (said.length === FIELDS.length && wrong === -1) return [];
  const field = said.length === FIELDS.length ? FIELDS[wrong] : undefined;
  const what = field
    ? `: "${said[wrong]}" is no ${field.name}, which is ${field.least} to ${field.most}`
    : '';
  return [
    fault('bad-schedule', `"${schedule}" is not a schedule${what}`, placeOf(['schedule']), {
      hint: 'write minute, hour, day of month, month and day of week: "0 4 * * *"',
    }),
  ];
}

const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of its values, the first for `least`. */
  readonly names?: string;
}

const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { name: 'day of week', least: 0, most: 6, names: 'sun mon tue wed thu fri sat' },
];

/** Whether a field is a list of values and ranges, each with a step or without. */
function fits(text: string, field: Field): boolean {
  return text.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false;
    if (range === '*' || range === '?') return true;
    const values = range.split('-').map((word) => readValue(word, field));
    const [first, last] = [values[0], values.at(-1)];
    return values.length <= 2 && first !== undefined && last !== undefined && first <= last;
  });
}

function readValue(word: string, { least, most, names = '' }: Field): number | undefined {
  const named = names.split(' ').indexOf(word.toLowerCase());
  if (names !== '' && named !== -1) return least + named;
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function checkZone({ spec: { timezone }, placeOf }: ShopQuestion): Fault[] {
  if (timezone === undefined || isTimeZone(timezone)) return [];
  const hint =
    suggestHint(timezone, timeZones()) ?? 'write a name of the time zone database, such as Europe/London';
  return [fault('unknown-time-zone', `"${timezone}" is not a time zone`, placeOf(['timezone']), { hint })];
}
