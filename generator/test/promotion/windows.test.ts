// When a stage may be entered: the words of windows, wall clocks, exclusions, and the minute in which it opens.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeInstant } from '../../src/model/time.ts';
import { explainWindow } from '../../src/promotion/windows/explain-window.ts';
import { readSchedule } from '../../src/validate/schedule/read-schedule.ts';
import type { PipelineDocument } from '../../src/validate/vocabulary/pipeline.ts';

type Window = NonNullable<PipelineDocument['windows']>[number];

const at = (text: string) => Date.parse(text);
const regions = (...windows: Omit<Window, 'stages'>[]) =>
  windows.map((window) => ({ ...window, stages: ['regions'] }));
const answer = (windows: Window[], now: string) => explainWindow(windows, 'regions', at(now));
const opens = (windows: Window[], now: string) => {
  const found = answer(windows, now);
  if (found.open) return 'open';
  return found.opensAt === undefined ? 'never' : writeInstant(found.opensAt);
};

// 2026-11-20 is a Friday.
const OPENINGS: readonly [rule: string, window: Omit<Window, 'stages'>, now: string, opens: string][] = [
  ['a range is open from its first minute', { allow: 'Mon-Thu 09:00-16:00' }, '2026-11-19T09:00:00Z', 'open'],
  [
    'and closed from its end',
    { allow: 'Mon-Thu 09:00-16:00' },
    '2026-11-19T16:00:00Z',
    '2026-11-23T09:00:00Z',
  ],
  ['the last minute counts', { allow: 'Mon-Thu 09:00-16:00' }, '2026-11-19T15:59:59Z', 'open'],
  [
    'half a minute before is before',
    { allow: '09:00-16:00' },
    '2026-11-19T08:59:30Z',
    '2026-11-19T09:00:00Z',
  ],
  ['days alone are whole days', { allow: 'Sat,Sun' }, '2026-11-20T23:59:00Z', '2026-11-21T00:00:00Z'],
  ['days run over the end of a week', { allow: 'Fri-Mon' }, '2026-11-24T12:00:00Z', '2026-11-27T00:00:00Z'],
  ['hours alone are of every day', { allow: '09:00-17:00' }, '2026-11-21T18:00:00Z', '2026-11-22T09:00:00Z'],
  ['a range over midnight goes on', { allow: 'Fri 22:00-02:00' }, '2026-11-21T01:59:00Z', 'open'],
  [
    'on its own day it has not begun',
    { allow: 'Fri 22:00-02:00' },
    '2026-11-20T01:00:00Z',
    '2026-11-20T22:00:00Z',
  ],
  ['up to midnight', { allow: '22:00-24:00' }, '2026-11-20T23:59:00Z', 'open'],
  [
    'several ranges',
    { allow: 'Mon 09:00-10:00; Sat, Sun 12:07 - 13:00' },
    '2026-11-20T12:00:00Z',
    '2026-11-21T12:07:00Z',
  ],
  ['dates', { allow: '2026-12-24..2026-12-27' }, '2026-11-20T12:00:00Z', '2026-12-24T00:00:00Z'],
  ['dates that are over', { allow: '2026-11-01' }, '2026-11-20T12:00:00Z', 'never'],
  [
    'an exclusion alone leaves the rest open',
    { exclude: 'Fri' },
    '2026-11-20T12:00:00Z',
    '2026-11-21T00:00:00Z',
  ],
  [
    'an exclusion wins over its allow',
    { allow: '09:00-17:00', exclude: 'Fri-Sun' },
    '2026-11-20T12:00:00Z',
    '2026-11-23T09:00:00Z',
  ],
  ['all days excluded', { exclude: 'Mon-Sun' }, '2026-11-20T12:00:00Z', 'never'],
  ['every minute that cron names', { allow: '*/20 9-16 * * mon-thu' }, '2026-11-19T09:20:59Z', 'open'],
  ['and no other', { allow: '*/20 9-16 * * mon-thu' }, '2026-11-19T09:21:00Z', '2026-11-19T09:40:00Z'],
  [
    'cron: the day of the month or of the week',
    { allow: '0 9 13 * 1' },
    '2026-11-13T09:01:00Z',
    '2026-11-16T09:00:00Z',
  ],
  ['cron: 7 is Sunday', { allow: '30 6 * dec 7' }, '2026-11-20T12:00:00Z', '2026-12-06T06:30:00Z'],
  ['cron: 29 February is more than a year away', { allow: '0 0 29 2 *' }, '2026-11-20T12:00:00Z', 'never'],

  [
    'New York in winter is five hours behind',
    { allow: '09:00-16:00', timezone: 'America/New_York' },
    '2026-11-19T13:59:00Z',
    '2026-11-19T14:00:00Z',
  ],
  [
    'in summer four',
    { allow: '09:00-16:00', timezone: 'America/New_York' },
    '2026-07-01T12:59:00Z',
    '2026-07-01T13:00:00Z',
  ],
  [
    'the day is that of the zone',
    { allow: 'Mon', timezone: 'America/New_York' },
    '2026-11-23T04:59:00Z',
    '2026-11-23T05:00:00Z',
  ],
  [
    'New York, clocks forward: from 02:00 means from 03:00',
    { allow: 'Sun 02:00-04:00', timezone: 'America/New_York' },
    '2026-03-08T06:59:00Z',
    '2026-03-08T07:00:00Z',
  ],
  [
    'what lies in the skipped hour never comes that day',
    { allow: '02:00-03:00', timezone: 'America/New_York' },
    '2026-03-08T06:00:00Z',
    '2026-03-09T06:00:00Z',
  ],
  [
    'New York, clocks back: the first 01:30',
    { allow: 'Sun 01:00-02:00', timezone: 'America/New_York' },
    '2026-11-01T05:30:00Z',
    'open',
  ],
  [
    'and the second 01:30',
    { allow: 'Sun 01:00-02:00', timezone: 'America/New_York' },
    '2026-11-01T06:30:00Z',
    'open',
  ],
  [
    'and then it is two',
    { allow: 'Sun 01:00-02:00', timezone: 'America/New_York' },
    '2026-11-01T07:00:00Z',
    '2026-11-08T06:00:00Z',
  ],
  [
    'London, clocks forward',
    { allow: 'Sun 01:00-03:00', timezone: 'Europe/London' },
    '2026-03-29T00:59:00Z',
    '2026-03-29T01:00:00Z',
  ],
  [
    'London, the day after',
    { allow: '09:00-10:00', timezone: 'Europe/London' },
    '2026-03-30T07:00:00Z',
    '2026-03-30T08:00:00Z',
  ],
  [
    'London, clocks back',
    { allow: 'Sun 01:00-02:00', timezone: 'Europe/London' },
    '2026-10-25T01:59:00Z',
    'open',
  ],
  [
    'a zone with three quarters',
    { allow: '10:00-11:00', timezone: 'Asia/Kathmandu' },
    '2026-11-20T04:00:00Z',
    '2026-11-20T04:15:00Z',
  ],
];

describe('when a window opens', () => {
  test.each(OPENINGS)('%s', (_, window, now, expected) => {
    expect(opens(regions(window), now)).toBe(expected);
  });

  test('one allow of several is enough, each in its own time zone', () => {
    const windows = regions({ allow: 'Mon', timezone: 'Asia/Tokyo' }, { allow: 'Fri 20:00-21:00' });
    expect(opens(windows, '2026-11-20T20:30:00Z')).toBe('open');
    expect(opens(windows, '2026-11-20T21:00:00Z')).toBe('2026-11-22T15:00:00Z');
  });

  test('an exclusion of one entry wins over the allow of another', () => {
    const windows = regions({ allow: 'Mon-Fri' }, { exclude: '2026-11-20', reason: 'the harvest feast' });
    expect(answer(windows, '2026-11-20T12:00:00Z')).toEqual({
      open: false,
      reason: 'excluded 2026-11-20 (UTC; the harvest feast)',
      opensAt: at('2026-11-23T00:00:00Z'),
    });
  });

  test('the reason names the hours and whose they are', () => {
    const windows = regions({ allow: 'Mon-Thu 09:00-16:00', timezone: 'America/New_York' });
    expect(answer(windows, '2026-11-20T12:00:00Z')).toMatchObject({
      reason: 'it opens Mon-Thu 09:00-16:00 (America/New_York)',
    });
  });

  test('a stage that no window names is open', () => {
    const windows = [{ stages: ['canary'], exclude: 'Mon-Sun' }];
    expect(answer(windows, '2026-11-20T12:00:00Z')).toEqual({ open: true });
  });
});

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
  );
const range = fc
  .tuple(fc.subarray(DAYS, { minLength: 1 }), clock, clock)
  .filter(([, from, until]) => from !== until)
  .map(([days, from, until]) => `${days.join(',')} ${from}-${until}`);
const schedule = fc.array(range, { minLength: 1, maxLength: 3 }).map((ranges) => ranges.join('; '));
const windows = fc.array(
  fc.record(
    {
      stages: fc.constant<string[]>(['regions']),
      allow: schedule,
      exclude: schedule,
      timezone: fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata'),
    },
    { requiredKeys: ['stages', 'timezone'] },
  ),
  { minLength: 1, maxLength: 3 },
);
const YEAR_2026 = { min: at('2026-01-01T00:00:00Z') / 1000, max: at('2026-12-31T23:59:59Z') / 1000 };

test('it is open in the minute in which it opens, and closed from now until then', () => {
  let closed = 0;
  fc.assert(
    fc.property(windows, fc.integer(YEAR_2026), (entries, seconds) => {
      const found = explainWindow(entries, 'regions', seconds * 1000);
      if (found.open || found.opensAt === undefined) return;
      closed++;
      expect(explainWindow(entries, 'regions', found.opensAt).open).toBe(true);
      expect(explainWindow(entries, 'regions', found.opensAt - 1).open).toBe(false);
      const between = seconds * 1000 + Math.floor((found.opensAt - seconds * 1000) * 0.618);
      expect(explainWindow(entries, 'regions', between).open).toBe(false);
    }),
    { numRuns: 300 },
  );
  expect(closed).toBeGreaterThan(50);
});

describe('what is no schedule', () => {
  test.each([
    ['', 'it says no days and no hours'],
    ['Mon;', 'it says no days and no hours'],
    ['Mon-Thu 9:00-16:00', '"9:00-16:00" is no range of hours'],
    ['Mon 09:00-25:00', '"09:00-25:00" is no range of hours'],
    ['Mon 24:00-02:00', '"24:00-02:00" is no range of hours'],
    ['Mon 09:60-10:00', '"09:60-10:00" is no range of hours'],
    ['09:00-09:00', '"09:00-09:00" ends when it begins'],
    ['Monday', '"Monday" is no day'],
    ['Mon-Tue-Wed', '"Mon-Tue-Wed" is no day'],
    ['2026-02-30', '"2026-02-30" is no date'],
    ['2026-12-27..2026-12-24', '"2026-12-27..2026-12-24" ends before it begins'],
    ['Mon 09:00-16:00 sharp', '"Mon 09:00-16:00 sharp" is neither days and hours nor five fields of cron'],
    ['60 * * * *', '"60" is no minute of cron'],
    ['0 9 0 * *', '"0" is no day of the month of cron'],
    ['0 9 * * fri-mon', '"fri-mon" is no day of the week of cron'],
    ['*/0 * * * *', '"*/0" is no minute of cron'],
    ['0 9 * * 1,', '"1," is no day of the week of cron'],
  ])('%s', (text, problem) => {
    expect(readSchedule(text)).toMatchObject({ problem });
  });
});
