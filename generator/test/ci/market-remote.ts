// A remote with a small repository on main, in real git: what the tools that run in workflows work on.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../stories/repository.ts';

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Mira',
  GIT_AUTHOR_EMAIL: 'mira@acme.example',
  GIT_COMMITTER_NAME: 'Mira',
  GIT_COMMITTER_EMAIL: 'mira@acme.example',
};

/** What git prints in a folder, as a person called Mira. */
export function gitIn(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, env: ENV, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

export class MarketRemote {
  readonly folder = join(temporaryFolder(), 'market.git');

  constructor(files: Readonly<Record<string, string>>) {
    gitIn('/', 'init', '--quiet', '--bare', '--initial-branch=main', this.folder);
    this.commitOn('main', files, 'Open the market');
  }

  /** A fresh clone of main. */
  clone(): string {
    const folder = join(temporaryFolder(), 'clone');
    gitIn('/', 'clone', '--quiet', this.folder, folder);
    return folder;
  }

  /** Writes files on a branch (made from main where there is none) as a person, and pushes it. */
  commitOn(branch: string, files: Readonly<Record<string, string>>, message: string): void {
    const clone = this.clone();
    const known = this.branches();
    const create = known.includes(branch) ? [] : ['--create'];
    if (branch !== 'main') gitIn(clone, 'switch', '--quiet', ...create, branch);
    writeAll(clone, files);
    gitIn(clone, 'add', '--all');
    gitIn(clone, 'commit', '--quiet', '--message', message);
    gitIn(clone, 'push', '--quiet', 'origin', branch);
  }

  branches(): string[] {
    return gitIn(this.folder, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  }

  commitOf(branch: string): string {
    return gitIn(this.folder, 'rev-parse', `refs/heads/${branch}`);
  }

  read(branch: string, path: string): string {
    return gitIn(this.folder, 'show', `refs/heads/${branch}:${path}`);
  }
}

export function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export const readIn = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
