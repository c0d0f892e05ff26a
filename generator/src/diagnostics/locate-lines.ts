// Offsets of a text (UTF-16 units) as lines and columns.

export interface LineIndex {
  /** The line of an offset, from 1. */
  lineAt(offset: number): number;
  /** The offset of the first character of a line. */
  startOf(line: number): number;
  /** A line without its line feed. */
  textOf(line: number): string;
}

/** Indexes the lines of a text once; look-ups are then quick. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  return {
    startOf,
    textOf: (line) => text.slice(startOf(line), line < starts.length ? startOf(line + 1) - 1 : text.length),
    lineAt(offset) {
      let low = 1;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
