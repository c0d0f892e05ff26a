// Writes the editor schemas, or says which of them are stale.
import { relative, resolve } from 'node:path';
import { readIfThere } from '../load/read-if-there.ts';
import { editorSchemas } from '../validate/editor-schemas.ts';
import { writeNewFiles } from '../write/write-new-files.ts';
import type { CommandOutcome, RunCommand } from './command.ts';

export const runSchema: RunCommand = ({ root, options }): CommandOutcome => {
  const folder = resolve(root, typeof options['out'] === 'string' ? options['out'] : 'generator/schema');
  const schemas = editorSchemas();
  const stale = [...schemas].filter(([name, text]) => readIfThere(resolve(folder, name)) !== text);
  const names = stale.map(([name]) => name);
  const where = relative(root, folder) || '.';
  const result = { folder: where, schemas: [...schemas.keys()], stale: names };
  if (options['check']) {
    const text = names.length > 0 ? `${names.join(', ')} in ${where}: not what townhall schema writes\n` : '';
    return { exit: names.length > 0 ? 1 : 0, text, result, state: 'nothing was written' };
  }
  writeNewFiles(folder, new Map(stale), { replace: true });
  return { exit: 0, text: `${schemas.size} schemas in ${where}, ${names.length} written\n`, result };
};
