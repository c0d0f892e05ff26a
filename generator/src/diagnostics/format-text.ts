// Faults for people: what, where with the line itself, and what to do. Each ends with an empty line.
import type { Fault, Place } from './fault.ts';
import { describeOmitted, type FaultFormat } from './format.ts';
import { drawFrame } from './frame.ts';
import { escapeHidden, escapeLine } from './frame-escape.ts';
import type { Location } from './locate.ts';
import { type LocatedFault, sortFaults } from './sort-faults.ts';

type Paint = (style: keyof typeof STYLES, text: string) => string;

const STYLES = { error: '1;31', warning: '1;33', strong: '1', frame: '34' } as const;

const paintColours: Paint = (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m`;
const paintNothing: Paint = (_style, text) => text;

/** Prints faults as text with code frames. */
export const formatText: FaultFormat = ({ faults, texts, colour }) => {
  const sorted = sortFaults(faults, texts);
  const paint = colour ? paintColours : paintNothing;
  const printed = sorted.faults.map((located) => `${printFault(located, paint).join('\n')}\n\n`);
  if (sorted.omitted > 0) printed.push(`… ${describeOmitted(sorted.omitted)}\n\n`);
  return printed.join('');
};

function printFault({ fault, at, other }: LocatedFault, paint: Paint): string[] {
  const width = Math.max(1, ...[at, other].map((location) => String(location?.line ?? '').length));
  const gutter = { width, paint };
  const lines = [printHead(fault, paint)];
  if (fault.place) lines.push(...printPlace(gutter, fault.place, { at, arrow: '-->', mark: '^' }));
  if (fault.other) {
    const { place, label } = fault.other;
    lines.push(
      ...printPlace(gutter, place, { at: other, arrow: ':::', mark: '-', label: escapeLine(label) }),
    );
  }
  if (fault.detail !== undefined) lines.push(escapeHidden(fault.detail).trimEnd());
  const edge = ' '.repeat(width + 2);
  if (fault.hint !== undefined) lines.push(`${edge}${paint('frame', '=')} hint: ${escapeLine(fault.hint)}`);
  return lines;
}

function printHead({ code, severity, message }: Fault, paint: Paint): string {
  return `${paint(severity, `${severity}[${code}]`)}: ${paint('strong', escapeLine(message))}`;
}

interface Gutter {
  /** Digits of the greatest line number. */
  readonly width: number;
  readonly paint: Paint;
}

interface Pointer {
  readonly at: Location | undefined;
  readonly arrow: '-->' | ':::';
  readonly mark: '^' | '-';
  readonly label?: string;
}

function printPlace(
  { width, paint }: Gutter,
  { file }: Place,
  { at, arrow, mark, label }: Pointer,
): string[] {
  const position = at ? `${escapeLine(file)}:${at.line}:${at.column}` : escapeLine(file);
  const head = `${' '.repeat(width + 1)}${paint('frame', arrow)} ${position}`;
  const told = label === undefined ? '' : ` ${label}`;
  if (!at) return [head + (told && `:${told}`)];
  const { source, marks } = drawFrame(at, mark);
  const bar = paint('frame', '|');
  const edge = ' '.repeat(width + 2);
  const number = ` ${String(at.line).padStart(width)} `;
  const style = mark === '^' ? 'error' : 'frame';
  const painted = marks.trimStart();
  const indent = marks.slice(0, marks.length - painted.length);
  return [
    head,
    `${edge}${bar}`,
    `${paint('frame', number)}${bar} ${source}`.trimEnd(),
    `${edge}${bar} ${indent}${paint(style, painted + told)}`,
  ];
}
