// The command line of a clone, as its users run it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `townhall ARGS` in a folder. */
export type Townhall = (...args: string[]) => Answer;

/** The program that this file came with, in `clone`, without the token. */
export function townhallIn(clone: string): Townhall {
  const program = join(import.meta.dirname, '../../bin/townhall.js');
  const { GH_TOKEN: _, ...env } = process.env;
  return (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: clone,
      env,
      encoding: 'utf8',
      maxBuffer: 1_073_741_824,
    });
    return { exit: status ?? 2, stdout, stderr };
  };
}
