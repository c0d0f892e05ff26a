import { describe, expect, it } from 'vitest';
import { type Fault, fault } from '../../src/diagnostics/fault.ts';
import { formatText } from '../../src/diagnostics/format-text.ts';

const FILE = 'towns/simple-town/current/town.yaml';
const TOWN = `town: simple-town
kingdom: foobar
shops:
  woodworker:
    image: ghcr.io/acme/shop:1.0.0
    args: [serve, /config/directions.json]
    replicas: 1

    prots: { http: 8080 }
`;

function print(faults: Fault[], files: Record<string, string> = { [FILE]: TOWN }): string {
  return formatText({ faults, texts: new Map(Object.entries(files)), colour: false });
}

describe('faults for people', () => {
  it('shows the line, marks what is meant and gives the hint', () => {
    const place = { file: FILE, path: ['shops', 'woodworker', 'prots'], part: 'key' } as const;
    const found = fault('unknown-file', '"prots" is not a field of a shop', place, {
      hint: 'did you mean "ports"?',
    });
    expect(print([found])).toBe(
      `error[unknown-file]: "prots" is not a field of a shop
  --> towns/simple-town/current/town.yaml:9:5
   |
 9 |     prots: { http: 8080 }
   |     ^^^^^
   = hint: did you mean "ports"?

`,
    );
  });

  it('shows the second place where two disagree, in one gutter', () => {
    const text = `${'# lamps\n'.repeat(9)}town: market\nkingdom: foobar\n`;
    const found = fault(
      'yaml-duplicate-key',
      'two towns are named "market"',
      { file: FILE, path: ['town'] },
      {
        other: { place: { file: 'towns/a/current/town.yaml', path: ['town'] }, label: 'the other one' },
        hint: 'rename one',
      },
    );
    expect(print([found], { [FILE]: text, 'towns/a/current/town.yaml': 'town: market\n' })).toBe(
      `error[yaml-duplicate-key]: two towns are named "market"
   --> towns/simple-town/current/town.yaml:10:7
    |
 10 | town: market
    |       ^^^^^^
   ::: towns/a/current/town.yaml:1:7
    |
  1 | town: market
    |       ------ the other one
    = hint: rename one

`,
    );
  });

  it('names a file as a whole without a frame, and prints the detail as it is', () => {
    const found = [
      fault(
        'missing-document',
        'the folder has no cluster.yaml',
        { file: 'clusters/uk/cluster.yaml' },
        { severity: 'warning' },
      ),
      fault('not-a-repository', 'this folder is no repository', undefined, {
        detail: '-old\n+new\n',
        hint: 'go on',
      }),
    ];
    expect(print(found)).toBe(
      `error[not-a-repository]: this folder is no repository
-old
+new
   = hint: go on

warning[missing-document]: the folder has no cluster.yaml
  --> clusters/uk/cluster.yaml

`,
    );
  });

  it('keeps marks below tabs and wide characters', () => {
    const text = 'a: "\t\u5e02\u5834 e\u0301" x\n';
    const [, , , source, marks] = print(
      [fault('yaml-syntax', 'found "x"', { file: FILE, offset: text.indexOf('x') })],
      {
        [FILE]: text,
      },
    ).split('\n');
    expect(source).toBe(' 1 | a: "  \u5e02\u5834 e\u0301" x');
    expect(marks).toBe('   |               ^');
  });

  it('cuts a long line around what is meant', () => {
    const text = `a: "${'l'.repeat(300)}" STALL "${'m'.repeat(300)}"\n`;
    const place = { file: FILE, offset: text.indexOf('STALL'), length: 5 };
    const [, , , source = '', marks = ''] = print([fault('yaml-syntax', 'found "STALL"', place)], {
      [FILE]: text,
    }).split('\n');
    expect(source.length).toBeLessThan(170);
    expect(source.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('STALL');
    expect(source).toMatch(/^ 1 \| …l+" STALL "m+…$/);
  });

  it('spells out characters that would steer a terminal, wherever they come from', () => {
    const text = 'a: "\u001b[31m\u202e"\n';
    const found = fault(
      'hidden-character',
      'found \u001b[2J\nhere',
      { file: FILE, offset: 4, length: 1 },
      {
        hint: 'drop \u0007',
        detail: '+\u009b',
        other: { place: { file: 'a\u001b', offset: 0 }, label: '\u200b' },
      },
    );
    const printed = print([found], { [FILE]: text });
    expect(printed).toBe(
      `error[hidden-character]: found \\u{1b}[2J\\nhere
  --> towns/simple-town/current/town.yaml:1:5
   |
 1 | a: "\\u{1b}[31m\\u{202e}"
   |     ^^^^^^
  ::: a\\u{1b}: \\u{200b}
+\\u{9b}
   = hint: drop \\u{7}

`,
    );
  });

  it('colours only when asked', () => {
    const found = [fault('missing-document', 'no file', undefined)];
    expect(formatText({ faults: found, texts: new Map(), colour: true })).toBe(
      '\u001b[1;31merror[missing-document]\u001b[0m: \u001b[1mno file\u001b[0m\n\n',
    );
  });

  it('counts what it leaves out', () => {
    const many = Array.from({ length: 103 }, (_, n) => fault('missing-document', `no file ${n}`, undefined));
    expect(print(many).split('\n\n')).toHaveLength(102);
    expect(print(many)).toMatch(/\n\n… and 3 more faults that are not shown\n\n$/);
  });
});
