// One file that may be missing.
import { readFileSync } from 'node:fs';
import { InputOutputError } from '../model/input-output-error.ts';

/** The text of a file, or undefined when there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new InputOutputError(path, error);
  }
}
