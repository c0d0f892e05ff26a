// How an object is laid out: what a person reads in a diff.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { emitYaml } from '../../src/emit/emit-yaml.ts';

describe('an object', () => {
  test('starts with apiVersion, kind and metadata, and keeps the order of the rest', () => {
    const text = emitYaml({
      spec: { wheels: 2, axle: 1 },
      metadata: { name: 'mill' },
      kind: 'Mill',
      apiVersion: 'hills/v1',
      about: 'x',
    });
    expect(text).toBe(
      'apiVersion: hills/v1\nkind: Mill\nmetadata:\n  name: mill\nspec:\n  wheels: 2\n  axle: 1\nabout: x\n',
    );
  });

  test('leaves out what is undefined, and keeps what is empty', () => {
    const object = {
      a: undefined,
      none: null,
      map: {},
      list: [],
      hollow: { a: undefined },
      items: [{ a: undefined }, [], {}],
    };
    expect(emitYaml(object)).toBe('none: null\nmap: {}\nlist: []\nhollow: {}\nitems:\n- {}\n- []\n- {}\n');
    expect(emitYaml({})).toBe('{}\n');
  });

  test('used twice is written twice', () => {
    const labels = { town: 'mill' };
    expect(emitYaml({ first: labels, second: [labels, labels] })).toBe(
      'first:\n  town: mill\nsecond:\n- town: mill\n- town: mill\n',
    );
  });

  test('is laid out as kubectl lays it out', () => {
    const object = {
      containers: [
        {
          name: 'wheel',
          args: ['serve', '--fast'],
          env: [{ name: 'A', value: '1' }],
          grid: [['a', 'b'], ['c']],
        },
      ],
    };
    expect(emitYaml(object)).toBe(`containers:
- name: wheel
  args:
  - serve
  - "--fast"
  env:
  - name: A
    value: "1"
  grid:
  - - a
    - b
  - - c
`);
  });

  test('long texts stay on one line', () => {
    expect(emitYaml({ notice: 'wood and iron '.repeat(50).trim() }).split('\n')).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['bytes', new Uint8Array(2)],
    ['a function', () => 1],
    ['a big integer', 1n],
    ['not a number', Number.NaN],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['an undefined item', [undefined]],
  ])('with %s in it is a bug of a builder, and never half written', (_, value) => {
    expect(() => emitYaml({ value })).toThrow(/cannot be written as YAML/);
    expect(() => emitYaml({ list: [value] })).toThrow(/cannot be written as YAML/);
  });
});

describe('a number', () => {
  test.each([
    [3, '3'],
    [0.5, '0.5'],
    [-0, '0'],
    [1e21, '1.0e+21'],
    [1.5e-7, '1.5e-7'],
  ])('%d is written so that YAML 1.1 knows it', (number, expected) => {
    expect(emitYaml({ number })).toBe(`number: ${expected}\n`);
  });
});

describe('a text of several lines', () => {
  test.each([
    ['stands as a block', 'wheel:\n  turns: 3\n\n# end\n', 'notice: |\n  wheel:\n    turns: 3\n\n  # end\n'],
    ['without a last line feed says so', 'a\nb', 'notice: |-\n  a\n  b\n'],
    ['with several says so', 'a\nb\n\n', 'notice: |+\n  a\n  b\n\n'],
    ['in other scripts stands as a block', '“Zürich” – 木\n', 'notice: |\n  “Zürich” – 木\n'],
    ['that kubectl would refuse as a block is quoted', '\n\te', 'notice: "\\n\\te"\n'],
    ['with a space at the end of a line is quoted', 'a \nb\n', 'notice: "a \\nb\\n"\n'],
    ['that starts with a space is quoted', ' a\nb\n', 'notice: " a\\nb\\n"\n'],
    ['with a carriage return is quoted', 'a\r\nb', 'notice: "a\\r\\nb"\n'],
    ['with a line separator is quoted and shown', 'a\n\u2028', 'notice: "a\\n\\u2028"\n'],
  ])('%s', (_, text, expected) => {
    expect(emitYaml({ notice: text })).toBe(expected);
  });
});

describe('what people read often is not quoted', () => {
  test.each([
    ...[
      'mill',
      'ghcr.io/acme/mill:1.0.0',
      'http://mill:8080/live',
      '/config',
      'ReadWriteOnce',
      'apps/v1',
      'kingdom-of-hills',
    ],
    ...['50m', '64Mi', '8Gi', '30s', '25%', '10.0.0.0/8', '10.0.0.1', 'lamps lit (after dark)'],
  ])('%s', (text) => {
    expect(emitYaml({ text })).toBe(`text: ${text}\n`);
  });
});

describe('names that the Kubernetes client changed', () => {
  const models = join(
    dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')),
    'gen/models',
  );
  const changed = readdirSync(models)
    .filter((file) => file.endsWith('.js') && !file.startsWith('V1JSONSchema'))
    .flatMap((file) => [
      ...readFileSync(join(models, file), 'utf8').matchAll(/"name": "(.+)",\s+"baseName": "(.+)"/g),
    ])
    .filter(([, name, original]) => name !== original)
    .map(([, name = '', original = '']): [string, string] => [name, original]);

  test('are all known', () => {
    expect(changed.length).toBeGreaterThan(5);
    for (const [name, original] of changed) {
      const object = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { rules: [{ [name]: 1 }] },
      };
      expect(parse(emitYaml(object))).toMatchObject({ spec: { rules: [{ [original]: 1 }] } });
    }
  });

  test('are data where people choose the name', () => {
    const data = { _from: 'mill', _default: 'wheel' };
    expect(
      parse(
        emitYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: data }, data }),
      ),
    ).toMatchObject({
      metadata: { annotations: data },
      data,
    });
  });

  test.each(['hills.example.com/v1', 'apiextensions.k8s.io/v1'])(
    'are left alone in %s, which people write',
    (apiVersion) => {
      const object = { apiVersion, kind: 'Mill', spec: { _from: 1, inner: [{ _default: 2 }] } };
      expect(parse(emitYaml(object))).toEqual(object);
    },
  );
});
