import { expect, test } from 'vitest';
import { readNow } from '../../src/commands/read-now.ts';

test('--now stands in for the clock', () => {
  expect(readNow({ options: { now: '2026-11-20T10:30:00+01:00' } })).toBe(Date.parse('2026-11-20T09:30:00Z'));
});

test.each(['2026-11-20', 'yesterday', '2026-02-30T00:00:00Z', ''])('--now does not take "%s"', (now) => {
  expect(readNow({ options: { now } })).toMatchObject({ exit: 2 });
});

test('without --now it is the time of the clock', () => {
  const before = Date.now();
  expect(readNow({ options: {} })).toBeGreaterThanOrEqual(before);
});
