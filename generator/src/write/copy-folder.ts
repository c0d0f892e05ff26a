// A new folder that appears whole: written aside first, then renamed into place.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';

/** Below the root, beside the lock: no step reads it. */
const ASIDE = '.townhall/folder';

/** Writes `files` (path below `folder` -> bytes) as the new folder `folder` (from `root`); the caller holds the lock. */
export function makeFolder(root: string, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  const [aside, target] = [join(root, ASIDE), join(root, folder)];
  try {
    if (existsSync(target)) throw Object.assign(new Error(), { code: 'EEXIST', syscall: 'mkdir' });
    rmSync(aside, { recursive: true, force: true });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(aside, path)), { recursive: true });
      writeFileSync(join(aside, path), bytes);
    }
    mkdirSync(dirname(target), { recursive: true });
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw new InputOutputError(folder, error);
  }
}

/** Removes a folder and all that is in it; links are not followed. */
export function removeFolder(root: string, folder: string): void {
  try {
    rmSync(join(root, folder), { recursive: true });
  } catch (error) {
    throw new InputOutputError(folder, error);
  }
}
