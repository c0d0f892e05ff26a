import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { townReference } from '../../tools/town-reference.ts';

const ROOT = join(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/town-reference.md'), 'utf8');

describe('the reference of the town file', () => {
  test('is made from the schemas of today', () => {
    expect(page).toBe(townReference());
  });

  test('every field says what it is', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(200);
    for (const row of rows) expect(row.split(' | ').at(-1), row).toMatch(/\S.* \|$/);
  });

  test('every link leads to a section', () => {
    const sections = new Set(
      [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-')),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !sections.has(target))).toEqual([]);
    expect(links.length).toBeGreaterThan(50);
  });
});
