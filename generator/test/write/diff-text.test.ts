// The difference of two texts: complete, short, and in an order that reads well.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffText } from '../../src/write/diff-text.ts';

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

describe('a difference', () => {
  test.each([
    ['of equal texts is nothing', 'a\nb\n', 'a\nb\n', ''],
    ['of one line stands between its neighbours', 'a\nb\nc\n', 'a\nx\nc\n', ' a\n-b\n+x\n c'],
    ['at the start', 'a\nb\nc\nd\n', 'b\nc\nd\n', '-a\n b\n c'],
    ['at the end', 'a\nb\nc\n', 'a\nb\nc\nd\n', '@@ line 2 @@\n b\n c\n+d'],
    ['from nothing', '', 'a\nb\n', '+a\n+b'],
    ['to nothing', 'a\n', '', '-a'],
    ['of line ends is shown', 'a\r\n', 'a\n', '-a\\r\n+a'],
    ['of the last line feed is shown', 'a', 'a\n', '-a (no line feed at the end)\n+a'],
    ['keeps what is common', 'a\nb\nc\nd\n', 'b\nx\nd\ny\n', '-a\n b\n-c\n+x\n d\n+y'],
  ])('%s', (_, before, after, expected) => {
    expect(diffText(before, after)).toBe(expected);
  });

  test('passes over what is the same, and says where it goes on', () => {
    const before = lines(1, 20);
    expect(diffText(before, before.replace('line 3\n', 'new 3\n').replace('line 15\n', ''))).toBe(
      [
        ...[' line 1', ' line 2', '-line 3', '+new 3', ' line 4', ' line 5'],
        ...['@@ line 13 @@', ' line 13', ' line 14', '-line 15', ' line 16', ' line 17'],
      ].join('\n'),
    );
  });

  test('is cut after forty lines, with the number of the others', () => {
    const shown = diffText('', lines(1, 100)).split('\n');
    expect(shown).toHaveLength(41);
    expect(shown.at(-1)).toBe('… and 60 more lines');
  });

  test('of two long texts that have nothing in common takes no time', () => {
    const start = performance.now();
    diffText(lines(1, 20_000), lines(30_000, 50_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('holds both texts: what is not added is the old one, what is not removed the new one', () => {
    const text = fc
      .array(fc.constantFrom('wood', 'iron', 'stone', ''), { maxLength: 12 })
      .map((words) => words.map((word) => `${word}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffText(`-\n${before}-\n`, `+\n${after}+\n`);
        const side = (mark: string): string =>
          diff
            .split('\n')
            .filter((line) => line.startsWith(' ') || line.startsWith(mark))
            .map((line) => `${line.slice(1)}\n`)
            .join('');
        fc.pre(!diff.includes('@@'));
        expect(side('-')).toBe(`-\n${before}-\n`);
        expect(side('+')).toBe(`+\n${after}+\n`);
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });
});
