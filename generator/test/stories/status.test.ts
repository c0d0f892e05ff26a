// `townhall status` over real repositories: with a history, without one, and with faults.
import { expect, test } from 'vitest';
import { makeRepository } from './repository.ts';

const NOW = ['--now', '2026-11-22T09:30:00Z'];

async function makeHarbour() {
  const repo = await makeRepository();
  repo.commit('2026-11-20T09:30:00Z');
  return repo;
}

test('a fresh repository: what runs, and since it was committed', async () => {
  const repo = await makeHarbour();
  const { exit, stdout, stderr } = await repo.run('status', ...NOW);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "At 2026-11-22T09:30:00Z

                    staging     canary  regions
    town    newest  staging     canary  eastus
    base    v1      current 2d  v1 2d   v1 2d
    market  v1      current 2d  v1 2d   v1 2d

    Next
      base v1 -> staging: ready
      market v1 -> staging: ready
    "
  `);
});

test('without git nothing is known, and nothing looks ready', async () => {
  const repo = await makeRepository();
  const { exit, stdout } = await repo.run('status', ...NOW);
  expect(exit).toBe(0);
  expect(stdout).toContain('Ages and soaks are unknown: this folder is not in a git repository\n');
  expect(stdout).toMatch(/^market .* v1 unknown +v1 unknown/m);
  expect(stdout).not.toMatch(/\d[mhdw]\b/);
});

test('a version that only the work tree pins waits for its merge', async () => {
  const repo = await makeHarbour();
  repo.write('towns/market/v2/town.yaml', repo.read('towns/market/v1/town.yaml'));
  repo.edit('environments/canary/pins/market.yaml', 'version: v1', 'version: v2');
  const { stdout } = await repo.run('status', ...NOW, '--town', 'market');
  expect(stdout).toMatch(/^market .* v2 unmerged /m);
  expect(stdout).toMatch(/^ {2}market v2 in canary \(not on the source branch yet\)$/m);
});

test('a limit that is broken is exit 1', async () => {
  const repo = await makeHarbour();
  repo.edit('environments/pipeline.yaml', 'activeVersions: 3', 'activeVersions: 1');
  const { exit, stdout } = await repo.run('status', ...NOW);
  expect(exit).toBe(1);
  expect(stdout).toContain('Over the limit\n');
});

test('a file with a fault is told, and is exit 1: the table has a hole', async () => {
  const repo = await makeHarbour();
  repo.write('environments/canary/pins/market.yaml', 'town: market\nversion: [\n');
  const { exit, stderr } = await repo.run('status', ...NOW);
  expect(exit).toBe(1);
  expect(stderr).toContain('environments/canary/pins/market.yaml');
  expect(stderr).toMatch(/; what they are about is missing above\.\n$/);
});

test('a hold stops what would be next, and a patch past its end shows', async () => {
  const repo = await makeHarbour();
  await repo.run('hold', 'add', 'harvest', '--owner', 'platform-team', '--reason', 'the feast', ...NOW);
  const more = `patches:
  - target: { kind: Deployment, name: market-web }
    change: { spec: { paused: true } }
    reason: nobody buys in winter
    expires: 2026-11-21T00:00:00Z
`;
  repo.write('towns/market/current/town.yaml', `${repo.read('towns/market/current/town.yaml')}${more}`);
  repo.write(
    'environments/overrides/market-fair.yaml',
    'override: market-fair\nowner: market-team\nreason: the fair\nexpires: 2026-11-21T12:00:00Z\nallows: { restarts: 9 }\n',
  );
  const { exit, stdout } = await repo.run('status', ...NOW);
  expect(exit).toBe(0);
  expect(stdout).toContain(
    '  market v1 -> staging\n    the hold harvest of platform-team stops it: the feast\n',
  );
  expect(stdout).toContain('Holds\n  harvest stops everything\n    platform-team: the feast\n');
  expect(stdout).toContain(
    'Expired\n  override market-fair since 2026-11-21T12:00:00Z: environments/overrides/market-fair.yaml\n  patch Deployment market-web since 2026-11-21T00:00:00Z: towns/market/current/town.yaml\n',
  );
});

test('a town that does not exist is wrong use', async () => {
  const repo = await makeHarbour();
  expect(await repo.run('status', '--town', 'markt')).toMatchObject({
    exit: 2,
    stderr: '"markt" is not a town (did you mean "market"?).\n',
  });
});

test('--town leaves other towns out', async () => {
  const repo = await makeHarbour();
  const { stdout } = await repo.run('status', ...NOW, '--town', 'base');
  expect(stdout).toMatch(/^base /m);
  expect(stdout).not.toContain('market');
});

test('--markdown prints a table', async () => {
  const repo = await makeHarbour();
  const { stdout } = await repo.run('status', ...NOW, '--markdown');
  expect(stdout).toContain('| town | newest | staging | canary | eastus |\n');
});
