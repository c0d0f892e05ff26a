// `townhall retire`: take a town out, in two steps.
import type { CommandSpec } from './command.ts';

export const retireCommand: CommandSpec = {
  name: 'retire',
  arguments: [{ name: '<town>', description: 'the town' }],
  summary: 'take a town out, in two steps',
  description:
    'First marks the pins as retired and renders what lets the reconcilers delete the town. When that has reached the clusters, --remove takes the pins and the trees away.',
  options: [
    { flags: '--env <environment>', description: 'only this environment' },
    { flags: '--reason <text>', description: 'why; required in the first step' },
    { flags: '--owner <name>', description: 'who says so; required in the first step' },
    { flags: '--remove', description: 'the second step: remove the pins of what was retired' },
    { flags: '--dry-run', description: 'print the plan, write nothing' },
  ],
  examples: [
    ['townhall retire voting --reason "replaced by polls" --owner workshop', 'mark it in every environment'],
    ['townhall retire voting --remove', 'once that is on the source branch: remove pins and trees'],
  ],
  load: async () => (await import('./run-retire.ts')).runRetire,
};
