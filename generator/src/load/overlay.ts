// Files that stand in for those on disk: so that a change is read, validated and rendered before a byte of it is
// written. Only what is asked for through it is changed; the disk is not touched.

/** By path from the repository's root: what stands there; undefined where the file is gone. */
export type OverlayFiles = ReadonlyMap<string, string | Uint8Array | undefined>;

export const NO_OVERLAY: OverlayFiles = new Map();

/** What a listing says of a file or folder; `Dirent` has this shape. */
export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export class Overlay {
  readonly #files: OverlayFiles;
  /** Folder -> the names that the overlay puts in it; true for a folder. */
  readonly #added = new Map<string, Map<string, boolean>>();

  constructor(files: OverlayFiles) {
    this.#files = files;
    for (const [path, content] of files) if (content !== undefined) this.#add(path);
  }

  /** The bytes that stand in for a file; undefined when the disk has the say. */
  read(path: string): Uint8Array | undefined {
    const content = this.#files.get(path);
    return typeof content === 'string' ? Buffer.from(content) : content;
  }

  /** Whether the overlay puts anything into a folder, which need not be there on disk. */
  fills(folder: string): boolean {
    return this.#added.has(folder);
  }

  /** The entries of a folder after the change. */
  change(folder: string, entries: readonly FolderEntry[]): FolderEntry[] {
    const kept = entries.filter(({ name }) => !this.#isGone(folder === '' ? name : `${folder}/${name}`));
    const known = new Set(kept.map(({ name }) => name));
    const added = [...(this.#added.get(folder) ?? [])].filter(([name]) => !known.has(name));
    return [...kept, ...added.map(([name, isFolder]) => entryOf(name, isFolder))];
  }

  #isGone(path: string): boolean {
    return this.#files.has(path) && this.#files.get(path) === undefined;
  }

  #add(path: string): void {
    const end = path.lastIndexOf('/');
    const folder = end === -1 ? '' : path.slice(0, end);
    this.#put(folder, path.slice(end + 1), false);
    for (let at = folder; at !== ''; ) {
      const cut = at.lastIndexOf('/');
      const parent = cut === -1 ? '' : at.slice(0, cut);
      this.#put(parent, at.slice(cut + 1), true);
      at = parent;
    }
  }

  #put(folder: string, name: string, isFolder: boolean): void {
    const names = this.#added.get(folder);
    if (names) names.set(name, isFolder);
    else this.#added.set(folder, new Map([[name, isFolder]]));
  }
}

function entryOf(name: string, isFolder: boolean): FolderEntry {
  return { name, isFile: () => !isFolder, isDirectory: () => isFolder, isSymbolicLink: () => false };
}
