// Stopping the line: a hold is a file that says who, why, what and until when.
import { expect, test } from 'vitest';
import { makeRepository, type Repo } from './repository.ts';

const NOW = ['--now', '2026-11-20T09:30:00Z'];
const FILE = 'environments/holds/harvest.yaml';

function add(repo: Repo, ...more: string[]) {
  return repo.run(
    'hold',
    'add',
    'harvest',
    '--owner',
    'platform-team',
    '--reason',
    'the feast',
    ...NOW,
    ...more,
  );
}

test('a hold is added as a file that render takes', async () => {
  const repo = await makeRepository();
  const until = '2026-12-01T00:00:00Z';
  const added = await add(repo, '--town', 'market,base', '--stage', 'regions', '--until', until);
  expect(added).toMatchObject({ exit: 0, stderr: '' });
  expect(repo.read(FILE)).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=../../node_modules/@townhall/generator/schema/hold.schema.json
    hold: harvest
    owner: platform-team
    reason: the feast
    scope:
      towns:
      - market
      - base
      stages:
      - regions
    until: "2026-12-01T00:00:00Z"
    "
  `);
  expect(await repo.run('render', '--check')).toMatchObject({ exit: 0 });
});

test('without a scope it stops everything', async () => {
  const repo = await makeRepository();
  await add(repo);
  expect(repo.read(FILE)).not.toContain('scope');
  expect((await repo.run('hold', 'list', ...NOW)).stdout).toBe(
    'harvest\n  stops everything\n  platform-team: the feast\n',
  );
});

test('a second hold of that name is refused, and the first one stays', async () => {
  const repo = await makeRepository();
  await add(repo);
  const first = repo.read(FILE);
  const again = await add(repo, '--town', 'market');
  expect(again).toMatchObject({ exit: 2, stderr: 'There is a hold harvest already.\n' });
  expect(repo.read(FILE)).toBe(first);
});

test.each([
  [
    'a town that does not exist',
    ['--town', 'markt'],
    '--town: "markt" is not a town (did you mean "market"?).\n',
  ],
  [
    'an end that is over',
    ['--until', '2026-11-20T09:30:00Z'],
    '--until 2026-11-20T09:30:00Z is over already.\n',
  ],
  [
    'an end that is no time',
    ['--until', 'friday'],
    '--until: found "friday", expected a time as RFC 3339 writes it, such as 2026-11-20T09:30:00Z.\n',
  ],
  [
    'an empty name in a list',
    ['--stage', 'regions,'],
    '--stage: found empty text, expected a name of at most 63 lower-case letters, digits and hyphens, such as "simple-town".\n',
  ],
])('%s is refused and nothing is written', async (_, options, stderr) => {
  const repo = await makeRepository();
  const before = repo.snapshot();
  expect(await add(repo, ...options)).toMatchObject({ exit: 2, stderr });
  expect(repo.snapshot()).toEqual(before);
});

test('a name leads nowhere but into environments/holds/', async () => {
  const repo = await makeRepository();
  const before = repo.snapshot();
  for (const name of ['../pipeline', 'Harvest', 'a/b', '..']) {
    const said = await repo.run('hold', 'add', name, '--owner', 'platform-team', '--reason', 'the feast');
    expect(said.exit, name).toBe(2);
  }
  expect(repo.snapshot()).toEqual(before);
});

test('who and why are asked for', async () => {
  const repo = await makeRepository();
  const { exit, stderr } = await repo.run('hold', 'add', 'harvest', '--owner', 'platform-team');
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr: 'A hold says who and why: --owner TEAM --reason "...".\n',
  });
});

test('a hold that is over is marked, and no check minds it', async () => {
  const repo = await makeRepository();
  await add(repo, '--town', 'market', '--env', 'canary', '--until', '2026-11-21T00:00:00Z');
  const before = await repo.run('hold', 'list', ...NOW);
  expect(before.stdout).toBe(
    'harvest\n  stops market in canary, until 2026-11-21T00:00:00Z\n  platform-team: the feast\n',
  );
  const after = await repo.run('hold', 'list', '--now', '2026-11-21T00:00:00Z');
  expect(after.stdout).toContain('harvest  (expired: lift it)\n');
  expect(await repo.run('check')).toMatchObject({ exit: 0 });
  const json = await repo.run('hold', 'list', '--now', '2026-11-21T00:00:00Z', '--format', 'json');
  expect(JSON.parse(json.stdout).result).toEqual({
    holds: [
      {
        name: 'harvest',
        file: FILE,
        owner: 'platform-team',
        reason: 'the feast',
        towns: ['market'],
        stages: [],
        environments: ['canary'],
        until: '2026-11-21T00:00:00Z',
        expired: true,
      },
    ],
  });
});

test('a hold is added to a repository that is broken elsewhere', async () => {
  const repo = await makeRepository();
  repo.write('towns/market/current/town.yaml', 'town: market\nkingdom: [\n');
  expect(await add(repo)).toMatchObject({ exit: 0 });
});

test('a hold that cannot be read is a fault of the list', async () => {
  const repo = await makeRepository();
  repo.write(FILE, 'hold: harvest\nowner: platform-team\n');
  const listed = await repo.run('hold', 'list');
  expect(listed.exit).toBe(1);
  expect(listed.stderr).toContain('error[missing-key]');
});

test('lifting takes the file away', async () => {
  const repo = await makeRepository();
  const before = repo.snapshot();
  await add(repo);
  expect(await repo.run('hold', 'lift', 'harvst')).toMatchObject({
    exit: 2,
    stderr: 'There is no hold "harvst" (did you mean "harvest"?).\n',
  });
  expect(await repo.run('hold', 'lift', 'harvest')).toMatchObject({ exit: 0 });
  expect(repo.snapshot()).toEqual(before);
  expect((await repo.run('hold', 'list')).stdout).toBe('no holds\n');
});

test('a hold below an environment is no hold', async () => {
  const repo = await makeRepository();
  repo.write('environments/canary/holds/harvest.yaml', 'hold: harvest\n');
  const { exit, stderr } = await repo.run('render');
  expect(exit).toBe(1);
  expect(stderr).toContain('error[unknown-file]');
});
