// Reads the history of the repository through the git program. Nothing here changes a branch, the index or the work
// tree. All paths are from the repository's root (`--root`), which may lie below the top of the git work tree.
import { spawnSync } from 'node:child_process';
import { InputOutputError } from '../../model/input-output-error.ts';

/** A file at a commit. */
export interface TreeFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** The object id of its content: equal ids are equal bytes. */
  readonly id: string;
}

/** A commit of the first-parent history that touched a file, and what the file became. */
export interface FileChange {
  readonly commit: string;
  /** Committer's time, milliseconds since 1970. */
  readonly time: number;
  readonly path: string;
  /** The content after the commit; undefined when the commit removed the file. */
  readonly id: string | undefined;
}

const MAX_BYTES = 1_073_741_824;

/** The git repository around a folder. */
export class GitRepository {
  readonly #root: string;
  /** The root below the top of the work tree: `''`, or `deploy/`. */
  readonly #prefix: string;

  private constructor(root: string, prefix: string) {
    this.#root = root;
    this.#prefix = prefix;
  }

  /** The repository that `root` (absolute) is in; undefined where there is none, or no git program. */
  static open(root: string): GitRepository | undefined {
    const asked = spawnSync('git', ['rev-parse', '--show-prefix'], { cwd: root, encoding: 'utf8' });
    return asked.status === 0 ? new GitRepository(root, asked.stdout.trim()) : undefined;
  }

  /** The full id of a commit, whatever names it; undefined when nothing does. */
  resolve(name: string): string | undefined {
    const { status, stdout } = this.#ask([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${name}^{commit}`,
    ]);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /** Where two histories parted; undefined when they share none. */
  mergeBase(one: string, other: string): string | undefined {
    const { status, stdout } = this.#ask(['merge-base', one, other]);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /** Whether a part of the history is missing here. */
  isShallow(): boolean {
    return this.#run(['rev-parse', '--is-shallow-repository']).toString('utf8').trim() === 'true';
  }

  /** Committer's time of a commit, milliseconds since 1970. */
  timeOf(commit: string): number {
    return Number(this.#run(['show', '--no-patch', '--format=%ct', commit]).toString('utf8').trim()) * 1000;
  }

  /** The files below the folders (or the single files) that differ from the last commit, or are not in it. */
  listChanged(paths: readonly string[]): string[] {
    const listed = this.#run([
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=all',
      '--no-renames',
      '--',
      ...paths,
    ]);
    return splitNul(listed).map((line) => line.slice(3).slice(this.#prefix.length));
  }

  /** The files below folders that differ between a commit and the work tree, by content, mode or existence. */
  listDifferences(commit: string, paths: readonly string[]): string[] {
    const changed = splitNul(
      this.#run(['diff', '--name-only', '--no-renames', '-z', commit, '--', ...paths]),
    );
    const untracked = splitNul(this.#run(['ls-files', '--others', '--full-name', '-z', '--', ...paths]));
    const all = [...changed, ...untracked].map((path) => path.slice(this.#prefix.length));
    return [...new Set(all)].sort();
  }

  /** The files of a commit below the folders (or the single files); a link or a submodule is none. */
  listFiles(commit: string, paths: readonly string[]): TreeFile[] {
    const listed = this.#run([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      commit,
      '--',
      ...paths.map((path) => this.#prefix + path),
    ]);
    return splitNul(listed).flatMap((line) => {
      const [, mode, id, path] = line.match(/^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s) ?? [];
      if (id === undefined || path === undefined || !mode?.startsWith('100')) return [];
      return [{ path: path.slice(this.#prefix.length), id }];
    });
  }

  /** The bytes behind object ids, asked for in one go. */
  readContents(ids: Iterable<string>): Map<string, Uint8Array> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const answer = this.#run(['cat-file', '--batch'], `${wanted.join('\n')}\n`);
    return splitBatch(answer);
  }

  /** What happened to files on the way to `commit`, merges counted when they arrive, the newest first. */
  listHistory(commit: string, paths: readonly string[]): FileChange[] {
    const format = '--format=%x01%H %ct';
    const log = this.#run([
      'log',
      '--first-parent',
      '-m',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '-z',
      format,
      commit,
      '--',
      ...paths,
    ]);
    return readRawLog(log.toString('utf8'), this.#prefix);
  }

  #ask(args: readonly string[], input?: string) {
    const options = {
      cwd: this.#root,
      maxBuffer: MAX_BYTES,
      ...(input !== undefined && { input }),
    };
    return spawnSync('git', ['-c', 'core.quotePath=false', '--literal-pathspecs', ...args], options);
  }

  #run(args: readonly string[], input?: string): Buffer {
    const { status, stdout, stderr, error } = this.#ask(args, input);
    if (status === 0) return stdout;
    const said = error?.message ?? stderr.toString('utf8').trim().split('\n')[0] ?? '';
    throw new InputOutputError(
      `the git repository of ${this.#root}`,
      new Error(`git ${args[0]} said "${said}"`),
    );
  }
}

function splitNul(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
}

/** `<id> blob <size>\n<bytes>\n`, one after another. */
function splitBatch(answer: Buffer): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  for (let start = 0; start < answer.length; ) {
    const end = answer.indexOf(10, start);
    const [id = '', , size = '0'] = answer.toString('latin1', start, end).split(' ');
    const length = Number(size);
    if (Number.isInteger(length)) contents.set(id, answer.subarray(end + 1, end + 1 + length));
    start = end + 1 + (Number.isInteger(length) ? length + 1 : 0);
  }
  return contents;
}

const GONE = /^0+$/;

/** Each commit starts with \x01; after it come `:modes ids status` and the path, ended by NUL each. */
function readRawLog(log: string, prefix: string): FileChange[] {
  return log.split('\x01').flatMap((part) => {
    const [head = '', ...rest] = part
      .split('\0')
      .flatMap((piece) => piece.split('\n'))
      .filter((piece) => piece !== '');
    const [commit, seconds] = head.split(' ');
    if (commit === undefined || seconds === undefined) return [];
    const changes: FileChange[] = [];
    for (let at = 0; at + 1 < rest.length; at += 2) {
      const id = rest[at]?.split(' ')[3] ?? '';
      const path = (rest[at + 1] ?? '').slice(prefix.length);
      changes.push({ commit, time: Number(seconds) * 1000, path, id: GONE.test(id) ? undefined : id });
    }
    return changes;
  });
}
