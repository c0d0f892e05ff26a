// What is said of the applications from outside is said in the words of a town: never as an object of Kubernetes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OUTSIDE, outside } from './outside-town.ts';

const TOWNS = readdirSync(join(OUTSIDE, 'towns'));

test('all of them are rendered, without a fault and without a warning', () => {
  expect(outside.faults).toEqual([]);
  expect(outside.towns).toEqual(TOWNS.sort());
});

test.each(TOWNS)('%s has no objects and no patches', (town) => {
  const document = outside.model.towns.get(town)?.get('current')?.document;
  expect(document).toHaveProperty('shops');
  expect(document).not.toHaveProperty('objects');
  expect(document).not.toHaveProperty('patches');
});

test('a check is waived only where the application itself asks for it', () => {
  expect(outside.waivers.map(({ code, object }) => `${code} ${object}`)).toEqual([]);
});
