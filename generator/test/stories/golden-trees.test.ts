// Whole small repositories and the whole trees that they render to. The trees are named by the format of their base: a
// generator that changes one byte of them needs a new format. UPDATE_EXPECTED=1 writes them anew.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderRepository } from '../../src/pipeline.ts';
import { KNOWN_FORMATS } from '../../src/validate/validate.ts';

const CASES = join(import.meta.dirname, '../fixtures/render');

function filesBelow(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

const cases = readdirSync(CASES).sort();

describe('golden trees', () => {
  test.each(cases)('%s', (name) => {
    const root = join(CASES, name, 'repo');
    const { format } = parse(readFileSync(join(root, 'base/v1/base.yaml'), 'utf8'));
    const { faults, files } = renderRepository({ root, selection: {}, everything: true });
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    const folder = join(CASES, name, `expected-format-${format}`);
    if (process.env['UPDATE_EXPECTED']) {
      rmSync(folder, { recursive: true, force: true });
      for (const { path, text } of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    }
    const rendered = new Map(
      files.map(({ path, text }): [string, string] => [path, text]).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    expect(rendered).toEqual(filesBelow(folder));
  });

  test('every known format has a case', () => {
    const formats = cases.flatMap((name) =>
      readdirSync(join(CASES, name)).map((folder) => Number(/^expected-format-(\d+)$/.exec(folder)?.[1])),
    );
    for (const format of KNOWN_FORMATS) expect(formats).toContain(format);
  });

  test('a copy elsewhere renders the same', () => {
    const [name = ''] = cases;
    const copy = join(process.env['RUNNER_TEMP'] ?? '/tmp', `townhall-golden-${process.pid}`);
    cpSync(join(CASES, name, 'repo'), copy, { recursive: true });
    const texts = (root: string) => renderRepository({ root, selection: {}, everything: false }).files;
    try {
      expect(texts(copy)).toEqual(texts(join(CASES, name, 'repo')));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
