// `townhall reject`: never promote a release again.
import type { CommandSpec } from './command.ts';

export const rejectCommand: CommandSpec = {
  name: 'reject',
  arguments: [
    { name: '<town>', description: 'the town, or `base`' },
    { name: '<version>', description: 'the release, such as v3' },
  ],
  summary: 'never promote a release again',
  description:
    'Marks a release in releases.yaml: neither a person nor --all promotes it again. What runs stays; `townhall rollback` takes it out.',
  options: [
    { flags: '--reason <text>', description: 'why; required' },
    { flags: '--now <time>', description: 'as if it were this time (RFC 3339)' },
  ],
  examples: [['townhall reject simple-town v3 --reason "loses orders at midnight"', 'v3 goes no further']],
  load: async () => (await import('./run-reject.ts')).runReject,
};
