// The programs on this machine that townhall, its tests or its users can use; none is needed to render or to check.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Tool {
  readonly name: string;
  /** As the program says it; undefined when it is not found. */
  readonly version: string | undefined;
  /** What it is for. */
  readonly needed: string;
}

const TOOLS: readonly { name: string; version: readonly string[]; needed: string }[] = [
  { name: 'git', version: ['--version'], needed: 'to commit what was rendered' },
  {
    name: 'kubeconform',
    version: ['-v'],
    needed: 'for townhall check --kubeconform; scripts/install-kubeconform gets it',
  },
  { name: 'kubectl', version: ['version', '--client', '--output=yaml'], needed: 'to bootstrap a cluster' },
  { name: 'flux', version: ['--version'], needed: 'to look at Flux on a cluster' },
  { name: 'argocd', version: ['version', '--client', '--short'], needed: 'to look at Argo CD on a cluster' },
];

/** Asks each tool for its version; also looks where scripts/install-kubeconform puts its binary. */
export function findTools(root: string): Tool[] {
  const own = join(root, 'node_modules', '.cache', 'townhall', 'bin');
  const path = `${process.env['PATH'] ?? ''}${process.platform === 'win32' ? ';' : ':'}${own}`;
  const node: Tool = { name: 'node', version: process.version, needed: 'to run townhall' };
  const others = TOOLS.map(({ name, version, needed }) => {
    const { status, stdout } = spawnSync(name, version, {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
      timeout: 10_000,
    });
    const found =
      status === 0 ? (/v?\d+\.\d+\.\d+[^\s"]*/.exec(stdout)?.[0] ?? stdout.trim().split('\n')[0]) : undefined;
    return { name, version: found, needed };
  });
  return [node, ...others];
}
