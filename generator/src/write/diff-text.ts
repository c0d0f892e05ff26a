// The difference of two texts by lines, short enough to read in a terminal.

/** Lines shown around a change. */
const CONTEXT = 2;
/** Lines of a difference that are shown. */
const MOST = 40;
/** Above this many pairs of lines to compare, the changed part is shown as removed and added whole. */
const MOST_PAIRS = 1_000_000;

/** `-` lines are only in `before`, `+` lines only in `after`; `@@ line N @@` (of `before`) where lines are passed over. */
export function diffText(before: string, after: string): string {
  const lines = compareLines(splitLines(before), splitLines(after));
  const hunks = showHunks(lines);
  const rest = hunks.length - MOST;
  return [...hunks.slice(0, MOST), ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join('\n');
}

/** A carriage return is shown: a file that differs in nothing else must not look the same. */
function splitLines(text: string): string[] {
  const lines = text.replaceAll('\r', '\\r').split('\n');
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)} (no line feed at the end)`];
}

/** The changed lines with what stands around them. */
function showHunks(lines: readonly string[]): string[] {
  const near = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (line.startsWith(' ')) continue;
    for (let other = index - CONTEXT; other <= index + CONTEXT; other++) near.add(other);
  }
  const shown: string[] = [];
  let number = 1;
  for (const [index, line] of lines.entries()) {
    if (near.has(index)) {
      if (index > 0 && !near.has(index - 1)) shown.push(`@@ line ${number} @@`);
      shown.push(line);
    }
    if (!line.startsWith('+')) number++;
  }
  return shown;
}

/** Common head and tail first; the longest common subsequence only of what is left. */
function compareLines(before: readonly string[], after: readonly string[]): string[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  const longest = Math.min(before.length, after.length) - head;
  let tail = 0;
  while (tail < longest && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const middle = alignLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const same = (line: string): string => ` ${line}`;
  return [...before.slice(0, head).map(same), ...middle, ...before.slice(before.length - tail).map(same)];
}

function alignLines(before: readonly string[], after: readonly string[]): string[] {
  const removed = (line: string): string => `-${line}`;
  const added = (line: string): string => `+${line}`;
  if (before.length * after.length > MOST_PAIRS) return [...before.map(removed), ...after.map(added)];
  const common = measureCommon(before, after);
  const lines: string[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    const [old = '', now = ''] = [before[row], after[column]];
    if (old === now) {
      lines.push(` ${old}`);
      row++;
      column++;
    } else if (common(row + 1, column) >= common(row, column + 1)) {
      lines.push(removed(old));
      row++;
    } else {
      lines.push(added(now));
      column++;
    }
  }
  return [...lines, ...before.slice(row).map(removed), ...after.slice(column).map(added)];
}

/** How many lines the rests of both texts have in common, in order, from each pair of lines on. */
function measureCommon(
  before: readonly string[],
  after: readonly string[],
): (row: number, column: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const isSame = before[row] === after[column];
      lengths[row * width + column] = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return at;
}
