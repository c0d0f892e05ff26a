import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/diagnostics/locate.ts';
import { parseYaml, YamlParser } from '../../src/load/parse-yaml.ts';

const FILE = 'towns/market/current/town.yaml';

/** Faults as `code line:column`, in order of place. */
function faultsOf(text: string): string[] {
  const { value, faults } = parseYaml(FILE, text);
  expect(value === undefined).toBe(faults.length > 0);
  const locate = createLocator(new Map([[FILE, text]]));
  return faults.map(({ code, place }) => {
    const at = place && locate(place);
    return `${code} ${at?.line}:${at?.column}`;
  });
}

function nest(levels: number): string {
  return `${Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}a:`).join('\n')} 1\n`;
}

const REFUSED: readonly (readonly [row: string, text: string, faults: string[]])[] = [
  ['Y01 a duplicate key', 'town: market\ntown: harbour\n', ['yaml-duplicate-key 2:1']],
  ['Y01 a duplicate key in a flow mapping', 'ports: {b: 1, b: 2}\n', ['yaml-duplicate-key 1:15']],
  ['Y02 the keys 1 and "1"', '1: a\n"1": b\n', ['yaml-duplicate-key 2:1']],
  ['Y04 an anchor', 'a: &x 1\n', ['yaml-alias 1:4']],
  ['Y04 an anchor of a key', '&x a: 1\n', ['yaml-alias 1:1']],
  ['Y04 an alias', 'a: *x\n', ['yaml-alias 1:4']],
  ['Y04 an alias as a key', '*x : 1\n', ['yaml-alias 1:1']],
  ['Y06 an alias of what holds it', 'a: &a [*a]\n', ['yaml-alias 1:4', 'yaml-alias 1:8']],
  ['Y26 Y04 an alias below a tag', 'a: !stall { b: *x }\n', ['yaml-tag 1:4', 'yaml-alias 1:16']],
  ['Y08 a merge key', 'a: 1\n<<: {b: 1}\n', ['yaml-merge-key 2:1']],
  ['Y09 a tab as indentation', 'shops:\n\tbaker: 1\n', ['tab-indentation 2:1']],
  ['Y09 a tab behind spaces', 'shops:\n  a: 1\n \tb: 1\n', ['tab-indentation 3:2']],
  ['Y10 a byte order mark inside', 'a: 1\n\ufeffb: 2\n', ['hidden-character 2:1']],
  ['Y11 a carriage return alone', 'a: 1\rb: 2\n', ['hidden-character 1:5']],
  ['Y12 two documents', 'a: 1\n---\nb: 2\n', ['yaml-documents 2:1']],
  ['Y12 a document after the end', 'a: 1\n...\nb: 2\n', ['yaml-documents 3:1']],
  ['Y12 a trailing ---', 'a: 1\n---\n', ['yaml-documents 2:1']],
  ['Y13 nothing', '', ['yaml-not-a-mapping 1:1']],
  ['Y13 only comments', '# later\n', ['yaml-not-a-mapping 1:1']],
  ['Y13 null at the top', '~\n', ['yaml-not-a-mapping 1:1']],
  ['Y13 a scalar at the top', '# a town\nmarket\n', ['yaml-not-a-mapping 2:1']],
  ['Y13 a list at the top', '- market\n', ['yaml-not-a-mapping 1:1']],
  ['Y15 the key __proto__', 'a: 1\n__proto__: {polluted: true}\n', ['yaml-forbidden-key 2:1']],
  ['Y15 the key constructor, nested', 'a: {constructor: 1}\n', ['yaml-forbidden-key 1:5']],
  ['Y15 the key prototype in a list', 'a:\n  - "prototype": 1\n', ['yaml-forbidden-key 2:5']],
  [
    'Y21 infinity',
    'a: .inf\nb: -.INF\nc: .nan\n',
    ['yaml-ambiguous 1:4', 'yaml-ambiguous 2:4', 'yaml-ambiguous 3:4'],
  ],
  ['Y24 no value', 'a:\nb: ~\nc: null\nd: 1\n', ['yaml-empty 1:1', 'yaml-empty 2:1', 'yaml-empty 3:1']],
  ['Y24 no value in a list', 'a: [x, ~]\n', ['yaml-empty 1:8']],
  ['Y24 no value in a flow mapping', 'a: {b, c: 1}\n', ['yaml-empty 1:5']],
  ['Y25 a YAML directive', '%YAML 1.1\n---\na: 1\n', ['yaml-directive 1:1']],
  ['Y25 a later version', '%YAML 2.0\n---\na: 1\n', ['yaml-directive 1:1']],
  ['Y25 a TAG directive', '%TAG ! tag:x,2026:\n---\na: 1\n', ['yaml-directive 1:1']],
  ['Y25 an unknown directive', '%LAMP on\n---\na: 1\n', ['yaml-directive 1:1']],
  ['Y31 21 levels', nest(21), ['yaml-too-deep 21:41']],
  ['Y33 an unclosed quote', 'a: 1\nb: "open\nc: 3\n', ['yaml-syntax 2:4']],
  ['Y33 an unclosed single quote', "a: 1\nb: 'open\nc: 3\n", ['yaml-syntax 2:4']],
  ['Y33 an unclosed bracket', 'a: [1, 2\nb: 3\n', ['yaml-syntax 1:4']],
  ['Y33 an unclosed brace', 'a: 1\nb: {c: 3\n', ['yaml-syntax 2:4']],
  ['Y33 an unclosed brace around everything', '{a: 1\n', ['yaml-syntax 1:1']],
  ['Y33 an indentation that fits no line', 'shops:\n    a: 1\n  b: 2\n', ['yaml-syntax 3:3']],
  ['Y33 a mapping below a value, once', 'a: 1\n b: 2\n', ['yaml-syntax 1:4']],
  ['Y33 a: b: c', 'a: b: c\n', ['yaml-syntax 1:4']],
  ['Y33 a value that begins with @', 'a: @b\n', ['yaml-syntax 1:4']],
  ['Y33 a value that begins with a backtick', 'a: 1\nb: `c\n', ['yaml-syntax 2:4']],
  ['Y33 a template that is not quoted', 'image: {{ parameters.image }}\n', ['yaml-syntax 1:8']],
  ['Y33 faults on two lines', 'a: @b\nc: 1\nd: `e\n', ['yaml-syntax 1:4', 'yaml-syntax 3:4']],
  ['Y33 faults before a syntax error stay', 'a: 010\nb: @c\n', ['yaml-ambiguous 1:4', 'yaml-syntax 2:4']],
  [
    'Y35 a merge conflict',
    'a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n',
    ['merge-conflict 2:1', 'merge-conflict 4:1', 'merge-conflict 6:1'],
  ],
  ['Y36 a long key', `a: 1\n? ${'k'.repeat(1025)}\n: 1\n`, ['yaml-too-long 2:3']],
  ['Y36 a long implicit key', `${'k'.repeat(1025)}: 1\n`, ['yaml-too-long 1:1']],
  ['Y36 a long value', `a: "${'v'.repeat(4097)}"\n`, ['yaml-too-long 1:4']],
  ['Y36 a long list', `a: [${'1, '.repeat(1000)}1]\n`, ['yaml-too-long 1:4']],
];

describe('strict YAML', () => {
  it.each(REFUSED)('refuses %s', (_row, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it.each([
    ...[
      'yes',
      'No',
      'ON',
      'off',
      'y',
      'N',
      '22:22',
      '2024-01-01',
      '2024-01-01 10:00:00',
      '1_000',
      '0b11',
      '0o10',
    ],
    ...[
      '010',
      '-07',
      '08',
      '0x1F',
      '1e3',
      '1.5e3',
      '1e400',
      '1234567e8',
      '5.',
      '1.0_1',
      '=',
      '2026-11-20T09:30:00',
    ],
  ])('Y17 Y19 refuses %s, which YAML readers read differently', (source) => {
    expect(faultsOf(`a: ${source}\n`)).toEqual(['yaml-ambiguous 1:4']);
    expect(faultsOf(`a: [${source}]\n`)).toEqual(['yaml-ambiguous 1:5']);
    expect(parseYaml(FILE, `a: ${source}\n`).faults[0]?.hint).toBe(`quote this value: "${source}"`);
    expect(parseYaml(FILE, `a: "${source}"\n`).value).toEqual({ a: source });
  });

  it.each(['yes', 'n', '1.10', 'true', 'null', '010', '~'])('Y17 refuses %s as a key', (source) => {
    expect(faultsOf(`${source}: 1\n`)).toEqual(['yaml-ambiguous 1:1']);
  });

  it.each([
    ['market', 'market'],
    ['8080', 8080],
    ['-1', -1],
    ['+1', 1],
    ['0', 0],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1.10', 1.1],
    ['true', true],
    ['False', false],
    ['1.37.0', '1.37.0'],
    ['10.0.0.1', '10.0.0.1'],
    ['8080:80', '8080:80'],
    ['24h', '24h'],
    ['64Mi', '64Mi'],
    ['0 */5 * * *', '0 */5 * * *'],
    ['none', 'none'],
    ['.', '.'],
    ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z'],
    ['2026-11-20T09:30:00.5+01:00', '2026-11-20T09:30:00.5+01:00'],
    ['busybox:1.37', 'busybox:1.37'],
  ])('reads %s as every YAML reader does', (source, value) => {
    expect(parseYaml(FILE, `a: ${source}\n`)).toEqual({ value: { a: value }, faults: [] });
  });

  it('Y21 refuses whole numbers that lose digits', () => {
    expect(faultsOf('a: 9007199254740993\n')).toEqual(['yaml-number 1:4']);
  });

  it.each([
    '!!js/function x',
    '!!python/name:os.system x',
    '!stall x',
    '!!binary aGk=',
    '!!set {a}',
    '!!omap []',
    '!!timestamp 2026-01-01',
    '!!str 5',
    '! x',
    '!!str',
  ])('Y26 refuses the tag of %s', (value) => {
    expect(faultsOf(`a: ${value}\n`).at(0)).toBe('yaml-tag 1:4');
  });

  it.each([
    '0',
    '7',
    '1b',
    '7f',
    '80',
    '9f',
    '2028',
    '2029',
    '202a',
    '202e',
    '2066',
    '2069',
    '200b',
    '200d',
    '2060',
  ])('Y27 refuses U+%s as it is and escaped, and names it', (hex) => {
    const name = `U+${hex.toUpperCase().padStart(4, '0')}`;
    const character = String.fromCodePoint(Number.parseInt(hex, 16));
    for (const value of [`x${character}`, `"x${character}"`, `"x\\u${hex.padStart(4, '0')}"`]) {
      const { faults } = parseYaml(FILE, `a: ${value}\n`);
      expect(faults.map(({ code }) => code)).toEqual(['hidden-character']);
      expect(faults[0]?.message).toContain(name);
    }
  });

  it('Y28 refuses lone surrogates and code points that do not exist', () => {
    expect(faultsOf('a: "\\ud800"\n')).toEqual(['hidden-character 1:4']);
    expect(faultsOf('a: "\\UFFFFFFFF"\n')).toEqual(['yaml-syntax 1:5']);
    expect(parseYaml(FILE, 'a: "\\ud83d\\ude00 \u{1f600}"\n').value).toEqual({ a: '\u{1f600} \u{1f600}' });
  });

  it('Y05 refuses a billion laughs at once', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`);
    const before = performance.now();
    expect(faultsOf(`a: &a-1 lol\n${lines.join('\n')}\n`)).toHaveLength(91);
    expect(performance.now() - before).toBeLessThan(50);
  });

  it('Y15 leaves the prototype of every object alone', () => {
    parseYaml(FILE, '__proto__: {polluted: true}\na: {__proto__: {polluted: true}}\n');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('Y31 takes 20 levels', () => {
    expect(parseYaml(FILE, nest(20)).faults).toEqual([]);
  });

  it.each(['[', '{a: ', '? ', '- ', 'a: ['])(
    'Y31 refuses thousands of %s quickly and without a throw',
    (open) => {
      const text = `a: ${open.repeat(Math.floor(65_000 / open.length))}`;
      const before = performance.now();
      expect(faultsOf(text).length).toBeGreaterThan(0);
      expect(performance.now() - before).toBeLessThan(2000);
    },
  );

  it('Y32 reads thousands of keys in linear time', () => {
    const text = Array.from({ length: 6000 }, (_, n) => `k${n}: 1`).join('\n');
    const before = performance.now();
    expect(parseYaml(FILE, text).faults).toEqual([]);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('Y36 takes long values as blocks', () => {
    const line = 'lamps '.repeat(1000).trim();
    expect(parseYaml(FILE, `a: |-\n  ${line}\n`)).toEqual({ value: { a: line }, faults: [] });
  });

  it('points at both places of a duplicate key', () => {
    const [fault] = parseYaml(FILE, 'a: 1\nb: 2\na: 3\n').faults;
    expect(fault?.other).toEqual({
      place: { file: FILE, offset: 0, length: 1 },
      label: 'first written here',
    });
  });

  it('says nothing in the words of the library', () => {
    for (const [, text] of REFUSED) {
      for (const { message, hint } of parseYaml(FILE, text).faults) {
        expect(`${message} ${hint}`).not.toMatch(/implicit|scalar|token|flow|collection|\[object/i);
      }
    }
  });

  it('takes a document that begins with --- and one that ends with ...', () => {
    expect(parseYaml(FILE, '---\na: 1\n...\n')).toEqual({ value: { a: 1 }, faults: [] });
  });

  it('parses equal texts once and names the right file in the faults of each', () => {
    const parser = new YamlParser();
    expect(parser.parse('a.yaml', 'a: 1\n').value).toBe(parser.parse('b.yaml', 'a: 1\n').value);
    expect(parser.parse('a.yaml', 'a: ~\n').faults[0]?.place?.file).toBe('a.yaml');
    expect(parser.parse('b.yaml', 'a: ~\n').faults[0]?.place?.file).toBe('b.yaml');
  });
});
