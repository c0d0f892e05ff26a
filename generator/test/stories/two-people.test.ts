// Two people at once, in real clones of one repository: git decides who was first, and no state merges into both.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository, Repo, temporaryFolder } from './repository.ts';

const START = '2026-11-20T10:00:00Z';
const LATER = '2026-11-21T12:00:00Z';

/** A repository whose towns are ready for the next stage, as a bare remote that people clone. */
async function makeRemote(): Promise<string> {
  const origin = await makeRepository();
  await must(origin.run('new', 'town', 'mill'));
  await must(origin.run('render'));
  origin.commit(START);
  await must(origin.run('release', 'mill', '--now', START));
  origin.commit(START);
  const remote = join(temporaryFolder(), 'remote.git');
  origin.git(['clone', '--quiet', '--bare', origin.root, remote]);
  return remote;
}

function clone(remote: string): Repo {
  const root = join(temporaryFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', remote, root]);
  return new Repo(root);
}

async function must(run: Promise<{ exit: number; stderr: string }>): Promise<void> {
  expect(await run).toMatchObject({ exit: 0 });
}

function versionOf(repo: Repo, town: string): string | undefined {
  return repo.read(`environments/staging/pins/${town}.yaml`).match(/^version: (.*)$/m)?.[1];
}

describe('two people at once', () => {
  test('of two promotions of one town the second is refused by git, and finds nothing left to do', async () => {
    const remote = await makeRemote();
    const [mira, tomo] = [clone(remote), clone(remote)];
    for (const person of [mira, tomo]) {
      await must(person.run('promote', 'market', '--now', LATER));
      person.commit(LATER);
    }
    tomo.git(['commit', '--quiet', '--amend', '--message=Of another hand'], LATER);
    mira.git(['push', '--quiet', 'origin', 'main']);
    expect(() => tomo.git(['push', '--quiet', 'origin', 'main'])).toThrow(/rejected|fetch first/);
    tomo.git(['fetch', '--quiet']);
    tomo.git(['reset', '--quiet', '--hard', 'origin/main']);
    expect((await tomo.run('promote', 'market', '--now', LATER)).stdout).toMatch(/^nothing to promote/);
    expect(versionOf(tomo, 'market')).toBe('v1');
  });

  test('two towns that are promoted in parallel branches merge without a conflict', async () => {
    const repo = clone(await makeRemote());
    for (const town of ['market', 'mill']) {
      repo.git(['checkout', '--quiet', '-b', town, 'origin/main']);
      await must(repo.run('promote', town, '--now', LATER));
      repo.commit(LATER, `Promote ${town}`);
    }
    repo.git(['checkout', '--quiet', 'main']);
    for (const town of ['market', 'mill'])
      repo.git(['merge', '--quiet', '--no-ff', '--no-edit', town], LATER);
    expect(['market', 'mill'].map((town) => versionOf(repo, town))).toEqual(['v1', 'v1']);
    await must(repo.run('render', '--check'));
  });

  test('a conflict in generated files is put right by render, once the pins are settled', async () => {
    const repo = clone(await makeRemote());
    const town = 'towns/market/current/town.yaml';
    for (const seconds of [5, 9]) {
      repo.git(['checkout', '--quiet', '-b', `after-${seconds}`, 'origin/main']);
      repo.edit(town, '    ports:', `    minReady: ${seconds}\n    ports:`);
      await must(repo.run('render'));
      repo.commit(LATER);
    }
    expect(() => repo.git(['merge', '--quiet', 'after-5'], LATER)).toThrow();
    const generated = 'environments/staging/manifests/market/current/stall-deployment.yaml';
    expect(repo.read(generated)).toContain('<<<<<<<');
    const refused = await repo.run('render');
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringContaining('merge-conflict') });
    repo.git(['checkout', '--quiet', '--theirs', town]);
    await must(repo.run('render'));
    expect(repo.read(generated)).not.toContain('<<<<<<<');
    expect(repo.read(generated)).toContain('minReadySeconds: 5');
  });

  test('conflict markers in a pin are refused by every command that reads it', async () => {
    const repo = clone(await makeRemote());
    const pin = 'environments/staging/pins/market.yaml';
    const text = repo.read(pin);
    repo.write(pin, `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`);
    const before = repo.snapshot();
    for (const command of [['render'], ['check'], ['promote', 'market', '--now', LATER]]) {
      expect(await repo.run(...command)).toMatchObject({
        exit: 1,
        stderr: expect.stringContaining('merge-conflict'),
      });
    }
    expect(repo.snapshot()).toEqual(before);
  });

  test('a run that was killed between pins and trees is completed by the same command', async () => {
    const repo = clone(await makeRemote());
    const copy = join(temporaryFolder(), 'copy');
    cpSync(repo.root, copy, { recursive: true });
    await must(repo.run('promote', 'market', '--now', LATER));
    const stopped = new Repo(copy);
    const pin = 'environments/staging/pins/market.yaml';
    writeFileSync(join(copy, pin), readFileSync(join(repo.root, pin)));
    expect(await stopped.run('render', '--check')).toMatchObject({ exit: 1 });
    await must(stopped.run('promote', 'market', '--now', LATER));
    expect(stopped.snapshot()).toEqual(repo.snapshot());
  });

  test('a shallow clone cannot tell how long anything ran', async () => {
    const remote = await makeRemote();
    const first = clone(remote);
    await must(first.run('promote', 'market', '--now', START));
    first.commit(START);
    first.git(['push', '--quiet', 'origin', 'main']);
    const root = join(temporaryFolder(), 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${remote}`, root]);
    const shallow = new Repo(root);
    const { stdout } = await shallow.run('status', '--now', LATER);
    expect(stdout).toContain('unknown');
  });
});
