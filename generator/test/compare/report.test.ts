// What is told of a change: folded, summed up, and spelled for a terminal and for a pull request.
import { describe, expect, test } from 'vitest';
import { isOver } from '../../src/compare/budget.ts';
import { foldChanges } from '../../src/compare/fold-changes.ts';
import { foldHazards } from '../../src/compare/report/fold-hazards.ts';
import { COMMENT_LIMIT, formatDiffMarkdown } from '../../src/compare/report/format-markdown.ts';
import { formatDiffText } from '../../src/compare/report/format-text.ts';
import type { LocatedHazard } from '../../src/compare/report/report.ts';
import { summarize } from '../../src/compare/report/summarize.ts';
import { makeDeletion, makeObject, makeReport, makeRestart, measure, ORDER } from './make-report.ts';

const HAZARD: LocatedHazard = {
  code: 'claim-removed',
  refuses: true,
  dataLoss: true,
  environments: ['canary'],
  town: 'market',
  shop: undefined,
  object: 'PersistentVolumeClaim market-ledger',
  message: 'the ledger is deleted, and its data with it',
  safeWay: 'save its data first',
  cause: undefined,
  line: 'towns/market/v2/town.yaml:12',
};

describe('folding', () => {
  test('the same change in several environments is one, in the order of the pipeline', () => {
    const folded = foldChanges(
      ['regions/uk', 'regions/asia'].map((name) => makeRestart(name)),
      ORDER,
    );
    expect(folded).toMatchObject([
      { object: 'Deployment market-stall', environments: ['regions/asia', 'regions/uk'], restarts: 6 },
    ]);
  });

  test('another value, another effect or another shop is another change', () => {
    const changes = [
      makeRestart('canary'),
      makeRestart('regions/uk', 'market-stall', 'stall:3'),
      makeRestart('canary', 'market-well'),
      makeDeletion('staging'),
    ];
    expect(foldChanges(changes, ORDER)).toHaveLength(4);
  });

  test('what is grave comes first', () => {
    const changes = [makeRestart('canary'), makeDeletion('canary', 'market-well')];
    expect(foldChanges(changes, ORDER).map(({ effect }) => effect)).toEqual(['delete', 'restart']);
  });

  test('the cause is the field that has the effect, and never the checksum', () => {
    const restart = makeRestart('canary');
    const checksum = ['spec', 'template', 'metadata', 'annotations', 'checksum/config'];
    const fields = [
      { path: ['spec', 'replicas'], before: 1, after: 2 },
      { path: checksum, before: 'a', after: 'b' },
      ...restart.fields,
    ];
    const [folded] = foldChanges([{ ...restart, fields }], ORDER);
    expect(folded?.cause?.field).toEqual(restart.fields[0]?.path);
  });

  test('the same hazard in several environments is one, and what refuses comes first', () => {
    const { environments: _, line: __, ...hazard } = HAZARD;
    const found = [
      { ...hazard, environment: 'regions/uk', code: 'unreleased' as const, refuses: false },
      { ...hazard, environment: 'regions/uk' },
      { ...hazard, environment: 'canary' },
    ];
    expect(foldHazards(found, ORDER)).toMatchObject([
      { code: 'claim-removed', environments: ['canary', 'regions/uk'] },
      { code: 'unreleased', environments: ['regions/uk'] },
    ]);
  });
});

describe('the sentence', () => {
  test.each([
    [
      ['regions/uk', 'regions/asia'].map((name) => makeRestart(name)),
      '1 shop restarts (6 pods) in 2 regions, 0 deletions',
    ],
    [
      [makeRestart('canary'), makeRestart('canary', 'market-well')],
      '2 shops restart (6 pods) in canary, 0 deletions',
    ],
    [
      [makeRestart('canary'), makeRestart('regions/uk')],
      '1 shop restarts (6 pods) in 2 environments, 0 deletions',
    ],
    [[makeDeletion('canary'), makeDeletion('regions/uk')], 'no shop restarts, 2 deletions'],
    [
      [{ ...makeDeletion('canary'), effect: 'data-loss' as const }],
      'no shop restarts, 1 deletion, DATA LOSS in 1 object',
    ],
  ])('%#: %s', (changes, sentence) => {
    expect(summarize(makeReport(changes))).toBe(sentence);
  });

  test('counts hazards that refuse, and not those that are only shown', () => {
    const shown = { ...HAZARD, refuses: false };
    expect(summarize(makeReport([], { hazards: [HAZARD, shown] }))).toBe(
      'no shop restarts, 0 deletions, 1 hazard',
    );
  });
});

describe('the budget', () => {
  const changes = [
    makeRestart('canary'),
    makeRestart('regions/uk'),
    makeRestart('regions/asia'),
    makeDeletion('canary'),
  ];

  test('counts stages and not environments, objects that go, and pods', () => {
    expect(measure(changes, {}).map(({ measure: name, used }) => [name, used])).toEqual([
      ['stages', 2],
      ['deletions', 1],
      ['restarts', 9],
    ]);
  });

  test('labels touch no stage', () => {
    const [stages] = measure([{ ...makeRestart('canary'), effect: 'metadata', restarts: 0 }], {});
    expect(stages?.used).toBe(0);
  });

  test('what has no limit is never over, and a limit is what may still be', () => {
    const limits = { stages: 1, restarts: 9 };
    expect(measure(changes, { limits }).map(isOver)).toEqual([true, false, false]);
  });

  test('the highest allowance counts, and one below the limit takes nothing away', () => {
    const limits = { stages: 1, deletions: 5 };
    const allowances = [
      { name: 'fair', allows: { stages: 2, deletions: 0 } },
      { name: 'feast', allows: { stages: 3 } },
    ];
    expect(measure(changes, { limits, allowances })).toMatchObject([
      { limit: 3, liftedBy: 'feast' },
      { limit: 5, liftedBy: undefined },
      { limit: undefined, liftedBy: undefined },
    ]);
  });
});

describe('for a terminal', () => {
  test('no line is wider than 100 columns where words allow it', () => {
    const image = `registry.example.com/${'very-'.repeat(40)}long:2`;
    const report = makeReport(
      [makeRestart('canary', undefined, image), ...ORDER.map((name) => makeRestart(name, 'market-well'))],
      {
        hazards: [{ ...HAZARD, message: 'the ledger '.repeat(30) }],
        moves: ORDER.map((environment) => ({
          subject: 'market',
          environment,
          from: 'v1',
          to: 'v2',
          retired: false,
        })),
      },
    );
    for (const line of formatDiffText(report).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('two long values are shown from where they differ', () => {
    const [before, after] = [1, 2].map(
      (n) => `registry.eastus.example.com/acme/riverland/stalls/stall:${n}.0.0`,
    );
    const restart = makeRestart('canary');
    const [field] = restart.fields;
    if (!field) throw new Error('a restart has a field');
    const text = formatDiffText(makeReport([{ ...restart, fields: [{ ...field, before, after }] }]));
    expect(text).toContain('image: …stall:1.0.0 -> …stall:2.0.0\n');
  });
});

describe('for a pull request', () => {
  test('the whole comment: sentence, budget, moves, hazards, table, details', () => {
    const changes = [
      makeRestart('regions/asia'),
      makeRestart('regions/uk'),
      makeDeletion('canary', 'market-well'),
    ];
    const report = makeReport(changes, {
      hazards: [HAZARD],
      moves: [{ subject: 'market', environment: 'canary', from: 'v1', to: 'v2', retired: false }],
      budget: measure(changes, { limits: { stages: 1, deletions: 5 } }),
    });
    expect(formatDiffMarkdown(report)).toMatchInlineSnapshot(`
      "**1 shop restarts (6 pods) in 2 regions, 1 deletion, 1 hazard**

      **Over the budget of one change**: stages 2 of 1 (canary, regions). A file in \`environments/overrides/\` lifts it, with a reason and an owner.

      - market v1 -> v2 in canary

      - **hazard** \`claim-removed\` in canary: the ledger is deleted, and its data with it (\`towns/market/v2/town.yaml:12\`). Safe way: save its data first.

      | town | object | what happens | where |
      | --- | --- | --- | --- |
      | market | Deployment market-well | deleted | canary |
      | market | Deployment market-stall | restarts (6 pods) | regions/asia, regions/uk |

      <details><summary>market</summary>

      - Deployment market-stall in regions/asia, regions/uk
        - \`spec.template.spec.containers[0].image: stall:1 -> stall:2\`

      </details>
      "
    `);
  });

  test('a thousand objects of a thousand towns fit, and what is left out is counted', () => {
    const value = 'wood '.repeat(200);
    const changes = Array.from({ length: 1000 }, (_, index) => {
      const restart = makeRestart('canary', `market-stall-${index}`, `${value}${index}`);
      const town = `market-${index}`;
      return { ...restart, after: makeObject('canary', `market-stall-${index}`, { town }) };
    });
    const hazards = changes.map((_, index) => ({ ...HAZARD, message: `${value} ${index}` }));
    const moves = changes.map((_, index) => ({
      subject: `market-${index}`,
      environment: 'canary',
      from: 'v1',
      to: 'v2',
      retired: false,
    }));
    const text = formatDiffMarkdown(
      makeReport(changes, { hazards, moves, budget: measure(changes, { limits: { restarts: 1 } }) }),
    );
    expect(text.length).toBeLessThan(COMMENT_LIMIT);
    expect(text.split('\n')[0]).toBe(
      '**1000 shops restart (3000 pods) in canary, 0 deletions, 1000 hazards**',
    );
    for (const noun of ['moves', 'hazards', 'objects'])
      expect(text).toMatch(new RegExp(`^and \\d+ more ${noun}$`, 'm'));
    expect(text).toMatch(/^and the details of \d+ more$/m);
    expect(text).toContain('**Over the budget of one change**: restarts 3000 of 1.');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('one object with a thousand fields leaves room for the others', () => {
    const fields = Array.from({ length: 1000 }, (_, index) => ({
      path: ['data', `wood-${index}`],
      before: 'oak',
      after: 'elm',
    }));
    const text = formatDiffMarkdown(
      makeReport([{ ...makeRestart('canary'), fields }, makeRestart('canary', 'market-well')]),
    );
    expect(text).toMatch(/^and \d+ more fields$/m);
    expect(text).toContain('- Deployment market-well in canary');
  });

  test('nothing that people write is markup, ends a cell, or calls anybody', () => {
    const nasty = 'a | b `c` *d* <img src=x> &lt; @mira #12 [e](f)\n| g | ``h`` ~~i~~ \\|';
    const restart = makeRestart('canary', undefined, nasty);
    const after = makeObject('canary', 'market-stall', { town: '<b>@mira</b> | x' });
    const report = makeReport([{ ...restart, after }], {
      hazards: [{ ...HAZARD, message: nasty, line: 'a`b:1' }],
    });
    const text = formatDiffMarkdown(report);
    const outside = text.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<(?!\/?(?:details|summary)>)(?<!\\<)/);
    expect(outside).not.toMatch(/[@#](?!\u200b)/);
    expect(text.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(3);
    for (const row of text.split('\n').filter((line) => line.startsWith('| ')))
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  test('nothing changed is no comment', () => {
    expect(formatDiffMarkdown(makeReport([]))).toBe('');
  });

  test('values that differ from region to region are one row, and each in the details', () => {
    const text = formatDiffMarkdown(
      makeReport([makeRestart('regions/uk'), makeRestart('regions/asia', undefined, 'stall:3')]),
    );
    expect(text).toContain(
      '| market | Deployment market-stall | restarts (6 pods) | regions/asia, regions/uk |\n',
    );
    expect(text).toContain('stall:1 -> stall:2');
    expect(text).toContain('stall:1 -> stall:3');
  });
});
