// Pull requests as this folder needs them, and GitHub's through the `gh` program.
import { spawnSync } from 'node:child_process';

export interface PullRequest {
  readonly branch: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface Forge {
  /** Opens the pull request of a branch, or gives the open one this title and body. */
  open(request: PullRequest): void;
}

/** GitHub takes 65,536 characters. */
const MOST = 60_000;

/** A body that GitHub takes: whole lines, and a word on what is left out. */
export function shortenBody(body: string): string {
  if (body.length <= MOST) return body;
  return `${body.slice(0, body.lastIndexOf('\n', MOST))}\n\nThis is not all of it: see the files that changed.\n`;
}

/** The forge of the clone's remote, asked with the token in GH_TOKEN. */
export function githubOf(clone: string): Forge {
  const gh = (args: readonly string[], input?: string): string => {
    const { status, stdout, stderr, error } = spawnSync('gh', args, { cwd: clone, encoding: 'utf8', input });
    if (status !== 0) throw new Error(`gh ${args.slice(0, 2).join(' ')}: ${error?.message ?? stderr.trim()}`);
    return stdout.trim();
  };
  return {
    open({ branch, title, body }) {
      const number = gh(['pr', 'list', '--head', branch, '--json', 'number', '--jq', '.[0].number // empty']);
      const text = ['--title', title, '--body-file', '-'];
      const request = number === '' ? ['pr', 'create', '--head', branch] : ['pr', 'edit', number];
      gh([...request, ...text], shortenBody(body));
    },
  };
}
