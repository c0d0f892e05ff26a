// What has to happen on disk so that the generated folders hold exactly the wanted files: found by reading only.
// Ours is a file at a wanted path, or one that carries our header; anything else is somebody's and stays.
import {
  closeSync,
  type Dirent,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { InputOutputError } from '../model/input-output-error.ts';
import type { OutputFile } from '../model/manifest.ts';
import { type ExpectedFiles, expectFiles } from './expected-files.ts';
import { isOurs, isTemporary } from './ownership.ts';

export interface WritePlan {
  readonly create: readonly OutputFile[];
  readonly update: readonly OutputFile[];
  /** Paths of files that are ours and not wanted any more. */
  readonly remove: readonly string[];
  /** Paths of files that are as wanted. */
  readonly unchanged: readonly string[];
  /** Folders that will hold nothing, the deepest first. */
  readonly emptied: readonly string[];
  /** Files and folders that a run which was stopped left aside. */
  readonly leftovers: readonly string[];
  /** The folders (and single files) that the plan is for. */
  readonly owned: readonly string[];
}

/** Compares the wanted files with what is in `owned`: the folders, or single files, that they are the whole content of. */
export function planWrites(
  root: string,
  wanted: readonly OutputFile[],
  owned: readonly string[],
): { plan: WritePlan; faults: Fault[] } {
  const search = new Search(root, expectFiles(wanted, owned));
  for (const path of owned) search.start(path);
  const { seen, remove, emptied, leftovers, faults } = search;
  const plan = {
    create: wanted.filter(({ path }) => !seen.has(path)),
    update: wanted.filter(({ path }) => seen.get(path) === 'differs'),
    remove: [...remove].sort(),
    unchanged: wanted.map(({ path }) => path).filter((path) => seen.get(path) === 'same'),
    emptied: [...emptied].sort().reverse(),
    leftovers: [...leftovers].sort(),
    owned,
  };
  return { plan, faults };
}

/** Far enough to find our header on the second side of a conflict. */
const START_BYTES = 65_536;

class Search {
  readonly seen = new Map<string, 'same' | 'differs'>();
  readonly remove = new Set<string>();
  readonly emptied = new Set<string>();
  readonly leftovers = new Set<string>();
  readonly faults: Fault[] = [];
  readonly #root: string;
  readonly #expected: ExpectedFiles;
  /** Folders above what is owned: whether a way through them is free of links. */
  readonly #parents = new Map<string, boolean>();
  /** Folders whose leftovers are known. */
  readonly #looked = new Set<string>();

  constructor(root: string, expected: ExpectedFiles) {
    this.#root = root;
    this.#expected = expected;
  }

  start(path: string): void {
    const folder = dirname(path);
    if (!this.#isReached(folder)) return;
    const isFile = this.#expected.byPath.has(path);
    const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (found?.isDirectory() && !isFile) this.#walk(path);
    else if (found) this.#lookAt(path, found);
    if (isFile) this.#findLeftovers(folder);
  }

  /** Whether no folder on the way is a link. */
  #isReached(folder: string): boolean {
    const known = this.#parents.get(folder);
    if (known !== undefined) return known;
    const reached = folder === '.' || (this.#isReached(dirname(folder)) && !this.#isLink(folder));
    this.#parents.set(folder, reached);
    return reached;
  }

  /** Temporary files beside single files: the folder is not walked, but they were ours. */
  #findLeftovers(folder: string): void {
    if (this.#looked.has(folder) || !existsSync(join(this.#root, folder))) return;
    this.#looked.add(folder);
    for (const { name } of this.#list(folder)) {
      if (isTemporary(name)) this.leftovers.add(`${folder}/${name}`);
    }
  }

  #isLink(folder: string): boolean {
    if (!lstatSync(join(this.#root, folder), { throwIfNoEntry: false })?.isSymbolicLink()) return false;
    this.faults.push(linkFault(folder));
    return true;
  }

  /** Looks at all that is below a folder; whether anything will be in it. */
  #walk(folder: string): boolean {
    let holds = this.#expected.folders.has(folder);
    for (const entry of this.#list(folder)) {
      const path = `${folder}/${entry.name}`;
      if (isTemporary(entry.name)) this.leftovers.add(path);
      else if (entry.isDirectory() && !this.#expected.byPath.has(path)) holds = this.#walk(path) || holds;
      else holds = this.#lookAt(path, entry) || holds;
    }
    if (!holds) this.emptied.add(folder);
    return holds;
  }

  /** Looks at what is no folder, or stands where a file goes; whether it stays. */
  #lookAt(path: string, found: Dirent | Stats): boolean {
    const wanted = this.#expected.byPath.get(path);
    if (found.isSymbolicLink()) this.faults.push(linkFault(path));
    else if (!found.isFile() || this.#expected.folders.has(path)) this.faults.push(foreignFault(path));
    else if (wanted) this.seen.set(path, this.#isSame(wanted) ? 'same' : 'differs');
    else if (isOurs(this.#readStart(path))) this.remove.add(path);
    else this.faults.push(foreignFault(path));
    return !this.remove.has(path);
  }

  #isSame({ path, text }: OutputFile): boolean {
    return this.#read(path, (full) => readFileSync(full).equals(Buffer.from(text)));
  }

  #readStart(path: string): string {
    return this.#read(path, (full) => {
      const file = openSync(full, 'r');
      try {
        const bytes = Buffer.alloc(START_BYTES);
        return bytes.toString('latin1', 0, readSync(file, bytes));
      } finally {
        closeSync(file);
      }
    });
  }

  #list(folder: string): Dirent[] {
    return this.#read(folder, (full) => readdirSync(full, { withFileTypes: true }));
  }

  #read<T>(path: string, read: (full: string) => T): T {
    try {
      return read(join(this.#root, path));
    } catch (error) {
      throw new InputOutputError(path, error);
    }
  }
}

function linkFault(path: string): Fault {
  return fault(
    'symbolic-link',
    'a generated folder holds a symbolic link, and nothing is written through one',
    { file: path },
    {
      hint: 'remove the link; townhall writes real files',
    },
  );
}

function foreignFault(path: string): Fault {
  return fault(
    'foreign-file',
    'this file was not made by townhall, and a generated folder holds nothing else',
    { file: path },
    {
      hint: 'move it out of the generated folder; an object for every town belongs in base/current/town/',
    },
  );
}
