import { expect, test } from 'vitest';
import { compareGates } from '../../src/promotion/status/compare-gates.ts';
import { validate } from '../../src/validate/validate.ts';
import { CHECKS } from '../validate/describe-faults.ts';
import { type Files, MARKET, makeRepository, townText } from '../validate/make-repository.ts';

const GATES = townText('gates: { night-market: { default: false }, fair: { default: true } }\n');
const compare = (files: Files) =>
  compareGates(validate(makeRepository({ ...MARKET, ...files }), CHECKS).model);
const pins = (staging: string, uk: string) => ({
  'environments/staging/pins/market.yaml': `town: market\nversion: current\ngates: ${staging}\n`,
  'environments/regions/uk/pins/market.yaml': `town: market\nversion: v1\ngates: ${uk}\n`,
});
const towns = { 'towns/market/current/town.yaml': GATES, 'towns/market/v1/town.yaml': GATES };

test('a gate that a pin turns on in one environment differs from the default in the other', () => {
  expect(compare({ ...towns, ...pins('{ night-market: true }', '{}') })).toEqual([
    { town: 'market', gate: 'night-market', on: ['staging'], off: ['regions/uk'] },
  ]);
});

test('gates that agree are left out, whoever says so', () => {
  expect(compare({ ...towns, ...pins('{ night-market: true }', '{ night-market: true }') })).toEqual([]);
});

test('an environment whose version does not declare a gate is on neither side', () => {
  const files = { 'towns/market/current/town.yaml': GATES, ...pins('{ night-market: true }', '{}') };
  expect(compare(files)).toEqual([]);
});
