// `townhall doctor`: the tools that are there, and what each reconciler would read from the trees.
import type { CommandSpec } from './command.ts';

export const doctorCommand: CommandSpec = {
  name: 'doctor',
  summary: 'say what each reconciler would read, and which tools are there',
  description:
    'Lists the tools and versions found, and for each cluster every path that its reconciler applies with the files it would read there.',
  examples: [
    ['townhall doctor', 'the whole picture'],
    ['townhall doctor --format json', 'the same for a script'],
  ],
  load: async () => (await import('./run-doctor.ts')).runDoctor,
};
