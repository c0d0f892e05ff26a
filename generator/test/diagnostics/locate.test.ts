import { describe, expect, it } from 'vitest';
import type { YamlPath } from '../../src/diagnostics/fault.ts';
import { createLocator, locate, sourceText } from '../../src/diagnostics/locate.ts';

const FILE = 'towns/market/current/town.yaml';
const TEXT = `# the market
town: market
shops:
  stall:
    image: "lamp:1.10"
    version: 1.10
    ports: { http: 8080, admin: 9090 }
    args: [serve, "/config"]
    directions:
      - product: wood
        amount: 10
      - { product: iron }
    notes: |
      lit
    empty:
`;
const texts = new Map([[FILE, TEXT]]);

/** `line:column marked text`. */
function marked(path: YamlPath, part?: 'key' | 'value'): string {
  const at = locate({ file: FILE, path, ...(part && { part }) }, texts);
  const text =
    at &&
    Array.from(at.lineText)
      .slice(at.column - 1, at.column - 1 + at.length)
      .join('');
  return `${at?.line}:${at?.column} ${text}`;
}

describe('the place of a path', () => {
  it.each<[string, YamlPath, string]>([
    ['a scalar', ['town'], '2:7 market'],
    ['a quoted scalar', ['shops', 'stall', 'image'], '5:12 "lamp:1.10"'],
    ['a flow mapping', ['shops', 'stall', 'ports'], '7:12 { http: 8080, admin: 9090 }'],
    ['a value in a flow mapping', ['shops', 'stall', 'ports', 'admin'], '7:33 9090'],
    ['an entry of a list', ['shops', 'stall', 'args', 1], '8:19 "/config"'],
    ['a value in an entry', ['shops', 'stall', 'directions', 0, 'amount'], '11:17 10'],
    ['an entry that is a block: its first key', ['shops', 'stall', 'directions', 0], '10:9 product'],
    ['an entry that is a flow mapping', ['shops', 'stall', 'directions', 1], '12:9 { product: iron }'],
    ['a block mapping: its key', ['shops', 'stall'], '4:3 stall'],
    ['a block list: its key', ['shops', 'stall', 'directions'], '9:5 directions'],
    ['a block scalar: its head', ['shops', 'stall', 'notes'], '13:12 |'],
    ['no value: its key', ['shops', 'stall', 'empty'], '15:5 empty'],
    ['a missing key: the key of what lacks it', ['shops', 'stall', 'probes', 'live'], '4:3 stall'],
    ['a missing key of a flow mapping: its key', ['shops', 'stall', 'ports', 'metrics'], '7:5 ports'],
    ['a missing entry: the key of its list', ['shops', 'stall', 'args', 7], '8:5 args'],
    ['a missing key of an entry: the entry', ['shops', 'stall', 'directions', 0, 'minimum'], '10:9 product'],
    ['a missing key of the document: its first key', ['kingdom'], '2:1 town'],
    ['the document', [], '2:1 town'],
  ])('is %s', (_what, path, expected) => {
    expect(marked(path)).toBe(expected);
  });

  it('is the key when the fault is about the key', () => {
    expect(marked(['shops', 'stall', 'ports', 'admin'], 'key')).toBe('7:26 admin');
    expect(marked(['town'], 'key')).toBe('2:1 town');
  });
});

describe('other places', () => {
  it('counts columns of an offset in characters, not in units of memory', () => {
    const text = 'a: "\u{1f3ee}\u{1f3ee}" x\n';
    const at = locate({ file: FILE, offset: text.indexOf('x'), length: 1 }, new Map([[FILE, text]]));
    expect(at).toMatchObject({ line: 1, column: 9, length: 1 });
  });

  it('marks only the first line of what goes on', () => {
    const at = locate({ file: FILE, offset: TEXT.indexOf('product: wood'), length: 400 }, texts);
    expect(at).toMatchObject({ line: 10, column: 9, length: 'product: wood'.length });
  });

  it('finds an offset behind the end on the last line', () => {
    expect(locate({ file: FILE, offset: TEXT.length + 9 }, texts)).toMatchObject({
      line: 16,
      column: 1,
      length: 1,
    });
  });

  it('has none for a file as a whole and for a file without a text', () => {
    expect(locate({ file: FILE }, texts)).toBeUndefined();
    expect(locate({ file: 'base/current/base.yaml', path: ['format'] }, texts)).toBeUndefined();
  });

  it('finds something in a text that is no YAML, an empty one too', () => {
    for (const text of ['', '}{', '- a', '\n\n', 'a: [', '*x']) {
      expect(createLocator(new Map([[FILE, text]]))({ file: FILE, path: ['a', 0] })?.line).toBeGreaterThan(0);
    }
  });
});

describe('the source of a value', () => {
  it('Y23 keeps the zero of 1.10', () => {
    expect(sourceText(TEXT, ['shops', 'stall', 'version'])).toBe('1.10');
    expect(sourceText(TEXT, ['shops', 'stall', 'ports', 'http'])).toBe('8080');
  });

  it('is there for scalars only', () => {
    expect(sourceText(TEXT, ['shops', 'stall'])).toBeUndefined();
    expect(sourceText(TEXT, ['shops', 'nowhere'])).toBeUndefined();
  });
});
