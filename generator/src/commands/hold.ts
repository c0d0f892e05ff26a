// `townhall hold add|list|lift`: stops the line for everybody, as a file that is reviewed like any other.
import type { CommandSpec } from './command.ts';
import { nowOption } from './read-now.ts';

export const holdCommand: CommandSpec = {
  name: 'hold',
  arguments: [
    { name: '<action>', description: 'add, list or lift' },
    { name: '[name]', description: 'the hold, for add and lift' },
  ],
  summary: 'stop promotions, and let them go on',
  description:
    'Adds, lists and lifts holds: the files in environments/holds/. A hold keeps promotions out of the towns, stages and environments that it names, or out of everything; rollbacks pass.',
  options: [
    { flags: '--reason <reason>', description: 'why nothing may go on' },
    { flags: '--owner <team>', description: 'who holds, and lifts it again' },
    { flags: '--town <towns>', description: 'only these towns, with commas between; base is the base' },
    { flags: '--stage <stages>', description: 'only these stages' },
    { flags: '--env <environments>', description: 'only these environments, beside those of the stages' },
    { flags: '--until <time>', description: 'ends by itself then (RFC 3339)' },
    nowOption,
  ],
  examples: [
    ['townhall hold add harvest-freeze --owner platform-team --reason "year end"', 'stops everything'],
    [
      'townhall hold add slow-wood --town simple-town --stage low-traffic,high-traffic --owner market-team --reason "slow since v2"',
      'keeps one town out of two stages',
    ],
    ['townhall hold list', 'who holds what, and why'],
    ['townhall hold lift harvest-freeze', 'lets it go on'],
  ],
  load: async () => (await import('./run-hold.ts')).runHold,
};
