import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, fault } from '../../src/diagnostics/fault.ts';
import { sortFaults } from '../../src/diagnostics/sort-faults.ts';

const texts = new Map([
  ['a.yaml', 'one: 1\ntwo: 2\n'],
  ['b.yaml', 'one: 1\n'],
]);

const FAULTS: readonly Fault[] = [
  fault('not-a-repository', 'no place', undefined),
  fault('missing-document', 'as a whole', { file: 'a.yaml' }),
  fault('yaml-alias', 'alias', { file: 'a.yaml', path: ['one'] }),
  fault('yaml-tag', 'tag', { file: 'a.yaml', path: ['one'] }),
  fault('yaml-tag', 'tag again', { file: 'a.yaml', path: ['one'] }),
  fault('yaml-alias', 'alias', { file: 'a.yaml', path: ['two'] }),
  fault('yaml-alias', 'alias', { file: 'b.yaml', path: ['one'] }),
];

describe('the order of faults', () => {
  it('is by file, line, column, code and message, whatever the order they were found in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...FAULTS, ...FAULTS], { minLength: 14 }), (shuffled) => {
        expect(sortFaults(shuffled, texts).faults.map(({ fault: found }) => found)).toEqual(FAULTS);
      }),
      { seed: 20261120 },
    );
  });

  it('says once what was found twice, under a path and under an offset', () => {
    const twice = [
      fault('yaml-alias', 'alias', { file: 'a.yaml', path: ['two'] }),
      fault('yaml-alias', 'alias', { file: 'a.yaml', offset: 12, length: 1 }),
    ];
    expect(sortFaults(twice, texts).faults).toHaveLength(1);
  });

  it('keeps 100, errors before warnings, and counts the rest', () => {
    const many = Array.from({ length: 160 }, (_, n) =>
      fault('missing-document', `no file ${n}`, undefined, { severity: n < 90 ? 'warning' : 'error' }),
    );
    const { faults, omitted } = sortFaults(many, texts);
    expect(omitted).toBe(60);
    expect(faults).toHaveLength(100);
    expect(faults.filter(({ fault: found }) => found.severity === 'error')).toHaveLength(70);
  });
});
