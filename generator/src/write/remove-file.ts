// Takes away one file that people wrote, because a person asked for it by name.
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';

/** Removes a file, `path` below `folder`. */
export function removeFile(folder: string, path: string): void {
  const target = join(folder, path);
  try {
    unlinkSync(target);
  } catch (error) {
    throw new InputOutputError(target, error);
  }
}
