// Writes files whose every byte is known already.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes what a pack (JSON: a list of path and text) says below `target`. */
export function writePack(pack, target) {
  let last = '';
  for (const [path, text] of JSON.parse(readFileSync(pack, 'utf8'))) {
    const file = join(target, path);
    const folder = dirname(file);
    if (folder !== last) mkdirSync(folder, { recursive: true });
    last = folder;
    writeFileSync(file, text);
  }
}
