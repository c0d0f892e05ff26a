// The command line: argv in, text on stdout and stderr out, an exit code back. Nothing else in the program touches
// these. Results go to stdout, diagnostics to stderr; 0 is clean, 1 is findings, 2 is wrong use or a bug.
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommandInput, CommandOption, CommandOutcome, CommandSpec } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { explainFailure } from './failure.ts';
import type { Format } from './report.ts';
import { programVersion } from './version.ts';

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

const FORMATS: readonly Format[] = ['text', 'json', 'github', 'sarif'];

const EXITS = `
Exit codes:
  0  clean
  1  findings: faults, or trees that differ
  2  wrong use, a file that cannot be read or written, or a bug in townhall`;

function helpOf(spec: CommandSpec): string {
  const width = Math.max(...spec.examples.map(([line]) => line.length));
  const lines = spec.examples.map(([line, does]) => `  ${line.padEnd(width)}  ${does}`);
  return `\nExamples:\n${lines.join('\n')}\n${EXITS}`;
}

interface Invocation {
  spec: CommandSpec;
  arguments: string[];
  options: CommandInput['options'];
}

function buildProgram(terminal: Terminal, onCommand: (invocation: Invocation) => void): Command {
  const program = new Command('townhall')
    .description('Renders towns, declared in short YAML files, to plain Kubernetes manifests.')
    .version(programVersion())
    .option('--root <dir>', 'the repository; the current folder unless said')
    .addOption(
      new Option('--format <format>', 'how results and faults are printed').choices(FORMATS).default('text'),
    )
    .helpCommand(false)
    .showHelpAfterError('(townhall --help lists the commands)')
    .addHelpText('after', `\ntownhall <command> --help shows examples of a command.\n${EXITS}`)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride();
  for (const spec of commands) {
    const command = program.command(spec.name).summary(spec.summary).description(spec.description);
    for (const argument of spec.arguments ?? []) command.argument(argument.name, argument.description);
    for (const option of spec.options ?? []) command.addOption(buildOption(option));
    command.addHelpText('after', helpOf(spec));
    command.action((...received: unknown[]) => {
      const count = spec.arguments?.length ?? 0;
      // What may be given several times comes as a list.
      const given = received
        .slice(0, count)
        .flat()
        .filter((value) => typeof value === 'string');
      onCommand({ spec, arguments: given, options: command.opts() });
    });
  }
  return program;
}

/** An option with a value takes one: of two, commander would keep the last without a word. */
function buildOption({ flags, description }: CommandOption): Option {
  const option = new Option(flags, description);
  if (!option.required) return option;
  return option.argParser((value: string, before: string | undefined) => {
    if (before === undefined) return value;
    throw new InvalidArgumentError(`It was "${before}" before, and can be given once.`);
  });
}

/** Runs one command line and returns the exit code; never throws. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let invocation: Invocation | undefined;
  const program = buildProgram(terminal, (found) => {
    invocation = found;
  });
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return 2;
    }
    program.parse([...argv], { from: 'user' });
    if (!invocation) return 2;
    return await runCommand(invocation, { program, terminal });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.stderr.write(explainFailure(error));
    return 2;
  }
}

async function runCommand(
  { spec, arguments: given, options }: Invocation,
  { program, terminal }: { program: Command; terminal: Terminal },
): Promise<number> {
  const { root, format } = program.opts<{ root?: string; format: Format }>();
  const run = await spec.load();
  const outcome: CommandOutcome = await run({
    root: resolve(terminal.cwd, root ?? '.'),
    arguments: given,
    options,
    notify: (message) => {
      if (terminal.stderr.isTTY) terminal.stderr.write(`${message}\n`);
    },
  });
  const { report } = await import('./report.ts');
  const colour = terminal.stderr.isTTY === true && !terminal.env['NO_COLOR'];
  const printed = report(spec.name, outcome, { format, colour });
  if (printed.stdout) terminal.stdout.write(printed.stdout);
  if (printed.stderr) terminal.stderr.write(printed.stderr);
  return outcome.exit;
}

function processTerminal(): Terminal {
  return { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr };
}
