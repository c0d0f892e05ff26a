// One writer at a time, and never for longer than it lives.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { LockedError, withLock } from '../../src/write/lock.ts';
import { put, temporaryFolder } from './make-tree.ts';

const LOCK = '.townhall/lock';
const quiet = { notify: () => {}, patience: 0 };

/** A process that lives as long as these tests. */
const neighbour = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
afterAll(() => neighbour.kill());
/** The number of a process that is gone. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;

function lockedBy(owner: object): string {
  const root = temporaryFolder();
  put(
    root,
    LOCK,
    JSON.stringify({ pid: neighbour.pid, host: hostname(), since: '2026-11-20T09:30:00.000Z', ...owner }),
  );
  return root;
}

const left = (root: string): string[] => readdirSync(join(root, '.townhall'));

describe('a lock', () => {
  test('names its owner while the work is done, and is gone afterwards', async () => {
    const root = temporaryFolder();
    const owner = await withLock(root, quiet, () => JSON.parse(readFileSync(join(root, LOCK), 'utf8')));
    expect(owner).toMatchObject({
      pid: process.pid,
      host: hostname(),
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(left(root)).toEqual([]);
  });

  test.each([
    [
      'at once',
      () => {
        throw new Error('the mill burns');
      },
    ],
    ['later', () => Promise.reject(new Error('the mill burns'))],
  ])('is released when the work throws %s', async (_, work: () => Promise<never>) => {
    const root = temporaryFolder();
    await expect(withLock(root, quiet, work)).rejects.toThrow('the mill burns');
    expect(left(root)).toEqual([]);
  });

  test('of a living process is waited for, and said once', async () => {
    const root = lockedBy({});
    const messages: string[] = [];
    const waiting = withLock(
      root,
      { notify: (message) => messages.push(message), patience: 150 },
      () => 'done',
    );
    await expect(waiting).rejects.toThrow(LockedError);
    await expect(waiting).rejects.toThrow(
      `locked by process ${neighbour.pid} on ${hostname()} since 2026-11-20T09:30:00.000Z; remove .townhall/lock if it is gone`,
    );
    expect(messages).toEqual([
      `waiting for process ${neighbour.pid} on ${hostname()} since 2026-11-20T09:30:00.000Z`,
    ]);
    expect(existsSync(join(root, LOCK))).toBe(true);
  });

  test('of another machine is never taken, for nobody can tell', async () => {
    await expect(withLock(lockedBy({ host: 'mill-7', pid: gone }), quiet, () => 1)).rejects.toThrow(
      `process ${gone} on mill-7`,
    );
  });

  test('of a process that is gone is taken over', async () => {
    const root = lockedBy({ pid: gone });
    expect(await withLock(root, quiet, () => 'done')).toBe('done');
    expect(left(root)).toEqual([]);
  });

  test.skipIf(!existsSync('/proc/self/stat'))(
    'of a process whose number was given again is taken over (where /proc tells)',
    async () => {
      expect(await withLock(lockedBy({ birth: '1' }), quiet, () => 'done')).toBe('done');
    },
  );

  test.each(['', '{"pid":', 'null', '{"pid": 4}'])('that says nothing (%j) is taken over', async (text) => {
    const root = temporaryFolder();
    put(root, LOCK, text);
    expect(await withLock(root, quiet, () => 'done')).toBe('done');
  });

  test('is taken over although the run that took it over was stopped', async () => {
    const root = lockedBy({ pid: gone });
    put(root, `${LOCK}.takeover`, readFileSync(join(root, LOCK)));
    expect(await withLock(root, { ...quiet, patience: 200 }, () => 'done')).toBe('done');
    expect(left(root)).toEqual([]);
  });

  test('that cannot be made is a failure of the disk', async () => {
    const root = temporaryFolder();
    put(root, '.townhall', 'a file');
    await expect(withLock(root, quiet, () => 1)).rejects.toThrow(/^\.townhall\/lock cannot be /);
  });
});

describe('of several runs at once', () => {
  test.each([
    ['nothing held', {}, false],
    ['a stale lock', { pid: gone }, true],
  ])('only one works at a time, starting from %s', async (_, owner, isLocked) => {
    const root = isLocked ? lockedBy(owner) : temporaryFolder();
    let working = 0;
    const most: number[] = [];
    const run = (): Promise<void> =>
      withLock(root, { notify: () => {}, patience: 5000 }, async () => {
        most.push(++working);
        await sleep(5);
        working--;
      });
    await Promise.all([run(), run(), run(), run()]);
    expect(most).toEqual([1, 1, 1, 1]);
    expect(left(root)).toEqual([]);
  });

  test('processes take over a stale lock one after the other', async () => {
    const root = lockedBy({ pid: gone });
    const module = new URL('../../src/write/lock.ts', import.meta.url).href;
    const script = `
      import { appendFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(module)};
      const say = (word) => appendFileSync(${JSON.stringify(join(root, 'log'))}, word + '\\n');
      await withLock(${JSON.stringify(root)}, { notify: () => {}, patience: 20_000 }, async () => {
        say('in'); await new Promise((done) => setTimeout(done, 20)); say('out');
      });`;
    const runs = [1, 2, 3].map(
      () =>
        new Promise<number | null>((done) => {
          const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
            stdio: 'inherit',
          });
          child.on('close', done);
        }),
    );
    expect(await Promise.all(runs)).toEqual([0, 0, 0]);
    expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in\nout\n'.repeat(3));
  });
});
