// The files below a folder, as a reconciler would find them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths below `folder` with `/`, sorted; undefined when the folder is not there. Links are listed, never followed. */
export function listTree(root: string, folder: string): string[] | undefined {
  const files: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(root, folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else files.push(path);
    }
  };
  try {
    walk('');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return files.sort();
}
