// A repository of a fixture as a reconciler meets it: rendered, committed, and pushed to where its clusters read it.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Repo, temporaryFolder } from '../stories/repository.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const SOURCE = /url: \S+?(?=,)/;

export class ServedRepository extends Repo {
  /** A copy of a fixture; the clusters of Argo CD read it from this machine, for Flux takes no such URL. */
  static async serve(fixture: string): Promise<ServedRepository> {
    const root = join(temporaryFolder(), fixture);
    const bare = join(temporaryFolder(), 'townhall.git');
    cpSync(join(FIXTURES, fixture), root, { recursive: true });
    const repository = new ServedRepository(root);
    for (const cluster of readdirSync(join(root, 'clusters'))) {
      const path = `clusters/${cluster}/cluster.yaml`;
      if (!repository.read(path).includes('reconciler: argo-cd')) continue;
      repository.write(path, repository.read(path).replace(SOURCE, `url: file://${bare}`));
    }
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
    repository.git(['init', '--quiet', '--initial-branch=main']);
    repository.git(['remote', 'add', 'origin', bare]);
    await repository.publish('Begin');
    return repository;
  }

  /** Renders, commits and pushes. */
  async publish(message: string): Promise<void> {
    expect(await this.run('render')).toMatchObject({ exit: 0, stderr: '' });
    this.push(message);
  }

  /** Commits what is there, rendered or not, and pushes. */
  push(message: string): void {
    this.commit('2026-11-20T09:30:00Z', message);
    this.git(['push', '--quiet', 'origin', 'main']);
  }

  /** The last commit. */
  head(): string {
    return this.git(['rev-parse', 'HEAD']).trim();
  }

  /** What git has, as a tarball of the folders that a cluster reads. */
  archive(file: string): void {
    this.git(['archive', '--format=tar.gz', `--output=${file}`, 'HEAD', 'environments', 'clusters']);
  }
}
