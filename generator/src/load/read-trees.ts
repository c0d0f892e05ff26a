// The rendered files as they lie on disk: what runs, as far as this work tree knows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputOutputError } from '../model/input-output-error.ts';
import type { OutputFile } from '../model/manifest.ts';
import { listTree } from './list-tree.ts';

/** The YAML files below folders (from `root`, with `/`); a folder that is not there has none. */
export function readTrees(root: string, folders: Iterable<string>): OutputFile[] {
  return [...folders].flatMap((folder) =>
    (listTree(root, folder) ?? [])
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({ path: `${folder}/${name}`, text: readText(root, `${folder}/${name}`) })),
  );
}

function readText(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    throw new InputOutputError(path, error);
  }
}
