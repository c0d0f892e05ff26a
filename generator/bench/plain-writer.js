// The yardstick: a script that knows every byte already and only writes the files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [pack, target] = process.argv.slice(2);
let last = '';
for (const [path, text] of JSON.parse(readFileSync(pack, 'utf8'))) {
  const file = join(target, path);
  const folder = dirname(file);
  if (folder !== last) mkdirSync(folder, { recursive: true });
  last = folder;
  writeFileSync(file, text);
}
