// What a format of faults is: faults and the texts they point into in, text out. One file for each.
import type { Fault } from './fault.ts';

export interface FormatInput {
  readonly faults: readonly Fault[];
  /** The text of every input file by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether the text may hold ANSI colours; only the format for people does. */
  readonly colour: boolean;
}

export type FaultFormat = (input: FormatInput) => string;

/** `and 3 more faults that are not shown`. */
export function describeOmitted(omitted: number): string {
  return `and ${omitted} more fault${omitted === 1 ? '' : 's'} that ${omitted === 1 ? 'is' : 'are'} not shown`;
}
