// When a cronjob runs: five cron fields or a word, as the CronJob controller reads them, and a time zone that it knows.
import { type Fault, type FaultDetails, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isTimeZone, spellTimeZone, timeZones } from '../model/zone.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { explainCron } from './explain-cron.ts';
import { readGoDuration } from './read-go-duration.ts';

/** Every fault of the schedule of a shop. */
export function checkSchedule(question: ShopQuestion): Fault[] {
  const { spec, kind, placeOf } = question;
  const faults = checkZone(question);
  if (spec.schedule !== undefined) {
    const said = explainSchedule(spec.schedule);
    if (!said) return [...checkInterval(question), ...faults];
    const { message, ...details } = said;
    return [fault('bad-schedule', message, placeOf(['schedule']), details), ...faults];
  }
  if (kind !== 'cronjob') return faults;
  const details = { hint: 'add `schedule: "0 4 * * *"`' };
  const message = 'a cronjob has no schedule, so it would never run';
  return [fault('missing-schedule', message, placeOf(['kind']), details), ...faults];
}

type Explained = FaultDetails & { readonly message: string };

/** What is wrong with a schedule, if anything. */
function explainSchedule(schedule: string): Explained | undefined {
  const zone = /^(?:CRON_)?TZ=(\S*)/.exec(schedule)?.[1];
  if (zone !== undefined) {
    const message = `"${schedule}" names a time zone, and Kubernetes takes none inside of a schedule`;
    return { message, hint: `say \`timezone: ${zone || 'Europe/London'}\` beside \`schedule\`` };
  }
  return schedule.startsWith('@') ? explainWord(schedule) : explainFields(schedule);
}

function explainFields(schedule: string): Explained | undefined {
  const wrong = explainCron(schedule);
  if (wrong === undefined) return undefined;
  const hint = 'write minute, hour, day of month, month and day of week: "0 4 * * *"';
  return { message: `"${schedule}" is not a schedule${wrong}`, hint };
}

const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const EVERY = '@every ';
const MINUTE = 60;

function explainWord(schedule: string): Explained | undefined {
  if (schedule.startsWith(EVERY)) return explainInterval(schedule, readInterval(schedule));
  if (WORDS.includes(schedule)) return undefined;
  if (schedule === '@reboot') {
    const message = '"@reboot" is not a schedule: a cluster never starts anew';
    return { message, hint: 'what runs at every start of a pod is one of `init`' };
  }
  const hint = suggestHint(schedule, WORDS) ?? `write one of ${WORDS.join(', ')}, or five cron fields`;
  return { message: `"${schedule}" is not a schedule: Kubernetes does not know the word`, hint };
}

function explainInterval(schedule: string, seconds: number | undefined): Explained | undefined {
  if (seconds === undefined) {
    const message = `"${schedule}" is not a schedule: it wants hours, minutes and seconds`;
    return { message, hint: 'write "@every 90m", or "@every 24h" for a day' };
  }
  if (seconds >= MINUTE) return undefined;
  const message = `"${schedule}" is less than a minute, and Kubernetes names each run by its minute`;
  return { message, hint: 'let it be at least "@every 1m"' };
}

/** The seconds between two runs, of a schedule that says only these. */
function readInterval(schedule: string): number | undefined {
  return schedule.startsWith(EVERY) ? readGoDuration(schedule.slice(EVERY.length)) : undefined;
}

/** The controller counts on from the last run, or from the deadline where that is later, and then the next run is never due. */
function checkInterval(question: ShopQuestion): Fault[] {
  const { schedule = '', startingDeadline } = question.spec;
  const seconds = readInterval(schedule);
  if (seconds === undefined || startingDeadline === undefined || startingDeadline >= seconds) return [];
  const message = `runs that may be ${startingDeadline} seconds late, "${schedule}", are never due`;
  const said = { path: ['startingDeadline'], against: ['schedule'], label: 'counted from the deadline' };
  const hint = `let it be at least ${Math.ceil(seconds)}, or write the schedule as five cron fields`;
  return [conflict(question, message, { ...said, hint })];
}

function checkZone({ spec: { timezone }, placeOf }: ShopQuestion): Fault[] {
  if (timezone === undefined) return [];
  // The database is a folder of files to Kubernetes: it takes no other letters.
  if (isTimeZone(timezone) && spellTimeZone(timezone) === timezone) return [];
  const hint =
    suggestHint(timezone, timeZones()) ?? 'write a name of the time zone database, such as Europe/London';
  return [fault('unknown-time-zone', `"${timezone}" is not a time zone`, placeOf(['timezone']), { hint })];
}
