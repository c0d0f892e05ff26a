import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../src/resolve/template.ts';
import { plainContext } from '../../src/resolve/template-context.ts';
import { resolveMarket, shopOf } from './resolve-market.ts';

const context = plainContext({
  town: 'market',
  shop: 'stall',
  parameters: { size: 3, open: true, name: 'Mary & Sons', words: ['a', 'b'], nested: { a: 1 } },
  gates: { night: false },
});

describe('what a template renders to', () => {
  const rows: [template: string, value: unknown][] = [
    ['plain text', 'plain text'],
    ['{{ parameters.size }}', 3],
    ['{{parameters.open}}', true],
    ['{{ parameters.size }} stalls', '3 stalls'],
    ['{{ town }}-{{ shop }}', 'market-stall'],
    ['T11 {{ parameters.name }}', 'T11 Mary & Sons'],
    ['\\{{ not.a.name }}', '{{ not.a.name }}'],
    ['{{#if gates.night}}dark{{else}}light{{/if}}', 'light'],
    ['{{#if (eq parameters.size 3)}}three{{/if}}', 'three'],
    ['{{#unless gates.night}}day{{/unless}}', 'day'],
    ['{{#each parameters.words}}{{@index}}={{this}};{{/each}}', '0=a;1=b;'],
    ['{{ upper town }}', 'MARKET'],
    ['{{ join parameters.words "," }}', 'a,b'],
    ['{{ json parameters.nested }}', '{"a":1}'],
  ];
  test.each(rows)('%s', (text, value) => {
    expect(compileTemplate(text).render(context)).toEqual({ value });
  });
});

describe('what a template may not do', () => {
  const rows: [row: string, template: string, message: RegExp][] = [
    ['T01 an unknown name', '{{ parameters.sise }}', /"parameters\.sise" is not known here/],
    ['T01 an unknown name in a text', 'x {{ parameters.sise }}', /"parameters\.sise" is not known here/],
    ['T01 an unknown name in #if', '{{#if parameters.sise}}x{{/if}}', /"parameters\.sise" is not known here/],
    [
      'T01 an unknown name in #each',
      '{{#each parameters.sise}}x{{/each}}',
      /"parameters\.sise" is not known here/,
    ],
    [
      'T01 an unknown name in #with',
      '{{#with parameters.sise}}x{{/with}}',
      /"parameters\.sise" is not known here/,
    ],
    [
      'T01 an unknown name behind a helper',
      '{{ upper parameters.sise }}',
      /"parameters\.sise" is not known here/,
    ],
    ['T01 lookup', '{{ lookup parameters "size" }}', /"lookup" is not a helper/],
    ['T03 a mapping inside a text', 'x {{ parameters.nested }}', /not a single value/],
    ['T03 a list inside a text', 'x {{ parameters.words }}', /not a single value/],
    ['T04 constructor', '{{ constructor }}', /not known here/],
    ['T04 __proto__', '{{ __proto__ }}', /not known here/],
    ['T04 a chain of constructors', '{{ town.constructor.constructor }}', /not known here/],
    ['T04 in a block', '{{#if town.constructor}}x{{/if}}', /is not a name/],
    ['T06 a partial', '{{> other }}', /a partial/],
    ['T07 a dynamic partial', '{{> (lookup this "n") }}', /a partial/],
    ['T08 an inline partial', '{{#*inline "x"}}y{{/inline}}', /an inline partial/],
    ['T09 three braces', '{{{ town }}}', /three braces/],
    ['T09 an ampersand', '{{& town }}', /three braces/],
    ['T14 33 levels', `${'{{#if town}}'.repeat(33)}x${'{{/if}}'.repeat(33)}`, /deeper than 32 levels/],
    ['T14 a huge template', `{{#if town}}${'x'.repeat(70_000)}{{/if}}`, /more than 65536 characters/],
    ['T15 a syntax error', '{{#if town}}x', /not a template/],
    ['T20 log', '{{ log town }}', /"log" is not a helper/],
    ['a helper that is not listed', '{{ shout town }}', /"shout" is not a helper/],
    ['another block', '{{#raw}}x{{/raw}}', /"#raw" is not a block/],
    ['a name of an entry outside one', '{{#if this.town}}x{{/if}}', /inside #each or #with only/],
    [
      'a bare name inside #each',
      '{{#each parameters.words}}{{ town }}{{/each}}',
      /write this\.town or @root\.town/,
    ],
  ];
  test.each(rows)('%s', (_row, text, message) => {
    const rendered = compileTemplate(text).render(context);
    expect('problem' in rendered && rendered.problem.message).toMatch(message);
  });
});

describe('templates in a town', () => {
  const declared =
    'parameters: { stalls: { type: integer, default: 2 }, tag: { type: string, default: 1.0.0-x } }\n';

  test('T10 a value can never become structure', () => {
    const evil = 'a\nevil: true # " : {{ town }}';
    const outcome = resolveMarket(
      `parameters: { word: { type: string, default: ${JSON.stringify(evil)} } }\nshops: { stall: { image: "docker.io/acme/stall:1.0.0", env: { WORD: "{{ parameters.word }}" } } }\n`,
    );
    expect(outcome.faults).toEqual([]);
    expect(shopOf(outcome, 'stall').spec.env).toEqual({ WORD: evil });
  });

  test('one expression keeps its type, and becomes text where text is wanted', () => {
    const outcome = resolveMarket(
      `${declared}shops: { stall: { image: "docker.io/acme/stall:{{ parameters.tag }}", replicas: "{{ parameters.stalls }}", env: { STALLS: "{{ parameters.stalls }}" } } }\n`,
    );
    expect(shopOf(outcome, 'stall').spec).toMatchObject({
      replicas: 2,
      env: { STALLS: '2' },
      image: 'docker.io/acme/stall:1.0.0-x',
    });
  });

  test('text where a number is wanted is a fault at its line', () => {
    const outcome = resolveMarket(
      `${declared}shops: { stall: { image: "docker.io/acme/stall:1.0.0", replicas: "{{ parameters.tag }}" } }\n`,
    );
    expect(outcome.faults).toEqual([
      expect.stringMatching(
        /^wrong-type towns\/market\/current\/town\.yaml:shops\.stall\.replicas: .*a whole number/,
      ),
    ]);
  });

  test('a misspelt name has a hint', () => {
    const outcome = resolveMarket(
      `${declared}shops: { stall: { image: "docker.io/acme/stall:{{ parameters.tags }}" } }\n`,
    );
    expect(outcome.faults).toEqual([
      'unknown-template-name towns/market/current/town.yaml:shops.stall.image: "parameters.tags" is not known here | did you mean "parameters.tag"?',
    ]);
  });

  test('precedence is town, environment, pin', () => {
    const town =
      'parameters: { a: { type: string, default: town }, b: { type: string, default: town }, c: { type: string, default: town } }\nshops: { stall: { image: "docker.io/acme/stall:1.0.0", args: ["{{ parameters.a }}", "{{ parameters.b }}", "{{ parameters.c }}"] } }\n';
    const outcome = resolveMarket(town, {
      'environments/pipeline.yaml':
        'parameters: { b: { type: string, default: x }, c: { type: string, default: x } }\nstages:\n  - { name: staging, environments: [staging] }\n  - { name: regions, environments: [regions/uk] }\n',
      'environments/staging/environment.yaml':
        'environment: staging\nbase: { version: current }\nparameters: { b: environment, c: environment }\n',
      'environments/staging/pins/market.yaml': 'town: market\nversion: current\nparameters: { c: pin }\n',
    });
    expect(outcome.faults).toEqual([]);
    expect(shopOf(outcome, 'stall').spec.args).toEqual(['town', 'environment', 'pin']);
  });

  test('what the environment is called can be read', () => {
    const words =
      '{{ environment.name }} {{ environment.stage }} {{ environment.region }} {{ cluster }} {{ kingdom }} {{ namespace }} {{ town }} {{ shop }} {{ release }} {{ environment.parameters.registry }}';
    const town = `shops: { stall: { image: "docker.io/acme/stall:1.0.0", args: ["${words}"] } }\n`;
    const outcome = resolveMarket(
      '',
      { 'towns/market/v1/town.yaml': `town: market\nkingdom: riverland\nowner: market-team\n${town}` },
      'regions/uk',
    );
    expect(shopOf(outcome, 'stall').spec.args).toEqual([
      'regions/uk regions uk uk riverland kingdom-of-riverland market stall v1 docker.io',
    ]);
  });
});
