// The wanted files by path, with the folders that will hold them. A clash or a path outside what the run answers for
// is a bug of a step before, and throws.
import type { OutputFile } from '../model/manifest.ts';

export interface ExpectedFiles {
  readonly byPath: ReadonlyMap<string, OutputFile>;
  /** Every folder that holds a wanted file, at any depth. */
  readonly folders: ReadonlySet<string>;
}

/** Indexes the wanted files; `owned` are the folders and single files that they may be in. */
export function expectFiles(wanted: readonly OutputFile[], owned: readonly string[]): ExpectedFiles {
  const byPath = new Map<string, OutputFile>();
  const folders = new Set<string>();
  const lower = new Set<string>();
  const roots = new Set(owned);
  for (const file of wanted) {
    const { path } = file;
    if (!isPlain(path) || !isBelow(path, roots))
      throw new Error(`${path} is not a path that this run may write`);
    const name = path.toLowerCase();
    if (lower.has(name)) throw new Error(`${path} is wanted twice`);
    lower.add(name);
    byPath.set(path, file);
    addFolders(path, folders);
  }
  for (const path of byPath.keys()) {
    if (folders.has(path)) throw new Error(`${path} is wanted as a file and as a folder`);
  }
  return { byPath, folders };
}

/** Whether a path has neither empty steps nor `.` or `..`, nor any other separator than `/`. */
function isPlain(path: string): boolean {
  return !/(?:^|\/)\.{0,2}(?:\/|$)|[\\\0]/.test(path);
}

function isBelow(path: string, roots: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (roots.has(path.slice(0, end))) return true;
  }
  return false;
}

function addFolders(path: string, folders: Set<string>): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}
