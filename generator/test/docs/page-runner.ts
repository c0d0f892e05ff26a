// The console blocks of a page, run in a copy of a repository: what a page shows is what a reader sees. A comment before a
// block, `<!-- now: TIME, merged -->`, says when it happens; `merged` commits the outcome to main at that time, and `refused`
// says that its last command ends with 1.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, townhall } from '../stories/repository.ts';
import { ROOT } from './repository-files.ts';

export interface Block {
  readonly now: string;
  readonly merged: boolean;
  readonly refused: boolean;
  /** Each command, with the lines shown below it. */
  readonly commands: readonly { readonly command: string; readonly output: string }[];
}

const BLOCK = /<!-- now: (\S+?)(?:, (merged|refused))? -->\n```console\n([\s\S]*?)^```$/gm;
/** The files that people had written then. */
export const WRITTEN = 'generator/test/fixtures/snapshot';
const BEFORE = '2026-11-18T14:00:00Z';

/** The blocks of a page in their order. */
export function readBlocks(page: string): Block[] {
  return [...page.matchAll(BLOCK)].map(([, now = '', state, text = '']) => ({
    now,
    merged: state === 'merged',
    refused: state === 'refused',
    commands: text
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.split('\n');
        return { command, output: lines.join('\n') };
      }),
  }));
}

/** The page with what its commands print now. */
export function fillBlocks(page: string, outputs: readonly string[][]): string {
  let index = 0;
  return page.replace(BLOCK, (whole, _now, _state, text: string) => {
    const commands = [...text.matchAll(/^\$ .*$/gm)].map(([line]) => line);
    const said = outputs[index++] ?? [];
    return whole.replace(text, () => commands.map((line, at) => `${line}\n${said[at] ?? ''}`).join(''));
  });
}

/**
 * This repository as it was when the page was written, rendered, and committed before the page begins: what is promoted here
 * today must not change what the page shows.
 */
export async function makeCopy(): Promise<string> {
  const copy = join(temporaryFolder(), 'townhall');
  cpSync(join(ROOT, WRITTEN), copy, { recursive: true });
  const { exit, stderr } = await townhall(copy, 'render');
  if (exit !== 0) throw new Error(stderr);
  run(copy, 'git init --quiet --initial-branch=main', BEFORE);
  merge(copy, BEFORE);
  return copy;
}

/** Runs a block; gives what each command printed, and the last exit code. */
export async function runBlock(copy: string, { now, merged, commands }: Block) {
  const outputs: string[] = [];
  let exit = 0;
  for (const { command } of commands) {
    const words = command.replace(/^npx townhall /, '');
    if (words === command) outputs.push(run(copy, command, now));
    else {
      const timed = /^(render|check)\b/.test(words) ? [] : ['--now', now];
      const answer = await townhall(copy, ...splitWords(words), ...timed);
      exit = answer.exit;
      outputs.push(steady(answer.stdout + answer.stderr));
    }
  }
  if (merged && exit === 0) merge(copy, now);
  return { outputs, exit };
}

function merge(copy: string, time: string): void {
  run(copy, 'git add --all && git commit --quiet --message Merge', time);
}

/** How long something took differs from run to run. */
const steady = (text: string): string => text.replace(/\(\d+(\.\d+)? m?s\)/g, '(0.4 s)');

const splitWords = (words: string): string[] =>
  [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

function run(folder: string, command: string, time: string): string {
  const person = { NAME: 'Mira', EMAIL: 'mira@acme.example', DATE: time };
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) =>
      Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
    ),
  );
  const options = { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], options);
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout;
}
