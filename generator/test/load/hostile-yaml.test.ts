import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatText } from '../../src/diagnostics/format-text.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

const FILE = 'towns/market/current/town.yaml';
const TOWN = `town: market
kingdom: riverland
parameters:
  stalls: { type: integer, default: 1 }
shops:
  stall:
    image: "{{ parameters.image }}"
    args: [serve, '/config']
    notes: |
      lamps
      lit
    ports: { http: 8080 }
    directions:
      - { product: wood, amount: 10 }
`;

/** Either a value or faults, never a throw, soon; and the faults can be printed. */
function expectVerdict(text: string): void {
  const before = performance.now();
  const { value, faults } = parseYaml(FILE, text);
  expect(performance.now() - before).toBeLessThan(2000);
  expect(value === undefined).toBe(faults.length > 0);
  const printed = formatText({ faults, texts: new Map([[FILE, text]]), colour: false });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no control character may reach a terminal
  expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]|undefined|\[object/);
}

const run = { seed: 20261120, numRuns: 400 };

it('any bytes end in a value or in faults', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
      expectVerdict(
        Buffer.from(bytes)
          .toString('latin1')
          .replace(/undefined|\[object/g, ''),
      ),
    ),
    run,
  );
});

it('any mix of YAML marks ends in a value or in faults', () => {
  const marks = fc.constantFrom(
    ...'-?:,[]{}#&*!|>\'"%@`~ \n\t\r',
    'a',
    '1',
    '<<',
    '---',
    '...',
    ': ',
    '\n  ',
    '\\x',
    '!!',
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 80 }), (parts) => expectVerdict(parts.join(''))),
    run,
  );
});

it('a town with a few characters replaced ends in a value or in faults', () => {
  const edit = fc.record({
    at: fc.nat(TOWN.length),
    remove: fc.nat(6),
    insert: fc.oneof(
      fc.constantFrom('\t', '"', '{', '&a ', '*a', '!t ', '\n', ': ', '- ', '|', '\0'),
      fc.string({ maxLength: 4 }),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (t, { at, remove, insert }) => t.slice(0, at) + insert + t.slice(at + remove),
        TOWN,
      );
      expectVerdict(text);
    }),
    run,
  );
});

it('what JSON can say in words is read as JSON reads it', () => {
  const word = fc
    .stringMatching(/^[a-z][a-z0-9 .:#"'\\{}-]{0,12}[a-z]$/)
    .filter((key) => !['prototype', 'constructor'].includes(key));
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(word, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 4 }), (document) => {
      expect(parseYaml(FILE, JSON.stringify(document)).value).toEqual(JSON.parse(JSON.stringify(document)));
    }),
    { ...run, numRuns: 200 },
  );
});
