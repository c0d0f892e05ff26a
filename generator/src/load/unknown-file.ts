// Files that stand where nothing is read.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Entry, TreeReader } from './tree-reader.ts';

/** Files for people and for git, welcome in every folder but a version's. */
const WELCOME: ReadonlySet<string> = new Set([
  'README.md',
  '.gitkeep',
  '.gitignore',
  '.gitattributes',
  '.DS_Store',
]);

/** Refuses a file that is none of `expected` and not for people. */
export function refuseUnknownFile(reader: TreeReader, entry: Entry, expected: readonly string[]): void {
  if (WELCOME.has(entry.name)) return;
  const message = `"${entry.name}" is no file that townhall reads here`;
  const hint = suggestHint(entry.name, expected) ?? `expected ${expected.join(' or ')}; move it or remove it`;
  reader.faults.push(fault('unknown-file', message, { file: entry.path }, { hint }));
}
