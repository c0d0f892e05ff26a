// Completion scripts, made from the list of commands, so that they never fall behind it.
import type { CommandOutcome, CommandSpec, RunCommand } from './command.ts';
import { commands } from './index.ts';
import { wrongUse } from './wrong-use.ts';

const GLOBAL = ['--root', '--format', '--help'];
const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

export const runCompletion: RunCommand = ({ arguments: [shell = ''] }): CommandOutcome => {
  const script = SHELLS[shell]?.();
  if (script === undefined) {
    return wrongUse(`"${shell}" is not a shell that can be completed: bash, zsh or fish`);
  }
  return { exit: 0, text: script, result: { shell, script } };
};

function longFlags(spec: CommandSpec): string[] {
  return (spec.options ?? []).map(({ flags }) => flags.split(' ')[0] ?? '');
}

const names = (): string => commands.map(({ name }) => name).join(' ');

function bash(): string {
  const cases = commands.map(
    (spec) => `    ${spec.name}) words="${[...longFlags(spec), ...GLOBAL].join(' ')}" ;;`,
  );
  return `# bash completion for townhall
_townhall() {
  local words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${names()} ${GLOBAL.join(' ')}" ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${names()} ${GLOBAL.join(' ')}"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _townhall townhall
`;
}

function zsh(): string {
  const quote = (text: string): string => text.replaceAll("'", "'\\''").replaceAll(':', '\\:');
  const list = commands.map(({ name, summary }) => `    '${name}:${quote(summary)}'`);
  const cases = commands.map(
    (spec) => `    ${spec.name}) compadd -- ${[...longFlags(spec), ...GLOBAL].join(' ')} ;;`,
  );
  return `#compdef townhall
_townhall() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
  _files
}
compdef _townhall townhall
`;
}

function fish(): string {
  const quote = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const lines = commands.flatMap((spec) => [
    `complete -c townhall -n __fish_use_subcommand -a ${spec.name} -d '${quote(spec.summary)}'`,
    ...(spec.options ?? []).map(({ flags, description }) => {
      const name = (flags.split(' ')[0] ?? '').slice(2);
      const takes = flags.includes('<') ? ' -r' : '';
      return `complete -c townhall -n '__fish_seen_subcommand_from ${spec.name}' -l ${name}${takes} -d '${quote(description)}'`;
    }),
  ]);
  return `# fish completion for townhall\n${lines.join('\n')}\ncomplete -c townhall -l root -r -d 'the repository'\ncomplete -c townhall -l format -x -a 'text json github sarif'\n`;
}
