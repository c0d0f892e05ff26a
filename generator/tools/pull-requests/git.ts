// The git program in a clone. It asks `gh` for the token when a remote wants one, so that none is stored in the clone.
import { spawnSync } from 'node:child_process';

const BOT = { name: 'townhall', email: 'townhall-bot@users.noreply.github.com' };
const IDENTITY = {
  GIT_AUTHOR_NAME: BOT.name,
  GIT_AUTHOR_EMAIL: BOT.email,
  GIT_COMMITTER_NAME: BOT.name,
  GIT_COMMITTER_EMAIL: BOT.email,
};

/** The address that commits of the bot carry. */
export const BOT_EMAIL = BOT.email;

/** Whether git agrees: exit code 0. */
export function agrees(clone: string, ...args: string[]): boolean {
  return start(clone, args).status === 0;
}

/** What git prints, without the last line end; throws what git says when it fails. */
export function git(clone: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = start(clone, args);
  if (status !== 0) throw new Error(`git ${args[0]}: ${error?.message ?? stderr.trim()}`);
  return stdout.replace(/\n$/, '');
}

function start(clone: string, args: readonly string[]) {
  return spawnSync('git', ['-c', 'credential.helper=!gh auth git-credential', ...args], {
    cwd: clone,
    env: { ...process.env, ...IDENTITY },
    encoding: 'utf8',
    maxBuffer: 1_073_741_824,
  });
}
