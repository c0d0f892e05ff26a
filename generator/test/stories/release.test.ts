// Releases, from the working definition to a frozen folder that nothing may change.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRepository, Repo, temporaryFolder } from './repository.ts';

const NOW = '2026-11-20T10:00:00Z';
const TOWN = 'towns/market/current/town.yaml';
const LIST = 'towns/market/releases.yaml';

/** A committed repository whose market has something new to release. */
async function makeReady(): Promise<Repo> {
  const repo = await makeRepository();
  repo.edit(TOWN, '    ports:', '    minReady: 5\n    ports:');
  repo.write('towns/market/current/files/price.bin', new Uint8Array([0, 255, 13, 10, 7]));
  expect(await repo.run('render')).toMatchObject({ exit: 0 });
  repo.commit(NOW);
  return repo;
}

const release = (repo: Repo, ...args: string[]) => repo.run('release', 'market', '--now', NOW, ...args);

describe('a release', () => {
  test('is the committed folder byte for byte, listed with digest, date, notes and images', async () => {
    const repo = await makeReady();
    expect(await release(repo, '--notes', 'Stalls open slowly')).toMatchObject({ exit: 0, stderr: '' });
    const files = [...repo.snapshot()];
    const below = (folder: string) =>
      files.flatMap(([path, bytes]) => (path.startsWith(folder) ? [[path.slice(folder.length), bytes]] : []));
    expect(below('towns/market/v2/')).toEqual(below('towns/market/current/'));
    const entry = repo.read(LIST).slice(repo.read(LIST).indexOf('v2:'));
    expect(entry).toMatch(
      /^v2:\n {2}digest: sha256:[0-9a-f]{64}\n {2}date: 2026-11-20T10:00:00Z\n {2}notes: Stalls open slowly\n/,
    );
    expect(entry).toContain('- docker.io/nginxinc/nginx-unprivileged:1.29-alpine');
    expect(await repo.run('check')).toMatchObject({ exit: 0 });
  });

  test('is refused a second time, and nothing is written', async () => {
    const repo = await makeReady();
    await release(repo);
    repo.commit(NOW);
    const before = repo.snapshot();
    expect(await release(repo)).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('release-unchanged'),
    });
    expect(repo.snapshot()).toEqual(before);
  });

  test('is refused when the town has a fault, and not when another town has one', async () => {
    const repo = await makeReady();
    expect(await repo.run('new', 'town', 'mill')).toMatchObject({ exit: 0 });
    repo.edit('towns/mill/current/town.yaml', 'ports:', 'prots:');
    repo.commit(NOW);
    expect(await release(repo, '--dry-run')).toMatchObject({ exit: 0 });
    repo.edit(TOWN, 'ports:', 'prots:');
    repo.commit(NOW);
    const before = repo.snapshot();
    expect(await release(repo)).toMatchObject({ exit: 1, stderr: expect.stringContaining('unknown-key') });
    expect(repo.snapshot()).toEqual(before);
  });

  test('needs a git repository with its whole history', async () => {
    const loose = await makeRepository();
    expect(await release(loose)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('git repository'),
    });
    const ready = await makeReady();
    ready.commit('2026-11-20T11:00:00Z');
    const root = join(temporaryFolder(), 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${ready.root}`, root]);
    expect(await release(new Repo(root))).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('shallow'),
    });
  });

  test('that was stopped between folder and list is completed by the next run', async () => {
    const repo = await makeReady();
    const list = repo.read(LIST);
    await release(repo);
    const whole = repo.snapshot();
    repo.write(LIST, list);
    expect(await release(repo)).toMatchObject({ exit: 0 });
    expect(repo.snapshot()).toEqual(whole);
  });

  test('of a hotfix is numbered like any other, and says where it comes from', async () => {
    const repo = await makeReady();
    await release(repo);
    expect(await repo.run('new', 'hotfix', 'market', 'v1')).toMatchObject({ exit: 0 });
    repo.edit('towns/market/v1-hotfix/town.yaml', '    ports:', '    minReady: 1\n    ports:');
    repo.commit(NOW);
    expect(await release(repo, '--from', 'v1-hotfix')).toMatchObject({ exit: 0 });
    expect(repo.read(LIST)).toMatch(/^v3:\n(?: {2}.*\n)* {2}from: v1-hotfix$/m);
    expect(await repo.run('check')).toMatchObject({ exit: 0 });
  });

  test('that no pin and no history names goes with --prune, and its entry stays', async () => {
    const repo = await makeReady();
    for (const seconds of [6, 7]) {
      await release(repo);
      repo.edit(TOWN, `minReady: ${seconds - 1}`, `minReady: ${seconds}`);
      await repo.run('render');
      repo.commit(NOW);
    }
    expect(await repo.run('release', '--prune')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('towns/market/v2\n'),
    });
    expect(['v1', 'v2', 'v3'].map((version) => existsSync(join(repo.root, 'towns/market', version)))).toEqual(
      [true, false, true],
    );
    expect(repo.read(LIST)).toContain('removed: true');
    expect(await repo.run('check')).toMatchObject({ exit: 0 });
    expect(await release(repo)).toMatchObject({ exit: 0, stdout: expect.stringContaining('market v4') });
  });

  test('of the base can be promoted through the stages', async () => {
    const repo = await makeReady();
    repo.edit('base/current/base.yaml', 'revisionHistoryLimit: 5', 'revisionHistoryLimit: 6');
    await repo.run('render');
    repo.commit(NOW);
    expect(await repo.run('release', 'base', '--now', NOW)).toMatchObject({ exit: 0 });
    expect(await repo.run('promote', 'base', '--now', NOW)).toMatchObject({ exit: 0 });
    expect(repo.read('environments/staging/environment.yaml')).toContain('version: v2');
    expect(await repo.run('render', '--check')).toMatchObject({ exit: 0 });
  });
});

describe('a frozen folder', () => {
  const file = 'towns/market/v1/town.yaml';

  test('any byte that changes is found, and nothing is written', async () => {
    const origin = await makeRepository();
    const text = origin.read(file);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: text.length - 1 }), fc.constantFrom('x', '#', ' '), async (at, put) => {
        fc.pre(text[at] !== put);
        origin.write(file, text.slice(0, at) + put + text.slice(at + 1));
        const before = origin.snapshot();
        expect(await origin.run('render')).toMatchObject({
          exit: 1,
          stderr: expect.stringContaining('towns/market/v1'),
        });
        expect(origin.snapshot()).toEqual(before);
        origin.write(file, text);
      }),
      { numRuns: 25 },
    );
  });

  test('against the base branch, only additions pass', async () => {
    const repo = await makeReady();
    const check = () => repo.run('check', '--frozen-since', 'HEAD');
    await release(repo);
    expect(await repo.run('reject', 'market', 'v1', '--reason', 'it leaks', '--now', NOW)).toMatchObject({
      exit: 0,
    });
    expect(await check()).toMatchObject({ exit: 0 });
    execFileSync('chmod', ['+x', join(repo.root, file)]);
    expect(await check()).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining(`${file} belongs to a release`),
    });
    execFileSync('chmod', ['-x', join(repo.root, file)]);
    repo.edit(LIST, 'The first release.', 'The very first release.');
    expect(await check()).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('the entry of v1 was changed'),
    });
    expect(await repo.run('check', '--frozen-since', 'nowhere')).toMatchObject({ exit: 2 });
  });
});

describe('a town that goes', () => {
  test('goes in two steps, the second only when the first is on the source branch', async () => {
    const repo = await makeRepository();
    repo.commit(NOW);
    const retire = (...args: string[]) => repo.run('retire', 'market', '--env', 'canary', ...args);
    expect(await retire('--remove')).toMatchObject({ exit: 2 });
    expect(await retire('--reason', 'replaced', '--owner', 'market-team')).toMatchObject({ exit: 0 });
    expect(await retire('--remove')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('source branch'),
    });
    repo.commit(NOW);
    const { exit, stderr } = await retire('--remove');
    // The town is the only one of canary, and an environment never renders to nothing.
    expect([exit, stderr]).toEqual([1, expect.stringContaining('empty-environment')]);
  });
});
