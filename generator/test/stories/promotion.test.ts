// Promotions and rollbacks as people type them, over a real git repository.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, Repo, type Run, temporaryFolder } from './repository.ts';

const RELEASED = '2026-11-20T10:00:00Z';
const STAGED = '2026-11-20T11:00:00Z';
const SOAKED = '2026-11-20T13:00:00Z';
const TOWN = 'towns/market/current/town.yaml';
const pin = (environment: string, town = 'market') => `environments/${environment}/pins/${town}.yaml`;

let origin: Repo;

/** market v2 runs in staging since STAGED; mill v1 is released and follows current there. */
beforeAll(async () => {
  const repo = await makeRepository();
  await done(repo.run('new', 'town', 'mill'));
  repo.edit(TOWN, '    ports:', '    minReady: 5\n    ports:');
  await done(repo.run('render'));
  repo.commit(RELEASED);
  for (const town of ['market', 'mill']) await done(repo.run('release', town, '--now', RELEASED));
  repo.commit(RELEASED);
  await done(repo.run('promote', 'market', '--now', STAGED));
  repo.commit(STAGED);
  origin = repo;
});

function start(): Repo {
  const root = join(temporaryFolder(), 'harbour');
  cpSync(origin.root, root, { recursive: true });
  return new Repo(root);
}

async function done(run: Promise<Run>): Promise<Run> {
  const result = await run;
  expect(result).toMatchObject({ exit: 0 });
  return result;
}

const versionOf = (repo: Repo, environment: string, town = 'market') =>
  repo.read(pin(environment, town)).match(/^version: (.*)$/m)?.[1];

describe('a promotion', () => {
  test('moves the pin, remembers what ran, and renders', async () => {
    const repo = start();
    await done(repo.run('promote', 'market', '--now', SOAKED));
    expect(repo.read(pin('canary'))).toMatch(
      /version: v2\nsince: 2026-11-20T13:00:00Z\nhistory:\n {2}- \{ version: v1, since: .*, until: 2026-11-20T13:00:00Z \}\n$/,
    );
    await done(repo.run('render', '--check'));
  });

  /** Both towns have the same door in `current`; mill follows it in staging, and market has released it. */
  async function sameDoor(repo: Repo, door: string): Promise<void> {
    for (const [town, now] of [
      ['mill', STAGED],
      ['market', SOAKED],
    ] as const) {
      const path = `towns/${town}/current/town.yaml`;
      expect(repo.read(path)).toContain('    service: ');
      repo.write(path, repo.read(path).replace(/^ {4}service: .*\n/m, door));
      await done(repo.run('render'));
      repo.commit(now);
      if (town === 'market') await done(repo.run('release', town, '--now', now));
      repo.commit(now);
    }
  }

  test('is refused where a neighbour has its port of the nodes, though only the town itself is rendered', async () => {
    const repo = start();
    await sameDoor(repo, '    service: { type: NodePort, ports: { http: { port: 80, nodePort: 30080 } } }\n');
    const before = repo.snapshot();
    const { exit, stderr } = await repo.run('promote', 'market', '--to', 'staging', '--now', SOAKED);
    expect(exit).toBe(1);
    expect(stderr).toContain('error[node-port-conflict]');
    expect(stderr).toContain('nothing was moved');
    expect(repo.snapshot()).toEqual(before);
  });

  test('tells where a neighbour claims the same host and path', async () => {
    const repo = start();
    await sameDoor(
      repo,
      '    service: { ports: { http: 80 } }\n    ingress: { host: bread.example.com, paths: { /: http } }\n',
    );
    const { stderr } = await done(repo.run('promote', 'market', '--to', 'staging', '--now', SOAKED));
    expect(stderr).toContain('warning[ingress-conflict]');
  });

  test('that is only planned writes nothing, and tells what another time would allow', async () => {
    const repo = start();
    const before = repo.snapshot();
    const { stdout } = await done(repo.run('promote', 'market', '--dry-run', '--now', SOAKED));
    expect(stdout).toMatch(/market\s+canary\s+canary\s+v1\s+v2\s+may go/);
    expect(await repo.run('promote', 'market', '--dry-run', '--now', STAGED)).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('no: v2 soaks in staging'),
    });
    expect(repo.snapshot()).toEqual(before);
  });

  test('that is expedited passes soak and windows, and the pin keeps why', async () => {
    const repo = start();
    const expedite = ['promote', 'market', '--expedite', '--now', STAGED];
    expect(await repo.run(...expedite)).toMatchObject({ exit: 2 });
    await done(repo.run(...expedite, '--reason', 'CVE-1', '--owner', 'security'));
    expect(repo.read(pin('canary'))).toContain(
      'exceptions:\n  - { rule: expedite, version: v2, reason: CVE-1, owner: security, date: 2026-11-20T11:00:00Z }\n',
    );
  });

  test('that is expedited passes no order, no hold and no rejection', async () => {
    const repo = start();
    const force = ['--expedite', '--reason', 'r', '--owner', 'o', '--now', SOAKED];
    expect(await repo.run('promote', 'market', '--to', 'regions', ...force)).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('stage-skipped'),
    });
    await done(repo.run('hold', 'add', 'fair', '--reason', 'r', '--owner', 'o'));
    await done(repo.run('reject', 'market', 'v2', '--reason', 'it leaks'));
    const { exit, stderr } = await repo.run('promote', 'market', '--to', 'canary', ...force);
    expect(exit).toBe(1);
    expect(stderr).toContain('on-hold');
    expect(stderr).toContain('version-rejected');
  });

  test('goes on over a hazard that is accepted, and the pin keeps which', async () => {
    const repo = start();
    repo.edit(TOWN, 'shops:', 'names: short\nshops:');
    await done(repo.run('render'));
    repo.commit(STAGED);
    await done(repo.run('release', 'market', '--now', STAGED));
    repo.commit(STAGED);
    await done(
      repo.run(
        'promote',
        'market',
        '--to',
        'staging',
        '--accept',
        'town-moved',
        '--reason',
        'no state',
        '--now',
        STAGED,
      ),
    );
    repo.commit(STAGED);
    const on = ['promote', 'market', '--to', 'canary', '--now', SOAKED];
    expect(await repo.run(...on)).toMatchObject({ exit: 1, stderr: expect.stringContaining('town-moved') });
    await done(repo.run(...on, '--accept', 'town-moved', '--reason', 'no state'));
    expect(repo.read(pin('canary'))).toContain('{ rule: town-moved, version: v3, reason: no state, date: ');
  });

  test('that makes a pin in a hurry, with others as one set, keeps both in it', async () => {
    const repo = start();
    await done(repo.run('promote', 'mill', '--to', 'staging', '--now', STAGED));
    repo.commit(STAGED);
    const hurry = ['--expedite', '--reason', 'the mill opens', '--owner', 'millers', '--now', STAGED];
    await done(repo.run('promote', 'market', 'mill', '--to', 'canary', '--add', ...hurry));
    expect(repo.read(pin('canary', 'mill'))).toMatch(
      /^# .*\ntown: mill\nversion: v1\nsince: 2026-11-20T11:00:00Z\nexceptions:\n {2}- \{ rule: expedite, version: v1, reason: the mill opens, owner: millers, date: .* \}\ntogether: \[market\]\n$/,
    );
    await done(repo.run('render', '--check'));
  });

  test('makes a pin with --add, and returns to current with --follow', async () => {
    const repo = start();
    await done(repo.run('promote', 'mill', '--now', STAGED));
    repo.commit(STAGED);
    await done(repo.run('promote', 'mill', '--add', '--to', 'canary', '--now', SOAKED));
    expect(versionOf(repo, 'canary', 'mill')).toBe('v1');
    await done(repo.run('promote', 'mill', '--follow', '--now', SOAKED));
    expect(versionOf(repo, 'staging', 'mill')).toBe('current');
    await done(repo.run('render', '--check'));
  });

  test('of several towns is one set: recorded, and refused together', async () => {
    const repo = start();
    repo.edit(TOWN, 'minReady: 5', 'minReady: 6');
    await done(repo.run('render'));
    repo.commit(STAGED);
    await done(repo.run('release', 'market', '--now', STAGED));
    repo.commit(STAGED);
    await done(repo.run('promote', 'market', 'mill', '--now', STAGED));
    expect(repo.read(pin('staging'))).toContain('together: [mill]');
    expect(repo.read(pin('staging', 'mill'))).toContain('together: [market]');
    await done(repo.run('render', '--check'));
  });

  test('with --all takes what may go, and leaves the rest as it is', async () => {
    const repo = start();
    await done(repo.run('hold', 'add', 'drought', '--reason', 'dry', '--owner', 'millers', '--town', 'mill'));
    const { stdout } = await done(repo.run('promote', '--all', '--now', SOAKED));
    expect(stdout).toMatch(/market\s+canary\s+canary\s+v1\s+v2\s+moved/);
    expect(stdout).toMatch(/mill\s+staging\s+staging\s+current\s+v1\s+no: the hold drought/);
    expect(versionOf(repo, 'canary')).toBe('v2');
    expect(versionOf(repo, 'staging', 'mill')).toBe('current');
  });

  test('of one town is not stopped by a fault of another', async () => {
    const repo = start();
    repo.edit('towns/mill/current/town.yaml', 'ports:', 'prots:');
    await done(repo.run('promote', 'market', '--now', SOAKED));
    expect(versionOf(repo, 'canary')).toBe('v2');
  });

  test('twice is once', async () => {
    const repo = start();
    await done(repo.run('promote', 'market', '--to', 'canary', '--now', SOAKED));
    const once = repo.snapshot();
    await done(repo.run('promote', 'market', '--to', 'canary', '--now', SOAKED));
    expect(repo.snapshot()).toEqual(once);
  });
});

describe('a rollback', () => {
  async function promoted(): Promise<Repo> {
    const repo = start();
    await done(repo.run('promote', 'market', '--now', SOAKED));
    repo.commit(SOAKED);
    return repo;
  }

  test('leaves the bad version everywhere in one change, in spite of holds and of other towns, and sticks', async () => {
    const repo = await promoted();
    await done(repo.run('hold', 'add', 'fair', '--reason', 'r', '--owner', 'o'));
    repo.edit('towns/mill/current/town.yaml', 'ports:', 'prots:');
    await done(repo.run('rollback', 'market', '--now', SOAKED));
    expect(['staging', 'canary'].map((environment) => versionOf(repo, environment))).toEqual([
      'current',
      'v1',
    ]);
    expect(repo.read(pin('canary'))).toContain('barred: [v2]');
    await done(repo.run('hold', 'lift', 'fair'));
    repo.edit('towns/mill/current/town.yaml', 'prots:', 'ports:');
    repo.commit(SOAKED);
    await done(repo.run('promote', '--all', '--now', '2026-11-25T10:00:00Z'));
    expect(versionOf(repo, 'canary')).toBe('v1');
    await done(repo.run('render', '--check'));
  });

  test('of one environment, to a version of choice', async () => {
    const repo = await promoted();
    await done(repo.run('rollback', 'market', '--env', 'canary', '--to', 'v1', '--now', SOAKED));
    expect(['staging', 'canary'].map((environment) => versionOf(repo, environment))).toEqual(['v2', 'v1']);
  });

  test('in waves takes the last stage first', async () => {
    const repo = await promoted();
    const waves = ['rollback', 'market', '--from', 'v2', '--waves', '--now', SOAKED];
    await done(repo.run(...waves));
    expect(['staging', 'canary'].map((environment) => versionOf(repo, environment))).toEqual(['v2', 'v1']);
    await done(repo.run(...waves));
    expect(versionOf(repo, 'staging')).toBe('current');
  });

  test('with nowhere to go back to says so, and moves nothing', async () => {
    const repo = start();
    const before = repo.snapshot();
    const { exit, stderr } = await repo.run('rollback', 'market', '--from', 'v1', '--now', SOAKED);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('say where with --to')]);
    expect(repo.snapshot()).toEqual(before);
  });
});
