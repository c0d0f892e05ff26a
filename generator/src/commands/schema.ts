// `townhall schema`: the JSON Schemas that give editors completion and hover help.
import type { CommandSpec } from './command.ts';

export const schemaCommand: CommandSpec = {
  name: 'schema',
  summary: 'write the JSON Schemas for editors',
  description:
    'Writes one JSON Schema per kind of file. The modeline at the top of each file leads an editor to its schema.',
  options: [
    { flags: '--out <dir>', description: 'where to write them; generator/schema unless said' },
    { flags: '--check', description: 'write nothing; exit 1 when a schema is stale' },
  ],
  examples: [
    ['townhall schema', 'write generator/schema/*.schema.json'],
    ['townhall schema --out .vscode/townhall', 'somewhere else'],
  ],
  load: async () => (await import('./run-schema.ts')).runSchema,
};
