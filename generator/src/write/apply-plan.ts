// Carries a plan out in three steps: everything is written aside, then renamed into place, then what is not wanted is
// removed. A disk that fails in the first step has changed nothing; stopped at any moment, each file is the old or the
// new one, and the next run removes what was left aside.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';
import type { OutputFile } from '../model/manifest.ts';
import { type Disk, openDisk } from './disk.ts';
import { temporaryName } from './ownership.ts';
import type { WritePlan } from './plan-writes.ts';

/** Writes, updates and removes; on an error what was put aside is removed and an InputOutputError names the file. */
export function applyPlan(root: string, plan: WritePlan, disk: Disk = openDisk()): void {
  const work = new Work(root, plan.owned, disk);
  for (const path of plan.leftovers) work.act(path, () => disk.removeAll(join(root, path)));
  try {
    for (const file of plan.create) work.write(file);
    for (const file of plan.update) work.write(file);
    work.install();
  } catch (error) {
    work.undo();
    throw error;
  }
  for (const path of plan.remove) work.act(path, () => disk.removeFile(join(root, path)));
  for (const path of plan.emptied) work.act(path, () => removeIfEmpty(join(root, path), disk));
}

/** Something aside and where it goes; paths from the root. */
interface Aside {
  readonly temporary: string;
  readonly target: string;
}

/** One plan being carried out. */
class Work {
  readonly #root: string;
  readonly #disk: Disk;
  /** The folders that temporary names may stand in: these, and what is below them. */
  readonly #owned: ReadonlySet<string>;
  /** Where the files of a folder are written: the folder itself, or another that will be renamed to it. */
  readonly #places = new Map<string, string>();
  readonly #asides: Aside[] = [];
  /** Folders above the generated ones that were not there. */
  readonly #made: string[] = [];

  constructor(root: string, owned: readonly string[], disk: Disk) {
    this.#root = root;
    this.#owned = new Set(owned);
    this.#disk = disk;
  }

  /** Does one thing to the disk; a failure names `path`. */
  act(path: string, operation: () => void): void {
    try {
      operation();
    } catch (error) {
      throw new InputOutputError(path, error);
    }
  }

  /** Writes a file aside: alone in a folder that exists, with its whole folder when that is new. */
  write({ path, text }: OutputFile): void {
    const folder = dirname(path);
    const place = this.#placeOf(folder);
    const temporary = place === folder ? this.#putAside(folder, path) : `${place}/${basename(path)}`;
    this.act(path, () => this.#disk.writeFile(join(this.#root, temporary), text));
  }

  /** Renames all that is aside, in the order in which it was written. */
  install(): void {
    for (const { temporary, target } of this.#asides) {
      this.act(target, () => this.#disk.rename(join(this.#root, temporary), join(this.#root, target)));
    }
  }

  /** Removes what is still aside (what was renamed is there no more), and the folders that were made for it. The error that led here matters more. */
  undo(): void {
    for (const { temporary } of this.#asides) {
      attempt(() => this.#disk.removeAll(join(this.#root, temporary)));
    }
    for (const folder of this.#made.reverse())
      attempt(() => this.#disk.removeFolder(join(this.#root, folder)));
  }

  #placeOf(folder: string): string {
    const known = this.#places.get(folder);
    if (known !== undefined) return known;
    const place = this.#openPlace(folder);
    this.#places.set(folder, place);
    return place;
  }

  #openPlace(folder: string): string {
    const parent = dirname(folder);
    const above = folder === parent ? folder : this.#placeOf(parent);
    if (above !== parent) return this.#makeFolder(`${above}/${basename(folder)}`);
    if (existsSync(join(this.#root, folder))) return folder;
    if (this.#isOwned(parent)) return this.#makeFolder(this.#putAside(parent, folder));
    this.#made.push(folder);
    return this.#makeFolder(folder);
  }

  #makeFolder(path: string): string {
    this.act(path, () => this.#disk.makeFolder(join(this.#root, path)));
    return path;
  }

  /** Whether the next run would find something left aside in this folder. */
  #isOwned(folder: string): boolean {
    for (let path = folder; path !== '.'; path = dirname(path)) {
      if (this.#owned.has(path)) return true;
    }
    return false;
  }

  #putAside(folder: string, target: string): string {
    const temporary = `${folder}/${temporaryName(this.#asides.length)}`;
    this.#asides.push({ temporary, target });
    return temporary;
  }
}

function attempt(operation: () => void): void {
  try {
    operation();
  } catch {
    // What stays behind is recognised and removed by the next run.
  }
}

/** A folder that is gone, or in which something appeared meanwhile, is left alone. */
function removeIfEmpty(path: string, disk: Disk): void {
  try {
    disk.removeFolder(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'ENOENT'))
      return;
    throw error;
  }
}
