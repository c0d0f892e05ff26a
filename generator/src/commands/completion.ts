// `townhall completion`: a completion script for a shell.
import type { CommandSpec } from './command.ts';

export const completionCommand: CommandSpec = {
  name: 'completion',
  arguments: [{ name: '<shell>', description: 'bash, zsh or fish' }],
  summary: 'print a completion script for a shell',
  description: 'Prints a script that completes commands and options.',
  examples: [
    ['source <(townhall completion bash)', 'for this session of bash'],
    ['townhall completion fish > ~/.config/fish/completions/townhall.fish', 'for good, in fish'],
  ],
  load: async () => (await import('./run-completion.ts')).runCompletion,
};
