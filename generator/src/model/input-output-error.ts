// The one error that is neither a fault of the input nor a bug: the disk would not do what was asked.

/** A file that could not be read or written: the message names its `path` and the `cause` in one sentence (exit code 2). */
export class InputOutputError extends Error {
  override readonly name = 'InputOutputError';

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be ${explainAction(cause)}: ${explainCause(cause)}`, { cause });
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EIO: 'the disk reported an error',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a symbolic link',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  EXDEV: 'it is on another file system',
};

const READING: ReadonlySet<string> = new Set(['open', 'read', 'scandir', 'stat', 'lstat', 'fstat', 'close']);

function explainAction(cause: unknown): string {
  const call = cause instanceof Error && 'syscall' in cause ? String(cause.syscall) : 'read';
  return READING.has(call) ? 'read' : 'written';
}

function explainCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  if (code === undefined) return cause.message;
  const words = CAUSES[code];
  return words === undefined ? code : `${words} (${code})`;
}
