// What `townhall render` promises, told over a small repository.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestFolder } from '../../src/load/digest-folder.ts';
import { makeRepository } from './repository.ts';

const DEPLOYMENT = 'environments/staging/manifests/market/current/stall-deployment.yaml';

describe('rendering twice', () => {
  test('changes nothing and touches no file', async () => {
    const repo = await makeRepository();
    const before = repo.snapshot();
    const time = statSync(join(repo.root, DEPLOYMENT)).mtimeMs;
    expect(await repo.run('render')).toMatchObject({ exit: 0, stderr: '' });
    expect(repo.snapshot()).toEqual(before);
    expect(statSync(join(repo.root, DEPLOYMENT)).mtimeMs).toBe(time);
  });

  test('says so in one glance', async () => {
    const repo = await makeRepository();
    const { stdout } = await repo.run('render');
    expect(stdout).toMatch(
      /^3 environments, 1 town, \d+ objects: 0 created, 0 updated, 0 deleted, \d+ unchanged \(\d+\.\d\d s\)\n$/,
    );
  });
});

describe('a generated file', () => {
  test('that was edited by hand fails the check with its difference, and render puts it right', async () => {
    const repo = await makeRepository();
    const before = repo.snapshot();
    repo.edit(DEPLOYMENT, 'replicas: 1', 'replicas: 7');
    const { exit, stderr } = await repo.run('render', '--check');
    expect(exit).toBe(1);
    expect(stderr).toContain('-  replicas: 7');
    expect(stderr).toContain('+  replicas: 1');
    expect((await repo.run('render')).exit).toBe(0);
    expect(repo.snapshot()).toEqual(before);
  });

  test('with a merge conflict in it is put right', async () => {
    const repo = await makeRepository();
    const before = repo.snapshot();
    const text = repo.read(DEPLOYMENT);
    repo.write(
      DEPLOYMENT,
      `<<<<<<< HEAD\n${text}=======\n${text.replace('replicas: 1', 'replicas: 2')}>>>>>>> other\n`,
    );
    expect((await repo.run('render')).exit).toBe(0);
    expect(repo.snapshot()).toEqual(before);
  });

  test('that is not wanted any more is removed, with its folder', async () => {
    const repo = await makeRepository();
    repo.edit('towns/market/current/town.yaml', '    service: { ports: { http: 80 } }\n', '');
    const { exit, stdout } = await repo.run('render');
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining('1 deleted') });
    expect([...repo.snapshot().keys()]).not.toContain(
      'environments/staging/manifests/market/current/stall-service.yaml',
    );
  });
});

describe('a foreign file in a generated folder', () => {
  test('is an error and is never touched', async () => {
    const repo = await makeRepository();
    repo.write('environments/staging/manifests/market/current/notes.yaml', 'mine: true\n');
    const before = repo.snapshot();
    const { exit, stderr } = await repo.run('render');
    expect(exit).toBe(1);
    expect(stderr).toContain('error[foreign-file]');
    expect(repo.snapshot()).toEqual(before);
  });
});

describe('taking a town out', () => {
  /** A second town in every environment, released like the first. */
  async function makeTwoTowns() {
    const repo = await makeRepository();
    const text = repo.read('towns/market/current/town.yaml').replace('town: market', 'town: mill');
    repo.write('towns/mill/current/town.yaml', text);
    repo.write('towns/mill/v1/town.yaml', text);
    const digest = digestFolder(new Map([['town.yaml', Buffer.from(text)]]));
    repo.write('towns/mill/releases.yaml', `v1: { digest: "${digest}", date: 2026-11-20T09:30:00Z }\n`);
    for (const environment of ['staging', 'canary', 'regions/eastus']) {
      const pin = repo.read(`environments/${environment}/pins/market.yaml`).replace(/^parameters:.*\n/m, '');
      repo.write(`environments/${environment}/pins/mill.yaml`, pin.replace('town: market', 'town: mill'));
    }
    expect(await repo.run('render')).toMatchObject({ exit: 0 });
    return repo;
  }

  test('a pin that is simply removed is an error, and the tree stays', async () => {
    const repo = await makeTwoTowns();
    repo.remove('environments/canary/pins/mill.yaml');
    const before = repo.snapshot();
    const { exit, stderr } = await repo.run('render');
    expect(exit).toBe(1);
    expect(stderr).toContain('error[unpinned-tree]');
    expect(repo.snapshot()).toEqual(before);
  });

  test.each([
    ['staging', 'flux', 'deletionPolicy: Delete'],
    ['canary', 'argo-cd', 'resources-finalizer.argocd.argoproj.io'],
  ])('retired first, then without its pin, %s (%s) lets it go', async (environment, reconciler, mark) => {
    const repo = await makeTwoTowns();
    const pin = `environments/${environment}/pins/mill.yaml`;
    const child = () =>
      [...repo.snapshot()].find(([path]) =>
        path.startsWith(`clusters/${environment}/${reconciler}/town-mill-`),
      );
    expect(child()?.[1]).not.toContain(mark);
    repo.write(pin, `${repo.read(pin)}retired: { reason: no grain, owner: mill-team }\n`);
    expect(await repo.run('render')).toMatchObject({ exit: 0 });
    expect(child()?.[1]).toContain(mark);
    repo.remove(pin);
    expect(await repo.run('render')).toMatchObject({ exit: 0 });
    expect(child()).toBeUndefined();
    const left = [...repo.snapshot().keys()].filter((path) =>
      path.startsWith(`environments/${environment}/manifests/mill`),
    );
    expect(left).toEqual([]);
  });
});

describe('an environment', () => {
  test('that has a tree keeps its suffix', async () => {
    const repo = await makeRepository();
    repo.write(
      'environments/canary/environment.yaml',
      `${repo.read('environments/canary/environment.yaml')}suffix: two\n`,
    );
    const before = repo.snapshot();
    const { exit, stderr } = await repo.run('render');
    expect(exit).toBe(1);
    expect(stderr).toContain('error[suffix-changed]');
    expect(repo.snapshot()).toEqual(before);
  });
});

describe('a frozen release', () => {
  test('that was changed by one byte is an error that names it', async () => {
    const repo = await makeRepository();
    repo.edit('towns/market/v1/town.yaml', 'default: 1', 'default: 2');
    const { exit, stderr } = await repo.run('render');
    expect(exit).toBe(1);
    expect(stderr).toContain('error[release-changed]');
    expect(stderr).toContain('towns/market/v1');
  });

  test('that gained a file is an error too', async () => {
    const repo = await makeRepository();
    repo.write('towns/market/v1/files/note.txt', 'hello\n');
    expect((await repo.run('render')).stderr).toContain('error[release-changed]');
  });
});

describe('--town', () => {
  test("one team's fault does not stop another", async () => {
    const repo = await makeRepository();
    await repo.run('new', 'town', 'mill');
    expect((await repo.run('render')).exit).toBe(0);
    repo.edit('towns/mill/current/town.yaml', 'replicas: 1', 'replicsa: 1');
    repo.edit('towns/market/current/town.yaml', 'default: 1', 'default: 4');
    expect((await repo.run('render')).exit).toBe(1);
    expect(await repo.run('render', '--town', 'market')).toMatchObject({ exit: 0 });
    expect(repo.read(DEPLOYMENT)).toContain('replicas: 4');
    expect((await repo.run('render', '--town', 'mill')).exit).toBe(1);
  });

  test('only the named town is written', async () => {
    const repo = await makeRepository();
    await repo.run('new', 'town', 'mill');
    await repo.run('render');
    repo.edit('towns/mill/current/town.yaml', 'replicas: 1', 'replicas: 2');
    repo.edit('towns/market/current/town.yaml', 'default: 1', 'default: 4');
    const before = repo.snapshot();
    expect(await repo.run('render', '--town', 'mill', '--env', 'staging')).toMatchObject({ exit: 0 });
    const changed = [...repo.snapshot()]
      .filter(([path, text]) => before.get(path) !== text)
      .map(([path]) => path);
    expect(changed).toEqual(['environments/staging/manifests/mill/current/web-deployment.yaml']);
  });

  test('a name that is not there is an error with a hint', async () => {
    const repo = await makeRepository();
    expect((await repo.run('render', '--town', 'markte')).stderr).toContain('did you mean "market"?');
    expect((await repo.run('render', '--env', 'stagin')).stderr).toContain('did you mean "staging"?');
  });
});
