// `townhall render`: validate everything, then write the trees; or, with --check, say what would change.
import type { CommandSpec } from './command.ts';

export const renderCommand: CommandSpec = {
  name: 'render',
  summary: 'validate the repository and write the rendered trees',
  description:
    'Validates every file, renders every environment and cluster, and writes what changed. Nothing is written unless everything is clean.',
  options: [
    {
      flags: '--check',
      description: 'write nothing; exit 1 when a tree differs from what would be rendered',
    },
    { flags: '--env <environment>', description: 'only this environment, such as regions/eastus' },
    { flags: '--town <town>', description: 'only this town; faults of other towns do not stop it' },
  ],
  examples: [
    ['townhall render', 'write all trees'],
    ['townhall render --check', 'fail when a tree is stale or was edited by hand (for CI)'],
    ['townhall render --env staging --town simple-town', 'one town of one environment'],
  ],
  load: async () => (await import('./run-render.ts')).runRender,
};
