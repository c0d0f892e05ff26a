// Scripts run for real, with the programs that they would reach the world by played by small ones of the same name.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../docs/repository-files.ts';
import { temporaryFolder } from '../stories/repository.ts';

export interface Played {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** How the played programs were called: `gh api …`, the newlines of an argument as `\n`. */
  readonly calls: string[];
}

export interface Stage {
  /** Where the script runs; it has a copy of `scripts/`. */
  readonly folder: string;
  /** Program -> the body of a bash script; `$*` are its arguments. */
  readonly programs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** A folder with a copy of this repository's scripts. */
export function folderWithScripts(folder = temporaryFolder()): string {
  cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
  return folder;
}

/** Runs `scripts/NAME`. */
export function play(script: string, { folder, programs, env }: Stage): Played {
  const bin = temporaryFolder();
  const log = join(bin, 'calls.log');
  writeFileSync(log, '');
  mkdirSync(join(bin, 'bin'));
  for (const [name, body] of Object.entries(programs)) {
    const note = `args="$*"; printf '%s\\n' "${name} \${args//$'\\n'/\\\\n}" >>'${log}'`;
    writeFileSync(join(bin, 'bin', name), `#!/usr/bin/env bash\n${note}\n${body}\n`);
    chmodSync(join(bin, 'bin', name), 0o755);
  }
  const { status, stdout, stderr } = spawnSync('bash', [join(folder, 'scripts', script)], {
    cwd: folder,
    env: { PATH: `${join(bin, 'bin')}:${process.env.PATH}`, HOME: bin, LANG: 'C.UTF-8', ...env },
    encoding: 'utf8',
  });
  const calls = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return { exit: status ?? 2, stdout, stderr, calls };
}
