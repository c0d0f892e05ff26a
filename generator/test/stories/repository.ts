// A small world for stories: a fresh repository by `townhall init`, copied for each test, and the command line run in
// this process with its output caught.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { main } from '../../src/cli.ts';

export interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `townhall ARGS` in `cwd`. */
export async function townhall(cwd: string, ...args: string[]): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const exit = await main(args, {
    cwd,
    env: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { exit, stdout, stderr };
}

const made: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'townhall-test-'));
  made.push(folder);
  return folder;
}

let origin: Promise<string> | undefined;

async function initialise(): Promise<string> {
  const folder = join(temporaryFolder(), 'harbour');
  const { exit, stderr } = await townhall('/', 'init', folder, '--now', '2026-11-20T09:30:00Z');
  if (exit !== 0) throw new Error(`init failed: ${stderr}`);
  return folder;
}

/** A copy of a freshly made, rendered repository. */
export async function makeRepository(): Promise<Repo> {
  origin ??= initialise();
  const root = join(temporaryFolder(), 'harbour');
  cpSync(await origin, root, { recursive: true });
  return new Repo(root);
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Mira',
  GIT_AUTHOR_EMAIL: 'mira@example.com',
  GIT_COMMITTER_NAME: 'Mira',
  GIT_COMMITTER_EMAIL: 'mira@example.com',
};

export class Repo {
  constructor(readonly root: string) {}

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Replaces the first `find`, which must be there. */
  edit(path: string, find: string, replace: string): void {
    const text = this.read(path);
    if (!text.includes(find)) throw new Error(`${path} does not hold ${JSON.stringify(find)}`);
    this.write(
      path,
      text.replace(find, () => replace),
    );
  }

  run(...args: string[]): Promise<Run> {
    return townhall(this.root, ...args);
  }

  /** Runs git here, as one author at one time. */
  git(args: readonly string[], time = '2026-11-20T09:30:00Z'): string {
    const env = { ...process.env, GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time, ...IDENTITY };
    return execFileSync('git', args, { cwd: this.root, env, encoding: 'utf8' });
  }

  /** Commits everything to `main` at a time; the first commit makes the git repository. */
  commit(time: string, message = 'Change'): void {
    if (!existsSync(join(this.root, '.git'))) this.git(['init', '--quiet', '--initial-branch=main']);
    this.git(['add', '--all']);
    this.git(['commit', '--quiet', '--allow-empty', `--message=${message}`], time);
  }

  /** Every file but git's and the program's own lock, path -> bytes as latin1: two equal snapshots are equal trees. */
  snapshot(): Map<string, string> {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return new Map(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.startsWith(join(this.root, '.git/')))
        .sort()
        .map((path) => [path.slice(this.root.length + 1), readFileSync(path, 'latin1')]),
    );
  }
}

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});
