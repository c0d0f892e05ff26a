// What a command is: its words for --help, and a function from options to an outcome. Commands print nothing and
// never exit; the command line does, the same way for all of them.
import type { Fault } from '../diagnostics/fault.ts';

export interface CommandOption {
  /** As commander reads it: `--env <environment>`. */
  readonly flags: string;
  readonly description: string;
}

export interface CommandSpec {
  readonly name: string;
  /** As commander reads it: `<name>`, `[dir]`. */
  readonly arguments?: readonly { readonly name: string; readonly description: string }[];
  readonly summary: string;
  readonly description: string;
  readonly options?: readonly CommandOption[];
  /** Command lines with what they do. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Loads the command's code when it is asked for, so that `--help` stays quick. */
  load(): Promise<RunCommand>;
}

export interface CommandInput {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly arguments: readonly string[];
  /** By long name in camelCase; a flag is true. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Says what the command is waiting for; on a terminal only. */
  readonly notify: (message: string) => void;
}

export interface CommandOutcome {
  /** 0 clean, 1 findings, 2 wrong use. */
  readonly exit: 0 | 1 | 2;
  readonly faults?: readonly Fault[];
  /** The texts that faults point into. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The result for a person: standard output. */
  readonly text: string;
  /** The result for `--format json`; its shape is documented and tested. */
  readonly result: unknown;
  /** The state the repository is in, after the faults: `nothing was written`. */
  readonly state?: string;
}

export type RunCommand = (input: CommandInput) => Promise<CommandOutcome> | CommandOutcome;
