import { describe, expect, it } from 'vitest';
import { suggest, suggestHint } from '../../src/diagnostics/suggest.ts';

const FIELDS = [
  'ports',
  'probes',
  'image',
  'args',
  'env',
  'envFrom',
  'replicas',
  'progressDeadline',
  'to',
  'when',
];

describe('did you mean', () => {
  it.each([
    ['prots', 'ports'],
    ['port', 'ports'],
    ['Image', 'image'],
    ['env-from', 'envFrom'],
    ['progress_deadline', 'progressDeadline'],
    ['replica', 'replicas'],
    ['relpcias', 'replicas'],
    ['wehn', 'when'],
  ])('%s -> %s', (word, meant) => {
    expect(suggest(word, FIELDS)).toBe(meant);
  });

  it.each(['', 'x', 'xy', 'lanterns', 'a'.repeat(2000)])('is silent about %s', (word) => {
    expect(suggest(word, FIELDS)).toBeUndefined();
  });

  it('prefers the nearest, then the first by code units, whatever the order of candidates', () => {
    expect(suggest('stalk', ['stall', 'stale'])).toBe('stale');
    expect(suggest('stalk', ['stale', 'stall'])).toBe('stale');
    expect(suggest('market', ['markets', 'mar-ket'])).toBe('mar-ket');
  });

  it('does not suggest the word itself', () => {
    expect(suggest('ports', ['ports'])).toBeUndefined();
  });

  it('spells the hint', () => {
    expect(suggestHint('prots', FIELDS)).toBe('did you mean "ports"?');
    expect(suggestHint('lanterns', FIELDS)).toBeUndefined();
  });
});
