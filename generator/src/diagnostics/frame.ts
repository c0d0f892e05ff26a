// A code frame: one line of a file with marks below what is meant. Invariant: whatever the line holds, the frame is
// printable, at most about 160 columns wide, and its marks stand under the right columns.
import { escapeHidden } from './frame-escape.ts';
import { displayWidth } from './frame-width.ts';
import type { Location } from './locate.ts';

export interface Frame {
  /** The line, or the part of it around the marks. */
  readonly source: string;
  /** Spaces and marks, to be printed below `source`. */
  readonly marks: string;
}

const WIDEST = 160;
/** What stays readable before and behind the marks of a line that is cut. */
const AROUND = 60;
const ELLIPSIS = '…';

/** Draws the frame of a location; `mark` is one character. */
export function drawFrame({ lineText, column, length }: Location, mark: '^' | '-'): Frame {
  const points = Array.from(lineText);
  const from = column - 1;
  const before = show(points.slice(0, from));
  const meant = show(points.slice(from, from + length));
  const after = show(points.slice(from + length));
  const cut = displayWidth(before) + displayWidth(meant) + displayWidth(after) > WIDEST;
  const left = cut ? keepEnd(before, AROUND) : before;
  const middle = cut ? keepStart(meant, AROUND) : meant;
  const right = cut ? keepStart(after, WIDEST - displayWidth(left) - displayWidth(middle)) : after;
  return {
    source: (left + middle + right).trimEnd(),
    marks: ' '.repeat(displayWidth(left)) + mark.repeat(Math.max(1, displayWidth(middle))),
  };
}

/** Tabs become two spaces; what does not show is spelled out. */
function show(points: readonly string[]): string {
  return escapeHidden(points.join('').replaceAll('\t', '  '));
}

function keepEnd(text: string, width: number): string {
  const points = Array.from(text);
  return points.length <= width ? text : ELLIPSIS + points.slice(-width).join('');
}

function keepStart(text: string, width: number): string {
  const points = Array.from(text);
  return points.length <= width ? text : points.slice(0, width).join('') + ELLIPSIS;
}
