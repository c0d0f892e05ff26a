// A fault of a text before it is known which file the text is from: equal texts are parsed once.

import type { loadFaults } from '../diagnostics/codes/load.ts';
import { type Fault, fault } from '../diagnostics/fault.ts';

export interface Problem {
  readonly code: keyof typeof loadFaults;
  readonly message: string;
  /** UTF-16 units of the text. */
  readonly offset: number;
  readonly length: number;
  readonly hint?: string;
  readonly other?: { readonly offset: number; readonly length: number; readonly label: string };
}

/** The problem as a fault of one file. */
export function problemOfFile(file: string, problem: Problem): Fault {
  const { code, message, offset, length, hint, other } = problem;
  return fault(
    code,
    message,
    { file, offset, length },
    {
      hint,
      ...(other && {
        other: { place: { file, offset: other.offset, length: other.length }, label: other.label },
      }),
    },
  );
}
