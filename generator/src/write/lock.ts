// One writer at a time: a second run waits for the first, and says so; a lock whose owner is gone is taken over.
// A lock appears whole (written aside, then linked), so one that cannot be read is never a live run's.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputOutputError } from '../model/input-output-error.ts';

/** Folder and file, from the repository's root. */
const FOLDER = '.townhall';
const LOCK = `${FOLDER}/lock`;
const POLL_MILLISECONDS = 50;

export interface LockOptions {
  /** Called once when somebody else holds the lock. */
  readonly notify: (message: string) => void;
  /** Milliseconds to wait for it; five seconds unless said. */
  readonly patience?: number;
}

/** Another run holds the lock: the message says which, and what to do if it is gone. */
export class LockedError extends InputOutputError {
  constructor(owner: string, file: string) {
    super(file, new Error(owner));
    this.message = `locked by ${owner}; remove ${file} if it is gone`;
  }
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** When the process began, as its system counts; a number that was given again has another. Undefined where unknown. */
  readonly birth: string | undefined;
}

/** Runs `work` while holding the repository's lock. Waits for another run, and fails with its name when it takes too long. */
export async function withLock<T>(
  root: string,
  options: LockOptions,
  work: () => T | Promise<T>,
): Promise<T> {
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    birth: readBirth(process.pid),
  };
  await takeLock(root, owner, options);
  try {
    return await work();
  } finally {
    remove(join(root, LOCK));
  }
}

async function takeLock(
  root: string,
  owner: Owner,
  { notify, patience = 5_000 }: LockOptions,
): Promise<void> {
  const path = join(root, LOCK);
  let told = false;
  for (let waited = 0; !createWhole(path, owner); waited += POLL_MILLISECONDS) {
    if (removeIfStale(path, owner)) continue;
    const holder = describeOwner(readOwner(path));
    if (waited >= patience) throw new LockedError(holder, LOCK);
    if (!told) notify(`waiting for ${holder}`);
    told = true;
    await sleep(POLL_MILLISECONDS);
  }
}

/** Makes a file that names its owner, all of it at once; false when there is one. */
function createWhole(path: string, owner: Owner): boolean {
  const aside = `${path}.${owner.pid}`;
  const text = `${JSON.stringify(owner)}\n`;
  makeFolder(join(path, '..'));
  try {
    writeFileSync(aside, text);
    linkOrWrite({ aside, path, text });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new InputOutputError(LOCK, error);
  } finally {
    remove(aside);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new InputOutputError(LOCK, error);
  }
}

/** Removes a file, if it is there. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new InputOutputError(LOCK, error);
  }
}

/** A file system without hard links gets the lock written in place: still only one run makes it. */
function linkOrWrite({ aside, path, text }: { aside: string; path: string; text: string }): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
    writeFileSync(path, text, { flag: 'wx' });
  }
}

/** Removes a lock whose owner is gone. Only one run at a time may do so, or it would remove the next one's lock. */
function removeIfStale(path: string, owner: Owner): boolean {
  if (!isGone(readOwner(path))) return false;
  const guard = `${path}.takeover`;
  if (!createWhole(guard, owner)) {
    if (isGone(readOwner(guard))) remove(guard);
    return false;
  }
  try {
    if (isGone(readOwner(path))) remove(path);
    return true;
  } finally {
    remove(guard);
  }
}

/** Undefined when the lock went away or may not be read; `broken` when it says nothing. */
function readOwner(path: string): Owner | 'broken' | undefined {
  try {
    const { pid, host, since, birth }: Partial<Owner> = JSON.parse(readFileSync(path, 'utf8'));
    const isWhole = typeof pid === 'number' && typeof host === 'string' && typeof since === 'string';
    return isWhole ? { pid, host, since, birth } : 'broken';
  } catch (error) {
    return codeOf(error) === undefined ? 'broken' : undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function describeOwner(owner: Owner | 'broken' | undefined): string {
  if (owner === undefined || owner === 'broken') return 'another run';
  return `process ${owner.pid} on ${owner.host} since ${owner.since}`;
}

/** Only a process of this machine can be known to be gone. */
function isGone(owner: Owner | 'broken' | undefined): boolean {
  if (owner === undefined) return false;
  if (owner === 'broken') return true;
  const { pid, host, birth } = owner;
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process cannot be signalled, but it lives.
    if (codeOf(error) === 'ESRCH') return true;
  }
  const now = readBirth(pid);
  return birth !== undefined && now !== undefined && birth !== now;
}

/** The start time of a process as Linux counts it (field 22 of its `stat`); undefined elsewhere. */
function readBirth(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, which may hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
