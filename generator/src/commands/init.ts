// `townhall init`: a fresh repository that renders.
import type { CommandSpec } from './command.ts';

export const initCommand: CommandSpec = {
  name: 'init',
  arguments: [{ name: '<dir>', description: 'an empty folder, or one to be made' }],
  summary: 'make a fresh repository that renders',
  description:
    'Writes a repository with one kingdom, one small town, the environments staging, canary and regions/eastus, and a cluster for each, and renders it.',
  options: [
    {
      flags: '--url <url>',
      description: 'the git URL that clusters will read; can be changed in clusters/*/cluster.yaml',
    },
    { flags: '--now <time>', description: 'the time that pins and releases are dated with (RFC 3339)' },
  ],
  examples: [
    ['townhall init my-town-hall', 'a repository in ./my-town-hall'],
    ['townhall init . --url https://github.com/acme/deploy.git', 'in the current, empty folder'],
  ],
  load: async () => (await import('./run-init.ts')).runInit,
};
