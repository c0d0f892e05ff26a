// `townhall rollback`: go back to the version before, everywhere the bad one runs.
import type { CommandSpec } from './command.ts';

export const rollbackCommand: CommandSpec = {
  name: 'rollback',
  arguments: [{ name: '<town>', description: 'the town, or `base`' }],
  summary: 'go back to the version before, everywhere the bad one runs',
  description:
    'Takes a bad version out of every environment that runs it, in one change, and renders. Order, soak, windows and holds do not stand in the way; what would lose data does. The version is barred there until somebody says otherwise.',
  options: [
    { flags: '--env <environment>', description: 'only this environment' },
    { flags: '--from <version>', description: 'the bad version; the one that was moved last unless said' },
    {
      flags: '--to <version>',
      description: 'the version to go to; in each environment the one before unless said',
    },
    { flags: '--waves', description: 'one stage at a time, the last one first: run it again for the next' },
    {
      flags: '--accept <codes>',
      description: 'go on in spite of these hazards (comma-separated); needs --reason',
    },
    { flags: '--reason <text>', description: 'why; the pin keeps it beside what was accepted' },
    { flags: '--owner <name>', description: 'who says so' },
    { flags: '--dry-run', description: 'print the plan, write nothing' },
    { flags: '--now <time>', description: 'as if it were this time (RFC 3339)' },
    { flags: '--markdown', description: 'print the plan as a Markdown table' },
  ],
  examples: [
    ['townhall rollback simple-town', 'back to the version before, wherever the newest one runs'],
    ['townhall rollback simple-town --from v3', 'away from v3'],
    ['townhall rollback voting --env regions/uk --to v1', 'one environment, to a version of your choice'],
  ],
  load: async () => (await import('./run-rollback.ts')).runRollback,
};
