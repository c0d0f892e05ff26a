// A fresh repository with a history, and what stories of changes do to it again and again.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makeRepository, type Repo, temporaryFolder } from './repository.ts';

export const TOWN = 'towns/market/current/town.yaml';
export const CANARY = 'environments/canary/pins/market.yaml';
export const EASTUS = 'environments/regions/eastus/pins/market.yaml';

/** A fresh repository, committed at 2026-11-20T09:30:00Z. */
export async function makeHarbour(): Promise<Repo> {
  const repo = await makeRepository();
  repo.commit('2026-11-20T09:30:00Z');
  return repo;
}

/** Replaces one text in each file, and renders. */
export async function renderTo(
  repo: Repo,
  edits: Readonly<Record<string, readonly [find: string, replace: string]>>,
): Promise<void> {
  for (const [path, [find, replace]] of Object.entries(edits)) repo.edit(path, find, replace);
  expect(await repo.run('render')).toMatchObject({ exit: 0, stderr: '' });
}

/** A second region like eastus, on a cluster of its own. */
export async function addRegion(repo: Repo, name: string): Promise<void> {
  for (const folder of [`environments/regions/${name}`, `clusters/${name}`])
    cpSync(join(repo.root, folder.replace(name, 'eastus')), join(repo.root, folder), {
      recursive: true,
      filter: (path) => !/manifests|argo-cd/.test(path),
    });
  const files = [`environments/regions/${name}/environment.yaml`, `clusters/${name}/cluster.yaml`];
  for (const file of files) repo.write(file, repo.read(file).replaceAll('eastus', name));
  await renderTo(repo, {
    'environments/pipeline.yaml': ['[regions/eastus]', `[regions/eastus, regions/${name}]`],
  });
}

/** The folder of a copy of the repository as it is now. */
export function temporaryCopy(repo: Repo): string {
  const root = join(temporaryFolder(), 'harbour');
  cpSync(repo.root, root, { recursive: true });
  return root;
}

/** Commits what there is, freezes the market as its next release, and commits that too. */
export async function release(repo: Repo, now: string): Promise<void> {
  repo.commit(now);
  expect(await repo.run('release', 'market', '--now', now)).toMatchObject({ exit: 0, stderr: '' });
  repo.commit(now);
}
