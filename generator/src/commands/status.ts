// `townhall status`: what runs where, since when, and what may go on.
import type { CommandSpec } from './command.ts';
import { nowOption } from './read-now.ts';

export const statusCommand: CommandSpec = {
  name: 'status',
  summary: 'show what runs where, and what may go on',
  description:
    'Shows the version of the base and of each town in each environment with its age, what promote would move next and what keeps it back, gates that differ, holds, what has expired, and limits that are broken. Exit code 1 when a limit is broken.',
  options: [
    { flags: '--town <town>', description: 'only this town; base is the base' },
    { flags: '--markdown', description: 'print markdown' },
    nowOption,
  ],
  examples: [
    ['townhall status', 'every town in every environment'],
    ['townhall status --town simple-town', 'one town'],
    ['townhall status --markdown', 'for an issue or a summary of a workflow'],
    ['townhall status --now 2026-12-24T12:00:00Z', 'as of another time: what will have soaked?'],
  ],
  load: async () => (await import('./run-status.ts')).runStatus,
};
