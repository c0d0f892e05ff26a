// The least that a program with this project's packages does: it loads them, parses every file of input, and writes the
// bytes that the plain script writes. Nothing is validated, rendered or checked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import 'commander';
import 'handlebars';
import { parseDocument } from 'yaml';
import 'zod';
import { writePack } from './write-pack.js';

// Without what the library can leave out.
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false };
const [source, pack, target] = process.argv.slice(2);

function parseBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Only what is pinned is rendered.
    if (entry.isDirectory() && entry.name !== 'current') parseBelow(path);
    else if (entry.name.endsWith('.yaml')) parseDocument(readFileSync(path, 'utf8'), OPTIONS).toJS();
  }
}

parseBelow(source);
writePack(pack, target);
