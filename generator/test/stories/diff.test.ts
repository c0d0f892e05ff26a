// `townhall diff` between real commits and work trees: what a change does, and where.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareSnapshots } from '../../src/compare/compare-snapshots.ts';
import { foldChanges } from '../../src/compare/fold-changes.ts';
import { readSnapshot } from '../../src/compare/read-snapshot.ts';
import { renderRepository } from '../../src/pipeline.ts';
import { addRegion, CANARY, makeHarbour, release, renderTo, TOWN, temporaryCopy } from './harbour.ts';
import { makeRepository, type Repo, temporaryFolder, townhall } from './repository.ts';

async function judgedCodes(repo: Repo): Promise<string[]> {
  const { stderr } = await repo.run('diff', '--enforce', '--now', '2026-11-20T12:00:00Z');
  return [...stderr.matchAll(/^error\[(.+?)\]/gm)].map(([, code = '']) => code);
}

describe('what is told', () => {
  test('nothing changed: one line for a person, and no comment at all', async () => {
    const repo = await makeHarbour();
    const { exit, stdout, stderr } = await repo.run('diff');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/^nothing changes between [0-9a-f]{12} and the work tree\n$/);
    expect(await repo.run('diff', '--markdown')).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  test('an edit of the working definition: what happens first, then where it was written', async () => {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    const { exit, stdout, stderr } = await repo.run('diff');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "1 shop restarts (1 pod) in staging, 0 deletions

      market: Deployment market-stall restarts (1 pod) in staging
          at towns/market/current/town.yaml:14
          spec.template.spec.containers[0].readinessProbe.httpGet.path: / -> /open

      budget: stages 1 of 1 (staging), deletions 0 of 5, restarts 1 of 200
      "
    `);
  });

  test('a version that moves is a change of its objects, told once for all regions', async () => {
    const repo = await makeHarbour();
    await addRegion(repo, 'uk');
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    await release(repo, '2026-11-20T10:00:00Z');
    for (const region of ['eastus', 'uk'])
      repo.edit(`environments/regions/${region}/pins/market.yaml`, 'version: v1', 'version: v2');
    await renderTo(repo, {});
    const { stdout } = await repo.run('diff');
    expect(stdout).toMatchInlineSnapshot(`
      "1 shop restarts (6 pods) in 2 regions, 0 deletions

      moved: market v1 -> v2 in regions/eastus, regions/uk

      market: Deployment market-stall restarts (6 pods) in regions/eastus, regions/uk
          at towns/market/v2/town.yaml:14
          spec.template.spec.containers[0].readinessProbe.httpGet.path: / -> /open

      budget: stages 1 of 1 (regions), deletions 0 of 5, restarts 6 of 200
      "
    `);
  });

  test('the comment says in its first line what will happen', async () => {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    const { stdout } = await repo.run('diff', '--markdown');
    expect(stdout).toMatchInlineSnapshot(`
      "**1 shop restarts (1 pod) in staging, 0 deletions**

      | town | object | what happens | where |
      | --- | --- | --- | --- |
      | market | Deployment market-stall | restarts (1 pod) | staging |

      <details><summary>market</summary>

      - Deployment market-stall in staging (\`towns/market/current/town.yaml:14\`)
        - \`spec.template.spec.containers[0].readinessProbe.httpGet.path: / -> /open\`

      </details>
      "
    `);
  });

  test('a parameter that changes without a release is pointed at', async () => {
    const repo = await makeHarbour();
    repo.write(CANARY, `${repo.read(CANARY)}parameters: { stalls: 3 }\n`);
    await repo.run('render');
    const { stdout } = await repo.run('diff');
    expect(
      stdout,
    ).toContain(`note unreleased in canary: the parameter stalls of market changes without a release
    at ${CANARY}:5
    safe way: `);
    expect(stdout).toContain('market: Deployment market-stall scaled in canary\n');
  });

  test('a town that is retired is said to go, and what goes with its pin is counted', async () => {
    const repo = await makeHarbour();
    await repo.run('new', 'town', 'bakery');
    await renderTo(repo, {});
    repo.commit('2026-11-20T10:00:00Z');
    await repo.run('retire', 'bakery', '--reason', 'no flour', '--owner', 'mira');
    expect((await repo.run('diff')).stdout).toContain('moved: bakery current -> retired in staging\n');
    expect(await judgedCodes(repo)).toEqual([]);
    repo.commit('2026-11-20T11:00:00Z');
    expect(await repo.run('retire', 'bakery', '--remove')).toMatchObject({ exit: 0 });
    const { stdout } = await repo.run('diff');
    expect(stdout).toMatch(/^no shop restarts, [2-9] deletions/);
    expect(stdout).toContain('moved: bakery current -> not pinned in staging\n');
  });

  test('an object that nobody committed yet is there', async () => {
    const repo = await makeHarbour();
    await repo.run('new', 'town', 'bakery');
    await repo.run('render');
    const { stdout } = await repo.run('diff');
    expect(stdout).toContain('moved: bakery not pinned -> current in staging\n');
    expect(stdout).toMatch(/^bakery: Deployment bakery-\S+ created in staging$/m);
  });
});

describe('which sides are compared', () => {
  test('without a base: with where the branch left the one that reconcilers apply', async () => {
    const repo = await makeHarbour();
    repo.git(['switch', '--quiet', '--create', 'early-bread']);
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    repo.commit('2026-11-20T10:00:00Z');
    repo.git(['switch', '--quiet', 'main']);
    await renderTo(repo, { [TOWN]: ['default: 1', 'default: 2'] });
    repo.commit('2026-11-20T11:00:00Z');
    repo.git(['switch', '--quiet', 'early-bread']);
    for (const args of [[], ['main'], ['main', '--head', 'early-bread'], ['--head', 'HEAD']]) {
      const { stdout } = await repo.run('diff', ...args);
      expect(stdout, args.join(' ')).toContain('readinessProbe');
      expect(stdout, args.join(' ')).not.toContain('spec.replicas');
    }
  });

  test('two commits and the work tree at the second one give the same answer', async () => {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    repo.remove('environments/canary/manifests/market/v1/stall-service.yaml');
    const ask = async (...args: string[]) => {
      const { result } = JSON.parse((await repo.run('diff', ...args, '--format', 'json')).stdout);
      return { ...result, base: '', head: '' };
    };
    const uncommitted = await ask('HEAD');
    repo.commit('2026-11-20T10:00:00Z');
    expect(uncommitted.changes).toHaveLength(2);
    expect(await ask('HEAD~1')).toEqual(uncommitted);
    expect(await ask('HEAD~1', '--head', 'HEAD')).toEqual(uncommitted);
  });

  test('rendering both commits and reading both trees give the same answer', async () => {
    const repo = await makeHarbour();
    const before = temporaryCopy(repo);
    await renderTo(repo, {
      [TOWN]: ['replicas: "{{ parameters.stalls }}"', 'autoscale: { min: 2, max: 4, cpu: 80 }'],
    });
    repo.commit('2026-11-20T10:00:00Z');
    const [old, wanted] = [before, repo.root].map((root) =>
      readSnapshot(renderRepository({ root, selection: {}, everything: false }).files),
    );
    if (!old || !wanted) throw new Error('both were rendered');
    const folded = foldChanges(compareSnapshots(old, wanted), ['staging']);
    const { stdout } = await repo.run('diff', 'HEAD~1', '--head', 'HEAD', '--format', 'json');
    const told = JSON.parse(stdout).result.changes.map(
      ({ object, effect, restarts }: Record<string, unknown>) => [object, effect, restarts],
    );
    expect(told).toEqual(folded.map(({ object, effect, restarts }) => [object, effect, restarts]));
    expect(told).toHaveLength(2);
  });

  test('no repository, no such commit, no commit: wrong use, and why', async () => {
    const bare = await makeRepository();
    expect(await townhall(bare.root, 'diff')).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'This folder is not in a git repository, so there is nothing to compare with.\n',
    });
    bare.git(['init', '--quiet', '--initial-branch=main']);
    expect(await bare.run('diff')).toMatchObject({
      exit: 2,
      stderr: 'The git repository has no commit yet.\n',
    });
    bare.commit('2026-11-20T09:30:00Z');
    for (const args of [['v9'], ['--head', 'v9'], ['--', '--output=x']])
      expect(await bare.run('diff', ...args)).toMatchObject({ exit: 2, stdout: '' });
    expect((await bare.run('diff', 'v9')).stderr).toBe('"v9" is not a commit of this repository.\n');
  });
});

describe('what may be missing is said', () => {
  test('an edit that was not rendered', async () => {
    const repo = await makeHarbour();
    repo.edit(TOWN, 'http: /,', 'http: /open,');
    const { exit, stdout, stderr } = await repo.run('diff');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^nothing changes between /);
    expect(stderr).toMatchInlineSnapshot(`
      "warning[tree-stale]: 1 rendered file is not what would be rendered, and only what is rendered is compared
        --> environments/staging/manifests/market/current/stall-deployment.yaml
         = hint: run townhall render first

      1 warning in 1 file.
      "
    `);
  });

  test('a file with an error, and its trees are not called deleted', async () => {
    const repo = await makeHarbour();
    repo.write('environments/canary/environment.yaml', 'environment: canary\nbase: [\n');
    const { exit, stdout, stderr } = await repo.run('diff');
    expect(exit).toBe(1);
    expect(stdout).not.toContain('deleted');
    expect(stderr).toContain('error[');
    expect(stderr).toMatch(/; what they are about may be missing above\.\n$/);
  });

  test('a commit with an error', async () => {
    const repo = await makeHarbour();
    repo.edit(TOWN, 'town: market', 'twon: market');
    repo.commit('2026-11-20T10:00:00Z');
    const { exit, stderr } = await repo.run('diff', 'HEAD~1', '--head', 'HEAD');
    expect(exit).toBe(1);
    expect(stderr).toContain(`--> ${TOWN}:2:1`);
  });
});

test('the JSON has the fields that its page names', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/json-output.md'), 'utf8');
  const section = page.split('### diff\n')[1] ?? '';
  const documented = new Set([...section.matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name));
  const repo = await makeHarbour();
  repo.write(CANARY, `${repo.read(CANARY)}parameters: { stalls: 3 }\n`);
  await repo.run('new', 'town', 'bakery');
  await renderTo(repo, {});
  const { result } = JSON.parse((await repo.run('diff', '--format', 'json')).stdout);
  const lists = [result.moves, result.changes, result.hazards, result.budget];
  const first = lists.map((list) => list[0]);
  const field = result.changes.find(({ fields }: { fields: object[] }) => fields.length > 0).fields[0];
  for (const part of [result, ...first, field])
    for (const key of Object.keys(part)) expect(documented, key).toContain(key);
  expect(first.map((part) => Object.keys(part).length)).toEqual([5, 8, 9, 6]);
  expect(Object.keys(result)).toEqual(['base', 'head', 'summary', 'moves', 'changes', 'hazards', 'budget']);
});

test('a shallow clone says that it does not know the commit, and what to do', async () => {
  const repo = await makeHarbour();
  const [first] = repo.git(['rev-parse', 'HEAD']).split('\n');
  await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
  repo.commit('2026-11-20T10:00:00Z');
  const clone = join(temporaryFolder(), 'clone');
  repo.git(['clone', '--quiet', '--depth=1', `file://${repo.root}`, clone]);
  expect(await townhall(clone, 'diff', first ?? '')).toMatchObject({
    exit: 2,
    stderr: `"${first}" is not a commit of this repository, as far as this shallow clone knows: git fetch --unshallow.\n`,
  });
});
