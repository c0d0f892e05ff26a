// Five cron fields in, as the CronJob controller reads them; what is wrong with them out.

/** What is wrong with five cron fields, as the end of a sentence; nothing where they are right. */
export function explainCron(schedule: string): string | undefined {
  const said = schedule.split(/\s+/).filter((text) => text !== '');
  const { length } = said;
  if (length !== FIELDS.length) return `: it has ${length} ${length === 1 ? 'field' : 'fields'}, not five`;
  const wrong = FIELDS.findIndex((field, index) => !fits(said[index] ?? '', field));
  const field = FIELDS[wrong];
  return field && `: "${said[wrong]}" is no ${field.name}, which is ${field.least} to ${field.most}`;
}

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
