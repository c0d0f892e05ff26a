// The short way for texts with plain names and the library must agree: one grammar decides what a template is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileHandlebars } from '../../src/resolve/handlebars-template.ts';
import { compileTemplate } from '../../src/resolve/template.ts';
import { plainContext } from '../../src/resolve/template-context.ts';

const context = plainContext({
  town: 'market',
  parameters: { size: 3, open: true, this: 'odd' },
  gates: { 'night-market': false },
});
const rendered = (text: string) => compileTemplate(text).render(context);
const problemOf = (text: string): string => {
  const result = rendered(text);
  return 'problem' in result ? result.problem.message : `no problem: ${JSON.stringify(result.value)}`;
};

describe('one grammar', () => {
  const piece = fc.constantFrom(
    '{{ town }}',
    '{{parameters.size}}',
    '{{ gates.night-market }}',
    '{{ parameters.sise }}',
    '{{parameters.this}}',
    '{{true}}',
    '{{',
    '}}',
    '{',
    '}',
    '\\',
    '\\{{',
    'a',
    '.',
    ' ',
    '\n',
    '$',
  );
  const outcome = (result: ReturnType<typeof rendered>) =>
    'problem' in result ? { unknown: result.problem.unknown } : result;

  test('a text means the same on the short way as in Handlebars', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(text.includes('{{'));
        expect(outcome(rendered(text))).toEqual(outcome(compileHandlebars(text).render(context)));
      }),
      { seed: 11, numRuns: 2_000 },
    );
  });

  const rows: [rule: string, text: string, value: unknown][] = [
    [
      'an escaped opening needs no other expression',
      'docker inspect -f \\{{.State}}',
      'docker inspect -f {{.State}}',
    ],
    ['two backslashes are one, and the name behind them counts', '\\\\{{ town }}', '\\market'],
    ['what is neither is left alone', '${VAR} $(VAR) a }} b', '${VAR} $(VAR) a }} b'],
    ['a helper that stands alone keeps its type', '{{ not gates.night-market }}', true],
    ['a name behind @root keeps its type', '{{ @root.parameters.size }}', 3],
    ['a block makes text', '{{#if parameters.open}}3{{/if}}', '3'],
    ['a chain of conditions', '{{#if gates.night-market}}a{{else if parameters.open}}b{{else}}c{{/if}}', 'b'],
    ['entries of a mapping', '{{#each gates}}{{@key}}={{this}}{{/each}}', 'night-market=false'],
  ];
  test.each(rows)('%s', (_rule, text, value) => {
    expect(rendered(text)).toEqual({ value });
  });
});

describe('whatever is nested in whatever', () => {
  const leaf = fc.constantFrom(
    ...[
      'x',
      '{{this}}',
      '{{@key}}',
      '{{@index}}',
      '{{this.size}}',
      '{{lower this}}',
      '{{json this}}',
      '{{town}}',
    ],
    ...[
      '{{@root.town}}',
      '{{this.[size]}}',
      '{{not (eq this 3)}}',
      '{{join this ","}}',
      '{{p.size}}',
      '{{"town"}}',
    ],
  );
  const opening = fc.constantFrom(
    ...[
      'each parameters',
      'with parameters',
      'with @root.gates',
      'each this',
      'with this',
      'if this.size',
      'each town',
    ],
    ...[
      'unless (not town)',
      'if (and town this)',
      'with 3',
      'each @root.parameters',
      'if @first',
      'each gates as |p|',
    ],
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(opening, fc.array(tie('node'), { maxLength: 3 }), fc.array(tie('node'), { maxLength: 2 }))
        .map(
          ([open, body, other]) =>
            `{{#${open}}}${body.join('')}{{else}}${other.join('')}{{/${open.split(' ')[0]}}}`,
        ),
    ),
  }));

  test('it renders, or is refused in our own words; it never throws', () => {
    fc.assert(
      fc.property(node, (text) => {
        const result = rendered(text);
        if ('problem' in result)
          expect(result.problem.message).not.toMatch(/object Object|Cannot|ot defined|constructor/);
        else expect(String(result.value)).not.toMatch(/undefined|\[object/);
      }),
      { seed: 5, numRuns: 1_500 },
    );
  });
});

describe('what a template is refused for, in our own words', () => {
  const rows: [rule: string, text: string, message: RegExp][] = [
    ['T03 a mapping alone', '{{ parameters }}', /^parameters is not a single value/],
    [
      'T03 a mapping behind @root',
      '{{ @root.parameters }}',
      /^a list or a mapping cannot stand inside a text$/,
    ],
    ['T03 a mapping in a block', '{{#if town}}{{ parameters }}{{/if}}', /^a list or a mapping cannot stand/],
    ['T03 a mapping as an entry', '{{#with @root}}{{ this }}{{/with}}', /^"@root" is not known here$/],
    ['T01 a name of an entry', '{{#with parameters}}{{ this.sise }}{{/with}}', /not known/],
    [
      'T01 a name in a branch that is not taken',
      '{{#if parameters.open}}a{{else}}{{ parameters.sise }}{{/if}}',
      /^"parameters.sise" is not known here$/,
    ],
    [
      'T01 a name inside a helper inside a block',
      '{{#if (and parameters.open parameters.sise)}}a{{/if}}',
      /^"parameters.sise" is not known/,
    ],
    [
      'T01 an index where nothing is counted',
      '{{#with parameters}}{{ @index }}{{/with}}',
      /^a name in this template has no value here$/,
    ],
    [
      'T15 an open brace',
      'a\n{{ town',
      /^this is not a template: its braces do not fit together on line 2; \\\{\{ stands/,
    ],
    [
      'T15 a block that another closes',
      '{{#if town}}x{{/each}}',
      /^this is not a template: #if is closed by \/each$/,
    ],
    ['too few values', '{{ eq town }}', /^"eq" takes 2 values, found 1$/],
    ['a block without a value', '{{#if}}x{{/if}}', /^#if takes one value, found 0$/],
    [
      'named arguments of a block',
      '{{#if town includeZero=parameters.sise}}x{{/if}}',
      /^blocks take no named arguments$/,
    ],
    ['null', '{{#if null}}x{{/if}}', /^"null" cannot be used in a template$/],
  ];
  test.each(rows)('%s', (_rule, text, message) => {
    expect(problemOf(text)).toMatch(message);
  });

  const deep: [rule: string, text: string, message: RegExp][] = [
    [
      'T14 4,000 blocks in each other',
      '{{#if town}}'.repeat(2_500) + '{{/if}}'.repeat(2_500),
      /deeper than 32 levels$/,
    ],
    [
      'T14 4,000 conditions in a chain',
      `{{#if town}}${'{{else if town}}'.repeat(4_000)}{{/if}}`,
      /deeper than 32 levels$/,
    ],
    [
      'T14 10,000 parentheses',
      `{{not ${'(not '.repeat(10_000)}town${')'.repeat(10_000)}}}`,
      /deeper than 32 levels$/,
    ],
    ['T14 behind an escaped backslash', `${'\\\\{{#if town}}'.repeat(2_500)}`, /deeper than 32 levels$/],
    ['T14 very many expressions', '{{#if town}}{{/if}}'.repeat(600), /more than 1000 expressions$/],
    ['T14 30,000 openings', `{{#if town}}${'{{'.repeat(30_000)}`, /^this is not a template/],
  ];
  test.each(deep)('%s, and at once', (_rule, text, message) => {
    const start = performance.now();
    expect(problemOf(text)).toMatch(message);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('what is escaped opens no block', () => {
    const text = '\\{{#if x}} '.repeat(40);
    expect(rendered(`${text}{{#if town}}!{{/if}}`)).toEqual({ value: `${'{{#if x}} '.repeat(40)}!` });
  });

  test('blocks side by side are no nesting', () => {
    expect(rendered('{{#if town}}x{{/if}}'.repeat(40))).toEqual({ value: 'x'.repeat(40) });
  });
});
