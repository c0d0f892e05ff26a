// What an editor sees: every file that people write here, and in a fresh repository, fits the schema that its own first
// line names; a misspelt field does not.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = ['towns', 'base', 'environments', 'clusters'];
const MODELINE = /^# yaml-language-server: \$schema=(\S+)\n/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/\/(manifests|argo-cd|flux)\//.test(path)),
).sort();

const schemas = new Map<string, z.ZodType>();

function schemaOf(path: string): z.ZodType {
  const known = schemas.get(path);
  if (known) return known;
  const made = z.fromJSONSchema(JSON.parse(readFileSync(path, 'utf8')));
  schemas.set(path, made);
  return made;
}

describe('the schema that the first line names', () => {
  test.each(files)('fits %s, and refuses a misspelt field in it', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const [, target] = MODELINE.exec(text) ?? [];
    expect(target, 'a modeline').toBeDefined();
    const schema = schemaOf(join(ROOT, dirname(path), target ?? ''));
    const value: unknown = parse(text);
    expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ ...Object(value), ownre: 'nobody' }).success).toBe(false);
  });

  test('there are files of every kind', () => {
    const kinds = new Set(
      files.map((path) => /(\w+)\.schema\.json/.exec(readFileSync(join(ROOT, path), 'utf8'))?.[1]),
    );
    expect([...kinds].sort()).toEqual([
      'base',
      'cluster',
      'environment',
      'kingdom',
      'pin',
      'pipeline',
      'releases',
      'town',
    ]);
  });
});
