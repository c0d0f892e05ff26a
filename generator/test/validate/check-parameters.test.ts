// Declarations of parameters, and the patterns in them.
import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../src/validate/match-pattern.ts';
import { faultsOf } from './describe-faults.ts';
import { townText } from './make-repository.ts';

const TOWN = 'towns/market/current/town.yaml';

describe('a declaration', () => {
  test.each([
    [
      'its default has its type',
      '{ type: integer, default: many }',
      'default: the default is "many", expected a whole number',
    ],
    [
      'its default is a whole number',
      '{ type: integer, default: 1.5 }',
      'default: the default is 1.5, expected a whole number',
    ],
    [
      'its default is in range',
      '{ type: integer, default: 0, minimum: 1 }',
      'default: the default is 0, expected a whole number of at least 1',
    ],
    [
      'its default is one of its choices',
      '{ type: string, default: c, enum: [a, b] }',
      'default: the default is "c", expected "a" or "b"',
    ],
    [
      'its default matches its pattern as a whole',
      '{ type: string, default: a1b, pattern: "[0-9]" }',
      'default: the default is "a1b", expected text that matches [0-9] as a whole',
    ],
    ['its choices have its type', '{ type: string, enum: [a, 2] }', 'enum.1: found 2, expected text'],
    [
      'its pattern is a regular expression',
      '{ type: string, pattern: "(" }',
      'pattern: the pattern is not a regular expression',
    ],
    [
      'its pattern cannot break out of its anchors',
      '{ type: string, pattern: "a)|(b" }',
      'pattern: the pattern is not a regular expression',
    ],
    [
      'its pattern is short',
      `{ type: string, pattern: "${'a'.repeat(257)}" }`,
      'pattern: the pattern is longer than 256 characters',
    ],
    ['only texts have a pattern', '{ type: integer, pattern: a }', 'pattern: a whole number has no pattern'],
    ['only numbers have a range', '{ type: string, minimum: 1 }', 'minimum: text has no minimum'],
    [
      'its range is a range',
      '{ type: number, minimum: 2, maximum: 1 }',
      'minimum: minimum is 2, above the maximum of 1',
    ],
  ])('%s', (_rule, text, expected) => {
    const faults = faultsOf({ [TOWN]: townText(`parameters: { stalls: ${text} }\n`) });
    expect(faults).toEqual([`bad-parameter @ ${TOWN}:parameters.stalls.${expected}`]);
  });
});

test('a pattern that takes too long is what is wrong, not the value', () => {
  const faults = faultsOf({
    [TOWN]: townText(
      `parameters: { name: { type: string, pattern: "(x+x+)+y", default: ${'x'.repeat(80)} } }\n`,
    ),
  });
  expect(faults).toEqual([
    `bad-parameter @ ${TOWN}:parameters.name.default: the default is "${'x'.repeat(59)}…", expected a simpler pattern than (x+x+)+y, which takes too long`,
  ]);
});

describe('a pattern', () => {
  test.each([
    ['[a-z]+', 'stall', true],
    ['[a-z]+', 'stall\n', false],
    ['a|b', 'ab', false],
    ['[a-z]+(\\.[a-z]+)*', 'market.example.com', true],
    ['(ghcr|quay)\\.io/[-a-z0-9/]+', 'ghcr.io/acme/shop', true],
    ['^v\\d+$', 'v12', true],
    ['.*', 'x'.repeat(257), false],
  ])('%s on %j: %s', (pattern, value, expected) => {
    expect(matchesPattern(pattern, value)).toBe(expected);
  });

  test.each([
    '(a+)+b',
    '(a|a)*b',
    '(a*)*b',
    '((a)*)*b',
    'a*a*a*a*a*a*a*b',
    '(?:a{1,50}){1,50}b',
    '(a)\\1*(\\1)*b',
  ])('%s on a long text ends', (pattern) => {
    const start = performance.now();
    expect(matchesPattern(pattern, 'a'.repeat(200))).toBe(false);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
