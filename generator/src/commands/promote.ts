// `townhall promote`: move pins along the pipeline, if the reviewed rules allow it, and render.
import type { CommandSpec } from './command.ts';

export const promoteCommand: CommandSpec = {
  name: 'promote',
  arguments: [{ name: '[town...]', description: 'towns, or `base`; several go together or not at all' }],
  summary: 'move towns to their next stage, and render',
  description:
    'Moves pins along the pipeline when order, soak, windows, holds and limits allow it and no harm is found, and renders. Refuses with every reason and what would unlock it.',
  options: [
    { flags: '--to <target>', description: 'this stage or environment only' },
    { flags: '--all', description: 'every step of every town (or of the ones named) that may be taken now' },
    { flags: '--add', description: 'also pin the town where it has no pin yet' },
    { flags: '--follow', description: 'let the first stage follow `current` again' },
    { flags: '--dry-run', description: 'print the plan, write nothing' },
    { flags: '--expedite', description: 'pass soak and windows; needs --reason and --owner' },
    {
      flags: '--accept <codes>',
      description: 'go on in spite of these hazards (comma-separated); needs --reason',
    },
    { flags: '--reason <text>', description: 'why, for --expedite and --accept; the pin keeps it' },
    { flags: '--owner <name>', description: 'who says so; the pin keeps it' },
    { flags: '--now <time>', description: 'as if it were this time (RFC 3339)' },
    { flags: '--markdown', description: 'print the plan as a Markdown table' },
  ],
  examples: [
    ['townhall promote simple-town', 'the next stage that lags gets what the stage before it ran'],
    ['townhall promote simple-town voting --to canary', 'two towns as one set'],
    ['townhall promote base --to canary', 'the base, and with it the format'],
    ['townhall promote --all --dry-run --now 2026-11-23T14:00:00Z', 'what may go out on Monday at nine?'],
    ['townhall promote voting --expedite --reason "CVE fix" --owner sec', 'without soak and windows'],
  ],
  load: async () => (await import('./run-promote.ts')).runPromote,
};
