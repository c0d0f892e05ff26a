// `townhall check`: every check, no writing; frozen releases that nobody pins are verified too.
import type { CommandSpec } from './command.ts';

export const checkCommand: CommandSpec = {
  name: 'check',
  summary: 'run every check and write nothing',
  description:
    'Validates every file and every frozen release, checks every rendered object against the Kubernetes schemas and the policies, and lists what is waived.',
  options: [
    { flags: '--kubeconform', description: 'run the kubeconform binary over the committed trees too' },
    {
      flags: '--frozen-since <ref>',
      description: 'compare frozen releases and their lists with this commit, too: only additions',
    },
    { flags: '--env <environment>', description: 'only this environment, such as regions/eastus' },
    { flags: '--town <town>', description: 'only this town' },
  ],
  examples: [
    ['townhall check', 'every check, offline'],
    ['townhall check --kubeconform', 'a second opinion from the real binary'],
    ['townhall check --frozen-since origin/main', 'no release was changed since then (for CI)'],
    ['townhall check --format sarif > townhall.sarif', 'for code scanning'],
  ],
  load: async () => (await import('./run-check.ts')).runCheck,
};
