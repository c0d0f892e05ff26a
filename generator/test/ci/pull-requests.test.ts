// One pull request per stage and per release, in a real remote with real branches; only GitHub and `townhall` are played.
import { describe, expect, test } from 'vitest';
import { type PullRequest, shortenBody } from '../../tools/pull-requests/forge.ts';
import { BOT_EMAIL } from '../../tools/pull-requests/git.ts';
import { nameMoved } from '../../tools/pull-requests/name-moved.ts';
import { openPromotions, type Wish, type Workshop } from '../../tools/pull-requests/open-promotions.ts';
import { openRelease } from '../../tools/pull-requests/open-release.ts';
import { type Answer, townhallIn } from '../../tools/pull-requests/townhall.ts';
import { makeCopy } from '../docs/page-runner.ts';
import { gitIn, MarketRemote, readIn, writeAll } from './market-remote.ts';

const pin = (environment: string, town = 'harbour'): string =>
  `environments/${environment}/pins/${town}.yaml`;
const pinText = (version: string, since = '2026-11-20T09:30:00Z'): string =>
  `version: ${version}\nsince: ${since}\n`;
const PIPELINE = `stages:
  - { name: staging, environments: [staging], soak: 1h }
  - { name: canary, environments: [canary] }
`;
const FILES = {
  'environments/pipeline.yaml': PIPELINE,
  [pin('staging')]: pinText('v1'),
  [pin('canary')]: pinText('v1'),
  'towns/harbour/current/town.yaml': 'town: harbour\n',
};

interface Plan {
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly writes?: Readonly<Record<string, string>>;
}

/** One run of a workflow in a fresh clone; `plans` say what `townhall` does, by its arguments. */
function startRun(remote: MarketRemote, plans: Readonly<Record<string, Plan>>) {
  const clone = remote.clone();
  const opened: PullRequest[] = [];
  const asked: string[] = [];
  const townhall = (...args: string[]): Answer => {
    asked.push(args.join(' '));
    const { exit = 0, stdout = '', stderr = '', writes = {} } = plans[args.join(' ')] ?? {};
    writeAll(clone, writes);
    return { exit, stdout, stderr };
  };
  const workshop: Workshop = { clone, townhall, forge: { open: (request) => opened.push(request) } };
  const promote = (wish: Wish = {}) => openPromotions(workshop, wish);
  return { clone, workshop, promote, opened, asked };
}

const TO_STAGING = 'promote --all --to staging --markdown';
const TO_CANARY = 'promote --all --to canary --markdown';
const canaryAt = (since: string, version = 'v2'): Plan => ({
  stdout: '1 town moves\n',
  writes: { [pin('canary')]: pinText(version, since) },
});

describe('promotions', () => {
  test('each stage that something may enter gets one branch and one pull request with the plan', () => {
    const remote = new MarketRemote(FILES);
    const run = startRun(remote, {
      [TO_STAGING]: { stdout: 'plan of staging\n', writes: { [pin('staging')]: pinText('v3') } },
      [TO_CANARY]: { stdout: 'plan of canary\n', writes: { [pin('canary')]: pinText('v2') } },
    });
    expect(run.promote().map(({ outcome }) => outcome)).toEqual(['pushed', 'pushed']);
    expect(run.opened).toEqual([
      { branch: 'promote/staging', title: 'Promote harbour to staging', body: 'plan of staging\n' },
      { branch: 'promote/canary', title: 'Promote harbour to canary', body: 'plan of canary\n' },
    ]);
    expect(gitIn(remote.folder, 'diff', '--name-only', 'main', 'promote/staging')).toBe(pin('staging'));
    expect(gitIn(remote.folder, 'diff', '--name-only', 'main', 'promote/canary')).toBe(pin('canary'));
    expect(gitIn(remote.folder, 'log', '-1', '--format=%ae %s', 'promote/canary')).toBe(
      `${BOT_EMAIL} Promote harbour to canary`,
    );
    expect(gitIn(run.clone, 'status', '--porcelain')).toBe('');
  });

  test('a stage that nothing may enter gets none', () => {
    const remote = new MarketRemote(FILES);
    const run = startRun(remote, {});
    expect(run.promote().map(({ outcome }) => outcome)).toEqual(['nothing', 'nothing']);
    expect(run.opened).toEqual([]);
    expect(remote.branches()).toEqual(['main']);
  });

  test('the next run keeps a branch that would differ in its times only, and approvals with it', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    const first = remote.commitOf('promote/canary');
    const next = startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z') });
    expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'kept' }]);
    expect(remote.commitOf('promote/canary')).toBe(first);
    expect(next.opened).toHaveLength(1); // where a run was killed between push and pull request
  });

  test('it keeps the branch although main moved on elsewhere', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    remote.commitOn(
      'main',
      { 'towns/harbour/current/town.yaml': 'town: harbour\nowner: market-team\n' },
      'Say who',
    );
    const next = startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z') });
    expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'kept' }]);
  });

  test('a branch that would say something else is made anew from main', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    const next = startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z', 'v3') });
    expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'pushed' }]);
    expect(remote.read('promote/canary', pin('canary'))).toContain('version: v3');
    expect(gitIn(remote.folder, 'rev-list', '--count', 'main..promote/canary')).toBe('1');
  });

  test('a branch that nothing stands behind any more goes, as when a hold was placed', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    const next = startRun(remote, {});
    expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'removed' }]);
    expect(remote.branches()).toEqual(['main']);
  });

  test('a branch that a person committed to is left alone', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    remote.commitOn(
      'promote/canary',
      { [pin('canary')]: `${pinText('v2')}parameters: { cranes: 2 }\n` },
      'Add a crane',
    );
    const theirs = remote.commitOf('promote/canary');
    for (const plans of [{ [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z', 'v3') }, {}]) {
      const next = startRun(remote, plans);
      expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'left to people' }]);
      expect(next.opened).toEqual([]);
    }
    expect(remote.commitOf('promote/canary')).toBe(theirs);
  });

  test('a branch that a person brought up to date with main is still ours', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote();
    remote.commitOn(
      'main',
      { 'towns/harbour/current/town.yaml': 'town: harbour\nowner: market-team\n' },
      'Say who',
    );
    const clone = remote.clone();
    gitIn(clone, 'switch', '--quiet', 'promote/canary');
    gitIn(clone, 'merge', '--quiet', '--no-edit', 'origin/main');
    gitIn(clone, 'push', '--quiet', 'origin', 'promote/canary');
    const next = startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z') });
    expect(next.promote({ stage: 'canary' })).toEqual([{ stage: 'canary', outcome: 'kept' }]);
  });

  test('a refusal touches no branch, and does not stop the other stages', () => {
    const remote = new MarketRemote(FILES);
    startRun(remote, { [TO_STAGING]: { writes: { [pin('staging')]: pinText('v2') } } }).promote();
    const before = remote.commitOf('promote/staging');
    const next = startRun(remote, {
      [TO_STAGING]: {
        exit: 1,
        stderr: 'error[held]: no\n',
        writes: { 'towns/harbour/current/town.yaml': 'half\n' },
      },
      [TO_CANARY]: canaryAt('2026-11-20T11:23:00Z'),
    });
    expect(next.promote()).toEqual([
      { stage: 'staging', outcome: 'refused', said: 'error[held]: no\n' },
      { stage: 'canary', outcome: 'pushed' },
    ]);
    expect(remote.commitOf('promote/staging')).toBe(before);
    expect(gitIn(remote.folder, 'diff', '--name-only', 'main', 'promote/canary')).toBe(pin('canary'));
  });

  test("one town's harm stops no other town of its stage, and is told", () => {
    const remote = new MarketRemote(FILES);
    const run = startRun(remote, {
      [TO_CANARY]: {
        exit: 1,
        stderr: 'error[storage-shrunk]: mill\n',
        writes: { [pin('canary')]: pinText('v2') },
      },
    });
    expect(run.promote({ stage: 'canary' })).toEqual([
      { stage: 'canary', outcome: 'pushed', said: 'error[storage-shrunk]: mill\n' },
    ]);
  });

  test('the button moves one town on a branch of its own, and says who passes the rules and why', () => {
    const remote = new MarketRemote(FILES);
    const asks = 'promote harbour --to canary --markdown --expedite --reason the gate is stuck --owner mira';
    const run = startRun(remote, { [asks]: canaryAt('2026-11-20T11:23:00Z') });
    const expedite = { reason: 'the gate is stuck', owner: 'mira' };
    run.promote({ stage: 'canary', town: 'harbour', expedite });
    expect(run.asked).toEqual([asks]);
    expect(run.opened.map(({ branch }) => branch)).toEqual(['promote/canary-harbour']);
    startRun(remote, {}).promote();
    expect(remote.branches()).toEqual(['main', 'promote/canary-harbour']);
  });

  test('two runs at once: the second does not overwrite what it has not seen', () => {
    const remote = new MarketRemote(FILES);
    const second = startRun(remote, {});
    const original = second.workshop.townhall;
    const townhall = (...args: string[]): Answer => {
      startRun(remote, { [TO_CANARY]: canaryAt('2026-11-20T10:23:00Z') }).promote({ stage: 'canary' });
      writeAll(second.clone, { [pin('canary')]: pinText('v2', '2026-11-20T10:24:00Z') });
      return original(...args);
    };
    expect(openPromotions({ ...second.workshop, townhall }, { stage: 'canary' })).toEqual([
      { stage: 'canary', outcome: 'kept' },
    ]);
  });
});

describe('with the real command', () => {
  /** What the hourly run does at a time. */
  const runAt = (clone: string, now: string) => {
    const opened: PullRequest[] = [];
    const townhall = townhallIn(clone);
    const workshop: Workshop = {
      clone,
      townhall: (...args) => townhall(...args, '--now', now),
      forge: { open: (request) => opened.push(request) },
    };
    return { outcomes: openPromotions(workshop, {}).map(({ outcome }) => outcome), opened };
  };

  test('the window opens and shuts the pull request of its stage, and an hour changes nothing', async () => {
    const copy = await makeCopy();
    const paths = gitIn(copy, 'ls-files').split('\n');
    const remote = new MarketRemote(Object.fromEntries(paths.map((path) => [path, readIn(copy, path)])));
    const late = '2036-11-18T'; // a Tuesday, long after the remote's first commit
    const first = runAt(remote.clone(), `${late}15:23:00Z`);
    expect(first.outcomes).toEqual(['nothing', 'nothing', 'pushed', 'pushed']);
    expect(first.opened.map(({ title }) => title)).toEqual([
      'Promote voting to low-traffic',
      'Promote simple-town and voting to high-traffic',
    ]);
    expect(first.opened[1]?.body).toContain(
      '| simple-town | high-traffic | regions/eastus | v1 | v2 | moved |',
    );
    expect(runAt(remote.clone(), `${late}16:23:00Z`).outcomes).toEqual([
      'nothing',
      'nothing',
      'kept',
      'kept',
    ]);
    expect(runAt(remote.clone(), `${late}23:23:00Z`).outcomes).toEqual([
      'nothing',
      'nothing',
      'kept',
      'removed',
    ]);
    expect(remote.branches()).toEqual(['main', 'promote/low-traffic']);
  });
});

describe('a title', () => {
  test.each([
    [['harbour'], 'harbour'],
    [['the base', 'harbour'], 'the base and harbour'],
    [['harbour', 'mill', 'smithy'], 'harbour, mill and smithy'],
    [['docks', 'harbour', 'mill', 'smithy'], '4 towns'],
  ])('of %j is short', (names, title) => {
    expect(nameMoved(names)).toBe(title);
  });
});

describe('a body', () => {
  const row = (index: number): string => `| town-${index} | canary | v1 | v2 | may go |\n`;

  test('of a thousand rows stays as it is', () => {
    const body = Array.from({ length: 1000 }, (_, index) => row(index)).join('');
    expect(shortenBody(body)).toBe(body);
  });

  test('that GitHub would not take ends after a whole row, and says so', () => {
    const short = shortenBody(Array.from({ length: 3000 }, (_, index) => row(index)).join(''));
    expect(short.length).toBeLessThan(65_536);
    expect(short).toMatch(/\| may go \|\n\nThis is not all of it/);
  });
});

describe('a release', () => {
  const frozen = {
    'towns/harbour/v2/town.yaml': 'town: harbour\n',
    'towns/harbour/releases.yaml': 'v2: {}\n',
  };

  test('comes as a pull request that names its version', () => {
    const remote = new MarketRemote(FILES);
    const run = startRun(remote, {
      'release harbour --notes More cranes. --from v1-hotfix': { writes: frozen },
    });
    const wish = { town: 'harbour', notes: 'More cranes.', from: 'v1-hotfix' };
    expect(openRelease(run.workshop, wish)).toEqual({ outcome: 'pushed' });
    expect(run.opened).toMatchObject([{ branch: 'release/harbour', title: 'Release harbour v2' }]);
    expect(run.opened[0]?.body).toMatch(/^More cranes\.\n/);
    expect(remote.read('release/harbour', 'towns/harbour/v2/town.yaml')).toBe('town: harbour');
  });

  test('that is refused opens none', () => {
    const remote = new MarketRemote(FILES);
    const run = startRun(remote, {
      'release harbour --notes Nothing.': { exit: 1, stderr: 'nothing changed\n' },
    });
    const answer = openRelease(run.workshop, { town: 'harbour', notes: 'Nothing.' });
    expect(answer).toEqual({ outcome: 'refused', said: 'nothing changed\n' });
    expect(remote.branches()).toEqual(['main']);
  });
});
