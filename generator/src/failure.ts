// What is said when a command could not do its work: one sentence for a disk that failed, and for a bug in the
// program a request to report it, with the place in the code.
import { InputOutputError } from './model/input-output-error.ts';

/** The text for standard error. */
export function explainFailure(error: unknown): string {
  if (error instanceof InputOutputError) return `error: ${error.message}\n`;
  const what = error instanceof Error ? error.message : String(error);
  const where = error instanceof Error ? placeInCode(error) : '';
  return `townhall has a bug, and this is it: ${what}${where}\nNothing was decided about your files. Please report it with the command you ran.\n`;
}

/** The first line of the stack that names a file of this program: enough to find the bug, and no wall of text. */
function placeInCode(error: Error): string {
  const line = error.stack
    ?.split('\n')
    .find((text) => /^\s+at /.test(text) && /generator|townhall/.test(text));
  return line ? `\n  ${line.trim()}` : '';
}
