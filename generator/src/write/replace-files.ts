// Replaces files that people write, each at once: everything is written aside first, then renamed into place. Stopped
// at any moment, each file is the old or the new one.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';

/** Below the root, beside the lock: no step reads it. */
const ASIDE = '.townhall/aside';

/** Writes files (path from `root` -> text, undefined to remove it); the caller holds the lock. */
export function replaceFiles(root: string, files: ReadonlyMap<string, string | undefined>): void {
  const aside = join(root, ASIDE);
  const act = (path: string, operation: () => void): void => {
    try {
      operation();
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      throw new InputOutputError(path, error);
    }
  };
  act(ASIDE, () => mkdirSync(aside, { recursive: true }));
  const texts = [...files].filter((entry): entry is [string, string] => entry[1] !== undefined);
  texts.forEach(([path, text], index) => {
    act(path, () => writeFileSync(join(aside, String(index)), text));
  });
  texts.forEach(([path], index) => {
    act(path, () => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      renameSync(join(aside, String(index)), join(root, path));
    });
  });
  for (const [path, text] of files) {
    if (text === undefined) act(path, () => rmSync(join(root, path), { force: true }));
  }
  rmSync(aside, { recursive: true, force: true });
}
