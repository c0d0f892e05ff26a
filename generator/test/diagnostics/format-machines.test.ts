import { describe, expect, it } from 'vitest';
import { fault } from '../../src/diagnostics/fault.ts';
import { formatGithub } from '../../src/diagnostics/format-github.ts';
import { formatJson } from '../../src/diagnostics/format-json.ts';
import { formatSarif } from '../../src/diagnostics/format-sarif.ts';

const texts = new Map([
  ['towns/market/current/town.yaml', 'town: market\nimage: 100%\n'],
  ['towns/a b,c:d.yaml', 'town: market\n'],
]);
const faults = [
  fault(
    'yaml-tag',
    'found 100%, twice: here',
    { file: 'towns/market/current/town.yaml', path: ['image'] },
    {
      hint: 'write 1',
      other: { place: { file: 'towns/a b,c:d.yaml', path: ['town'] }, label: 'the other' },
    },
  ),
  fault('missing-document', 'no file', { file: 'towns/a b,c:d.yaml' }, { severity: 'warning' }),
];
const input = { faults, texts, colour: false };

describe('faults for programs', () => {
  it('are workflow commands of GitHub with everything escaped', () => {
    expect(formatGithub(input)).toBe(
      [
        '::warning file=towns/a b%2Cc%3Ad.yaml,title=missing-document::no file',
        '::error file=towns/market/current/town.yaml,line=2,col=8,endColumn=12,title=yaml-tag::found 100%25, twice: here%0Ahint: write 1',
        '',
      ].join('\n'),
    );
  });

  it('cannot begin a workflow command of their own', () => {
    const evil = fault('yaml-tag', 'x\n::set-env name=PATH::/\r\n::error::', {
      file: 'a\n::stop-commands::x',
    });
    const printed = formatGithub({ ...input, faults: [evil] });
    expect(printed.split(/[\r\n]+/).filter((line) => line !== '')).toHaveLength(1);
  });

  it('are JSON', () => {
    expect(JSON.parse(formatJson(input))).toEqual({
      faults: [
        {
          code: 'missing-document',
          severity: 'warning',
          message: 'no file',
          file: 'towns/a b,c:d.yaml',
        },
        {
          code: 'yaml-tag',
          severity: 'error',
          message: 'found 100%, twice: here',
          file: 'towns/market/current/town.yaml',
          line: 2,
          column: 8,
          length: 4,
          path: ['image'],
          other: {
            label: 'the other',
            file: 'towns/a b,c:d.yaml',
            line: 1,
            column: 7,
            length: 6,
            path: ['town'],
          },
          hint: 'write 1',
        },
      ],
      omitted: 0,
    });
  });

  it('are SARIF 2.1.0 with a rule for each code', () => {
    const log = JSON.parse(formatSarif(input));
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'unicodeCodePoints' }] });
    const [{ tool, results }] = log.runs;
    expect(tool.driver.name).toBe('townhall');
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['missing-document', 'yaml-tag']);
    expect(results).toEqual([
      {
        ruleId: 'missing-document',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'no file.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'towns/a%20b%2Cc%3Ad.yaml' } } }],
      },
      {
        ruleId: 'yaml-tag',
        ruleIndex: 1,
        level: 'error',
        message: { text: 'found 100%, twice: here. Hint: write 1' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'towns/market/current/town.yaml' },
              region: { startLine: 2, startColumn: 8, endColumn: 12 },
            },
          },
        ],
        relatedLocations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'towns/a%20b%2Cc%3Ad.yaml' },
              region: { startLine: 1, startColumn: 7, endColumn: 13 },
            },
            message: { text: 'the other' },
          },
        ],
      },
    ]);
  });

  it('are whole documents when there is nothing to say', () => {
    const none = { faults: [], texts, colour: false };
    expect(JSON.parse(formatJson(none))).toEqual({ faults: [], omitted: 0 });
    expect(JSON.parse(formatSarif(none)).runs[0].results).toEqual([]);
    expect(formatGithub(none)).toBe('');
  });
});
