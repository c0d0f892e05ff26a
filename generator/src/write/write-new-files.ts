// Files that a command makes for people to go on with. One that is there already is never replaced, unless it is ours to replace.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';

/** Writes `files` (path below `folder` -> text); a file that exists is an error unless `replace` is said. */
export function writeNewFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { replace = false }: { readonly replace?: boolean } = {},
): void {
  for (const [path, text] of files) {
    const target = join(folder, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, { flag: replace ? 'w' : 'wx' });
    } catch (error) {
      throw new InputOutputError(target, error);
    }
  }
}
