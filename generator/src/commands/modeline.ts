// The first line of a file that a command writes for people to go on with.
import { join } from 'node:path';
import { readIfThere } from '../load/read-if-there.ts';

/** The modeline that leads an editor to the schema: this repository's own, or the installed package's. */
export function modeline(kind: string, path: string, root: string): string {
  const own = readIfThere(join(root, 'generator', 'schema', `${kind}.schema.json`)) !== undefined;
  const folder = own ? 'generator/schema' : 'node_modules/@townhall/generator/schema';
  const up = '../'.repeat(path.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}${folder}/${kind}.schema.json\n`;
}
