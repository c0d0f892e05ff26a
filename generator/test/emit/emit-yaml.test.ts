// What is written is what every reader reads: the same object under YAML 1.1 and 1.2, in two libraries and in kubectl.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { JSON_SCHEMA, load as loadYaml } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { emitYaml } from '../../src/emit/emit-yaml.ts';
import { alteredByKubectl, hostileStrings } from './hostile-strings.ts';

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['YAML 1.2 core', (text) => parse(text, { version: '1.2', schema: 'core' })],
  ['YAML 1.1', (text) => parse(text, { version: '1.1', schema: 'yaml-1.1' })],
  ['js-yaml', (text) => loadYaml(text)],
  ['js-yaml as JSON', (text) => loadYaml(text, { schema: JSON_SCHEMA })],
];

/** Own members as a list, because `__proto__` as a name escapes a comparison of objects. */
const membersOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? value.map(membersOf)
      : Object.entries(value).map(([name, inner]) => [name, membersOf(inner)])
    : value;

/** kustomize sorts names, so they are compared sorted. */
const sortedMembers = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, inner]): [string, unknown] => [name, sortedMembers(inner)])
        .sort(([a], [b]) => (a < b ? -1 : 1))
    : value;

const named = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

describe.each(readers)('%s reads back', (_, read) => {
  const wrong = (make: (text: string) => object): string[] =>
    [...hostileStrings, ...alteredByKubectl].filter((text) => {
      const object = make(text);
      try {
        return JSON.stringify(membersOf(read(emitYaml(object)))) !== JSON.stringify(membersOf(object));
      } catch {
        return true;
      }
    });

  test('every hostile text as a value', () => {
    expect(wrong((text) => ({ notice: text }))).toEqual([]);
  });

  test('every hostile text as a key', () => {
    expect(wrong((text) => named(text, 'mill'))).toEqual([]);
  });

  test('every hostile text in lists and deeper down, with something behind it', () => {
    expect(
      wrong((text) => ({
        mill: [text, [text, { [`a${text}`]: text, stones: [text] }]],
        wheel: { sign: text },
        last: 1,
      })),
    ).toEqual([]);
  });

  test('all hostile texts in one object', () => {
    const object = {
      value: Object.fromEntries(hostileStrings.map((text) => [text, [text, { sign: text }]])),
    };
    expect(membersOf(read(emitYaml(object)))).toEqual(membersOf(object));
  });

  test('any JSON value', () => {
    const value = fc.jsonValue({ maxDepth: 5 }).map((json) => ({ value: JSON.parse(JSON.stringify(json)) }));
    fc.assert(
      fc.property(value, (object) => {
        expect(membersOf(read(emitYaml(object)))).toEqual(membersOf(object));
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });

  test('any text made of hostile ones, as key and value', () => {
    const text = fc
      .array(fc.constantFrom(...hostileStrings), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (key, value) => {
        const object = named(key.slice(0, 200), { notice: [value] });
        expect(membersOf(read(emitYaml(object)))).toEqual(membersOf(object));
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });

  test.each([
    0,
    -1,
    1.5,
    1e21,
    1.5e21,
    1e-7,
    5e-324,
    1.7976931348623157e308,
    2 ** 53,
    2 ** 63,
    2 ** 64,
    0.1,
    123456789.123,
  ])('the number %d', (number) => {
    expect(read(emitYaml({ number, list: [number] }))).toEqual({ number, list: [number] });
  });
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/** What `kubectl kustomize` makes of these objects, by their name. */
function readWithKubectl(objects: ReadonlyMap<string, object>): Map<string, unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'townhall-kubectl-'));
  folders.push(folder);
  const resources = [...objects.keys()].map((name) => `${name}.yaml`);
  for (const [name, object] of objects) writeFileSync(join(folder, `${name}.yaml`), emitYaml(object));
  writeFileSync(join(folder, 'kustomization.yaml'), emitYaml({ resources }));
  const printed = execFileSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const documents = parseAllDocuments(printed, { version: '1.2', schema: 'core' }).map((document) =>
    document.toJS(),
  );
  return new Map(documents.map((document) => [document.metadata.name, document]));
}

describe('kubectl kustomize', () => {
  test.skipIf(!hasKubectl)(
    'reads back every hostile text as value and key (skipped where kubectl is absent)',
    () => {
      const objects = new Map<string, object>();
      // However it was written: what kubectl itself prints so that others read infinity, or a line that ends there.
      const printable = hostileStrings.filter((text) => text !== '1e400' && !/[\u2028\u2029]/.test(text));
      const chunk = 20;
      for (let start = 0; start < printable.length; start += chunk) {
        const texts = printable.slice(start, start + chunk);
        const name = `notices-${start}`;
        const data = Object.fromEntries([
          ...texts.map((text, index) => [`notice-${index}`, text]),
          // Go's reader takes a key `<<` for a merge, however it is quoted; no object of Kubernetes may have one.
          ...texts.filter((text) => text !== '<<').map((text) => [text, text]),
        ]);
        objects.set(name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
      }
      const read = readWithKubectl(objects);
      expect([...read.keys()].sort()).toEqual([...objects.keys()].sort());
      for (const [name, object] of objects)
        expect(sortedMembers(read.get(name)), name).toEqual(sortedMembers(object));
    },
  );
});
