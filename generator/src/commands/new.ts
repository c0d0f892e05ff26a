// `townhall new town|shop`: a first version of a town, or of a shop in one, to edit from there.
import type { CommandSpec } from './command.ts';

export const newCommand: CommandSpec = {
  name: 'new',
  arguments: [
    { name: '<what>', description: 'town or shop' },
    { name: '<name>', description: 'the town, or town/shop' },
  ],
  summary: 'scaffold a town or a shop',
  description:
    'Writes a small working town, pinned in the first stage, or adds a small working shop to the current version of a town.',
  options: [
    { flags: '--kingdom <kingdom>', description: 'the kingdom of a new town; the only one unless said' },
    {
      flags: '--owner <team>',
      description: "the team that answers for a new town; the kingdom's unless said",
    },
    { flags: '--image <image>', description: 'the image of the shop' },
  ],
  examples: [
    [
      'townhall new town harbour --kingdom foobar',
      'towns/harbour/current/town.yaml and its pin in the first stage',
    ],
    [
      'townhall new shop harbour/crane --image ghcr.io/acme/crane:1.0.0',
      'one more shop in the current version',
    ],
  ],
  load: async () => (await import('./run-new.ts')).runNew,
};
