import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExamples } from '../../tools/reference/examples.ts';
import { listFields, townReference } from '../../tools/town-reference.ts';

const ROOT = join(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/town-reference.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));

/** Words for people and for checks, rules of parameters, and what is used elsewhere; a gate that opens changes what it gates. */
const RENDER_NOTHING: Readonly<Record<string, readonly string[]>> = {
  'The town': ['owner', 'description', 'parameters', 'gates', 'waive'],
  gate: ['default', 'description'],
  parameter: ['type', 'default', 'description', 'minimum', 'maximum', 'enum', 'pattern'],
  patch: ['owner', 'expires'],
  secret: ['keys', 'existing'],
  shop: ['description', 'waive'],
  storage: ['existing'],
};

describe('the reference of the town file', () => {
  test('is made from the schemas and the examples of today', () => {
    expect(page).toBe(townReference());
  });

  test('every field says what it is', () => {
    expect(rows.length).toBeGreaterThan(200);
    for (const row of rows) expect(row.split(' | ')[3], row).toMatch(/\S/);
  });

  test('every field has an example, and every example is of a field', () => {
    const fields = listFields().flatMap(({ mapping, fields }) =>
      fields.map((field) => `${mapping} ${field}`),
    );
    const examples = new Set(readExamples().map(({ mapping, field }) => `${mapping} ${field}`));
    expect(fields.filter((field) => !examples.has(field))).toEqual([]);
    const mappings = new Set(listFields().map(({ mapping }) => mapping));
    expect(readExamples().filter(({ mapping }) => !mappings.has(mapping))).toEqual([]);
  });

  test('every field that says something to the cluster changes what is rendered', () => {
    const silent: Record<string, string[]> = {};
    for (const section of page.split(/^## /m).slice(1)) {
      const title = section.slice(0, section.indexOf('\n'));
      const fields = [...section.matchAll(/^\| `(\w+)`.* — \|$/gm)].map(([, field = '']) => field);
      if (fields.length > 0) silent[title] = fields;
    }
    expect(silent).toEqual(RENDER_NOTHING);
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
