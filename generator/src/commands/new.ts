// `townhall new town|shop|hotfix`: a first version of a town, or of a shop in one, to edit from there.
import type { CommandSpec } from './command.ts';

export const newCommand: CommandSpec = {
  name: 'new',
  arguments: [
    { name: '<what>', description: 'town, shop or hotfix' },
    { name: '<name>', description: 'the town, or town/shop' },
    { name: '[version]', description: 'the release that a hotfix starts from' },
  ],
  summary: 'scaffold a town or a shop, or begin a hotfix',
  description:
    'Writes a small working town, pinned in the first stage, or adds a small working shop to the current version of a town, or copies a release to a folder in which it can be repaired.',
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
    ['townhall new hotfix harbour v1', 'towns/harbour/v1-hotfix, to edit and to release with --from'],
  ],
  load: async () => (await import('./run-new.ts')).runNew,
};
