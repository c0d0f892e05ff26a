// Text that fits a terminal.

/** Columns of a terminal that a report is written for. */
export const WIDTH = 100;

const INDENT = '    ';

/** Breaks a sentence into lines of at most `WIDTH` columns; those that go on are indented. A longer word stays whole. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  const [, start = '', sentence = ''] = text.match(/^( *)(.*)$/s) ?? [];
  const [first = '', ...words] = sentence.split(' ');
  let line = start + first;
  for (const word of words) {
    if (line.length + 1 + word.length <= WIDTH) line += ` ${word}`;
    else {
      lines.push(line);
      line = start + INDENT + word;
    }
  }
  return [...lines, line];
}

/** A line cut to a width, where the end is worth less than the beginning. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
