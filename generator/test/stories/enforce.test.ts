// `townhall diff --enforce`: a change obeys the same rules whether a command made it or a hand.
import { describe, expect, test } from 'vitest';
import { CANARY, EASTUS, makeHarbour, release, renderTo, TOWN } from './harbour.ts';
import type { Repo } from './repository.ts';

const STAGING = 'environments/staging/pins/market.yaml';
const PIPELINE = 'environments/pipeline.yaml';
const V2 = ['version: v1', 'version: v2'] as const;

/** v2 of the market is released at noon, and runs in staging from then on. */
async function makeSecond(): Promise<Repo> {
  const repo = await makeHarbour();
  await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
  await release(repo, '2026-11-20T12:00:00Z');
  await renderTo(repo, {
    [STAGING]: ['version: current\nsince: 2026-11-20T09:30:00Z', 'version: v2\nsince: 2026-11-20T12:00:00Z'],
  });
  repo.commit('2026-11-20T12:00:00Z');
  return repo;
}

async function judge(repo: Repo, now: string, ...base: string[]) {
  const { exit, stderr } = await repo.run('diff', ...base, '--enforce', '--now', now);
  const codes = [...stderr.matchAll(/^error\[(.+?)\]: (.*)$/gm)].map(
    ([, code, message]) => `${code}: ${message}`,
  );
  return { exit, codes, stderr };
}

describe('a pin that is moved by hand', () => {
  test('passes when promote would move it', async () => {
    const repo = await makeSecond();
    await renderTo(repo, { [CANARY]: V2 });
    expect(await judge(repo, '2026-11-20T13:00:00Z')).toMatchObject({ exit: 0, codes: [] });
  });

  test('is refused by every rule that would refuse the promotion, at its line', async () => {
    const repo = await makeSecond();
    await renderTo(repo, { [EASTUS]: V2 });
    const { exit, codes, stderr } = await judge(repo, '2026-11-20T12:30:00Z');
    expect({ exit, codes }).toEqual({
      exit: 1,
      codes: [
        'stage-skipped: market v2 may not enter regions/eastus: v2 has not run in canary, which runs v1',
      ],
    });
    expect(stderr).toContain(`--> ${EASTUS}:3:10`);
    expect(stderr).toContain('= hint: townhall promote market --to canary');
  });

  test('waits for the soak, and each stage for the one before it', async () => {
    const repo = await makeSecond();
    await renderTo(repo, { [CANARY]: V2 });
    expect((await judge(repo, '2026-11-20T12:30:00Z')).codes).toEqual([
      'soak-not-over: market v2 may not enter canary: v2 soaks in staging for 30m more (of 1h)',
    ]);
  });

  test('does not soak by a `since` that its own change makes older', async () => {
    const repo = await makeSecond();
    await renderTo(repo, {
      [CANARY]: V2,
      [STAGING]: ['since: 2026-11-20T12:00:00Z', 'since: 2026-11-19T12:00:00Z'],
    });
    expect((await judge(repo, '2026-11-20T12:30:00Z')).codes).toHaveLength(1);
  });

  test('may go back to what ran there, over every rule', async () => {
    const repo = await makeSecond();
    await repo.run('promote', 'market', '--to', 'canary', '--now', '2026-11-20T13:00:00Z');
    repo.commit('2026-11-20T13:00:00Z');
    await repo.run(
      'hold',
      'add',
      'harvest',
      '--owner',
      'mira',
      '--reason',
      'the feast',
      '--now',
      '2026-11-20T13:05:00Z',
    );
    repo.commit('2026-11-20T13:05:00Z');
    await renderTo(repo, { [CANARY]: ['version: v2', 'version: v1'] });
    expect(await judge(repo, '2026-11-20T13:10:00Z')).toMatchObject({ exit: 0, codes: [] });
  });

  test('may not go back to what never ran there', async () => {
    const repo = await makeSecond();
    repo.edit(TOWN, 'http: /open,', 'http: /late,');
    await release(repo, '2026-11-20T12:10:00Z');
    await renderTo(repo, { [CANARY]: ['version: v1', 'version: v3'] });
    repo.commit('2026-11-20T12:20:00Z');
    await renderTo(repo, { [CANARY]: ['version: v3', 'version: v2'] });
    const { codes } = await judge(repo, '2026-11-20T14:00:00Z');
    expect(codes).toEqual([
      'not-forward: market v2 may not enter canary: v2 is older than v3, which runs in canary',
    ]);
  });
});

describe('what a command moved', () => {
  test.each([
    ['promote', ['promote', 'market', '--to', 'canary'], '2026-11-20T13:00:00Z'],
    ['promote --follow', ['promote', 'market', '--follow'], '2026-11-20T12:01:00Z'],
    [
      'promote --expedite',
      ['promote', 'market', '--to', 'canary', '--expedite', '--reason', 'a leak', '--owner', 'mira'],
      '2026-11-20T12:01:00Z',
    ],
  ])('%s passes', async (_, args, now) => {
    const repo = await makeSecond();
    expect(await repo.run(...args, '--now', now)).toMatchObject({ exit: 0 });
    expect(await judge(repo, now)).toMatchObject({ exit: 0, codes: [] });
  });

  test('an exception for another version counts for nothing', async () => {
    const repo = await makeSecond();
    const now = '2026-11-20T12:01:00Z';
    await repo.run(
      'promote',
      'market',
      '--to',
      'canary',
      '--expedite',
      '--reason',
      'a leak',
      '--owner',
      'mira',
      '--now',
      now,
    );
    repo.write(CANARY, repo.read(CANARY).replace(/(exceptions:.*version: )v2/s, '$1v1'));
    expect((await judge(repo, now)).codes.map((text) => text.split(':')[0])).toEqual(['soak-not-over']);
  });
});

describe('a change does not choose what it is judged by', () => {
  test('a soak that it shortens counts from the next change on', async () => {
    const repo = await makeSecond();
    await renderTo(repo, { [CANARY]: V2, [PIPELINE]: ['soak: 1h', 'soak: 1m'] });
    expect((await judge(repo, '2026-11-20T12:30:00Z')).codes).toHaveLength(1);
  });

  test('a stage that it takes out of the way still stands', async () => {
    const repo = await makeSecond();
    const canary = '  - { name: canary, environments: [canary], soak: 24h }\n';
    const regions = '  - { name: regions, environments: [regions/eastus] }\n';
    await renderTo(repo, { [EASTUS]: V2, [PIPELINE]: [canary + regions, regions + canary] });
    expect((await judge(repo, '2026-11-20T13:30:00Z')).codes[0]).toMatch(/^stage-skipped: /);
  });

  test('a hold that it lifts still holds', async () => {
    const repo = await makeSecond();
    const now = '2026-11-20T13:00:00Z';
    await repo.run('hold', 'add', 'harvest', '--owner', 'mira', '--reason', 'the feast', '--now', now);
    repo.commit(now);
    await repo.run('hold', 'lift', 'harvest');
    await renderTo(repo, { [CANARY]: V2 });
    expect((await judge(repo, now)).codes[0]).toMatch(/^on-hold: /);
  });

  test('a release that it brings may enter the first stage, and no other', async () => {
    const repo = await makeSecond();
    repo.edit(TOWN, 'http: /open,', 'http: /late,');
    repo.commit('2026-11-20T12:10:00Z');
    await repo.run('release', 'market', '--now', '2026-11-20T12:10:00Z');
    await renderTo(repo, { [STAGING]: ['version: v2', 'version: v3'] });
    expect(await judge(repo, '2026-11-20T12:10:00Z')).toMatchObject({ codes: [] });
    await renderTo(repo, { [CANARY]: ['version: v1', 'version: v3'] });
    expect((await judge(repo, '2026-11-20T12:10:00Z')).codes).toContainEqual(
      expect.stringMatching(/^stage-skipped: market v3 may not enter canary/),
    );
  });
});

describe('the budget', () => {
  const OVERRIDE = 'environments/overrides/fair.yaml';
  const fair = (allows: string) =>
    `override: fair\nowner: market-team\nreason: every stall moves\nexpires: 2026-11-21T00:00:00Z\nallows: ${allows}\n`;

  /** One pod restarts where none may. */
  async function makeSmallBudget(): Promise<Repo> {
    const repo = await makeHarbour();
    repo.edit(PIPELINE, 'restarts: 200', 'restarts: 0');
    repo.commit('2026-11-20T10:00:00Z');
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    return repo;
  }

  const NOW = '2026-11-20T13:00:00Z';
  const OVER = ['over-budget: the restarts of one change may be 0, and this one has 1'];

  test('is shown to all, and refuses with --enforce only', async () => {
    const repo = await makeSmallBudget();
    const { exit, stdout } = await repo.run('diff');
    expect(exit).toBe(0);
    expect(stdout).toContain('budget: stages 1 of 1 (staging), deletions 0 of 5, restarts 1 of 0 OVER\n');
    expect(await judge(repo, NOW)).toMatchObject({ exit: 1, codes: OVER });
  });

  test('is lifted by an override that the change brings, as far as it goes', async () => {
    const repo = await makeSmallBudget();
    repo.write(OVERRIDE, fair('{ restarts: 1 }'));
    expect(await judge(repo, NOW)).toMatchObject({ exit: 0, codes: [] });
    expect((await repo.run('diff', '--now', NOW)).stdout).toContain('restarts 1 of 1 by the override fair\n');
    repo.write(OVERRIDE, fair('{ stages: 9, deletions: 9 }'));
    expect((await judge(repo, NOW)).codes).toEqual(OVER);
  });

  test('is not lifted by an override that was there before, nor by one that is over', async () => {
    const repo = await makeSmallBudget();
    repo.git(['stash', '--quiet']);
    repo.write(OVERRIDE, fair('{ restarts: 9 }'));
    repo.commit('2026-11-20T11:00:00Z');
    repo.git(['stash', 'pop', '--quiet']);
    expect((await judge(repo, NOW)).codes).toEqual(OVER);
    repo.edit(OVERRIDE, 'every stall moves', 'every stall moves again');
    expect((await judge(repo, NOW)).codes).toEqual([]);
    expect((await judge(repo, '2026-11-21T00:00:00Z')).codes).toEqual([
      'override-expired: the override fair lifts nothing since 2026-11-21T00:00:00Z',
      ...OVER,
    ]);
  });

  test('is not lifted by a limit that the change raises', async () => {
    const repo = await makeSmallBudget();
    repo.edit(PIPELINE, 'restarts: 0', 'restarts: 9');
    expect((await judge(repo, NOW)).codes).toEqual([
      `${OVER[0]}; another limit counts from the next change on`,
    ]);
  });

  test('lifts no rule of order', async () => {
    const repo = await makeSecond();
    await renderTo(repo, { [EASTUS]: V2 });
    repo.write(OVERRIDE, fair('{ stages: 9, deletions: 99, restarts: 999 }'));
    expect((await judge(repo, NOW)).codes[0]).toMatch(/^stage-skipped: /);
  });
});

describe('hazards', () => {
  /** v2 names its objects anew, and has soaked in staging. */
  async function makeRenamed(): Promise<Repo> {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['shops:', 'names: short\nshops:'] });
    await release(repo, '2026-11-20T12:00:00Z');
    await renderTo(repo, { [STAGING]: ['version: current', 'version: v2'] });
    repo.commit('2026-11-20T12:00:00Z');
    return repo;
  }

  test('refuse a move until the pin says that they were accepted', async () => {
    const repo = await makeRenamed();
    await renderTo(repo, { [CANARY]: V2 });
    const now = '2026-11-20T13:30:00Z';
    expect((await judge(repo, now)).codes).toEqual([expect.stringMatching(/^hazard: town-moved: /)]);
    repo.git(['checkout', '--quiet', '.']);
    repo.git(['clean', '--quiet', '--force', '-d']);
    const accept = ['--accept', 'town-moved', '--reason', 'a new sign', '--owner', 'mira'];
    expect(await repo.run('promote', 'market', '--to', 'canary', ...accept, '--now', now)).toMatchObject({
      exit: 0,
    });
    expect(await judge(repo, now)).toMatchObject({ exit: 0, codes: [] });
  });

  test('of a town count against the base that moves below it', async () => {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['http: /,', 'http: /open,'] });
    repo.edit('base/current/base.yaml', 'format: 1', 'format: 1 # the second one');
    repo.commit('2026-11-20T10:00:00Z');
    expect(await repo.run('release', 'base', '--now', '2026-11-20T10:00:00Z')).toMatchObject({ exit: 0 });
    repo.commit('2026-11-20T10:00:00Z');
    await renderTo(repo, { 'environments/canary/environment.yaml': V2 });
    expect((await judge(repo, '2026-11-20T12:00:00Z')).codes).toContain(
      'hazard: untested-pair: market v1 and base v2 meet, and no earlier stage ran them together in canary',
    );
  });
});

describe('a patch whose time is over', () => {
  const PATCHED = `patches:
  - target: { kind: Deployment, name: market-stall }
    change: { spec: { paused: true } }
    reason: nobody buys in winter
    expires: 2026-11-20T11:00:00Z
shops:`;

  test('is refused where it would be promoted, and not where the town goes back to it', async () => {
    const repo = await makeHarbour();
    await renderTo(repo, { [TOWN]: ['shops:', PATCHED] });
    await release(repo, '2026-11-20T10:00:00Z');
    await renderTo(repo, { [STAGING]: ['version: current', 'version: v2'] });
    repo.commit('2026-11-20T10:00:00Z');
    await renderTo(repo, { [CANARY]: V2 });
    const noon = '2026-11-20T12:00:00Z';
    expect((await judge(repo, noon)).codes).toEqual([
      'patch-expired: market v2 brings a patch of Deployment market-stall that was to be gone by 2026-11-20T11:00:00Z',
    ]);
    expect((await judge(repo, '2026-11-20T10:59:59Z')).codes).toEqual([
      expect.stringMatching(/^soak-not-over: /),
    ]);
    repo.edit(TOWN, PATCHED, 'shops:');
    repo.edit(TOWN, 'http: /,', 'http: /open,');
    await release(repo, '2026-11-20T10:30:00Z');
    await renderTo(repo, { [CANARY]: ['version: v2', 'version: v3\nhistory: [{ version: v2 }]'] });
    repo.commit('2026-11-20T10:30:00Z');
    await renderTo(repo, { [CANARY]: ['version: v3', 'version: v2'] });
    expect(await judge(repo, noon)).toMatchObject({ exit: 0, codes: [] });
  });
});
