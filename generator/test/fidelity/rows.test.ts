// Every row of the seeds has its place: a test that is named after it, or a sentence in docs/seed-systems.md why there is none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seedTowns } from './rendered.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** How many rows each letter has, and those between two numbers. */
const ROWS: Readonly<Record<string, number>> = {
  ...{ V: 12, F: 4, K: 8, L: 4, S: 3, I: 6, R: 3, D: 7, DS: 3, J: 5, C: 5, B: 5 },
  ...{ E: 3, P: 6, M: 4, A: 4, G: 9, N: 8 },
};
const BETWEEN = ['R1b', 'J2b', 'A3b'];
const CIVILIZATION = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8'];

const rows = [
  ...CIVILIZATION,
  ...BETWEEN,
  ...Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  ),
];

interface Entry {
  readonly row: string;
  readonly place: string;
}

/** The lines of the page's tables. */
const entries = readFileSync(join(ROOT, 'docs/seed-systems.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([before, row = '', , place = '']): Entry[] =>
    before === '' && /^(\d\.\d|[A-Z]+\d+[a-z]?)$/.test(row) ? [{ row, place }] : [],
  );

/** The rows that tests are named after: `K5: ...`, `1.2 data model`. */
const tested = new Set(
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'rows.test.ts')
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\(['"`](\d\.\d|[A-Z]+\d+[a-z]?)(?=[: ])/g)])
    .map(([, row]) => row),
);

describe('the rows of the seeds', () => {
  test('stand in docs/seed-systems.md, each once', () => {
    expect(entries.map(({ row }) => row).sort()).toEqual([...rows].sort());
  });

  test.each(rows)('%s has a test, or a reason why it is no town', (row) => {
    const place = entries.find((entry) => entry.row === row)?.place ?? '';
    if (place.startsWith('no town: ')) expect(place.length, place).toBeGreaterThan('no town: '.length + 10);
    else expect(tested).toContain(row);
  });

  test('name towns that there are', () => {
    const towns = [...seedTowns(), 'simple-town', 'voting'];
    for (const { row, place } of entries) {
      const town = /^`([a-z-]+)`/.exec(place)?.[1];
      if (!/^(no town|the product): /.test(place)) expect(towns, `${row}: ${place}`).toContain(town);
    }
  });
});
