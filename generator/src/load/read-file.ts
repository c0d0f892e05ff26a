// One file of the tree as bytes. Invariants: its size is known before it is read, and no link is followed.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { InputOutputError } from '../model/input-output-error.ts';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The bytes of a file, or its size when that is beyond `limit`. A file that cannot be read is an InputOutputError. */
export function readLimited(path: string, limit: number): Buffer | { readonly size: number } {
  try {
    const descriptor = openSync(path, FLAGS);
    try {
      const { size } = fstatSync(descriptor);
      return size > limit ? { size } : readFully(descriptor, size);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new InputOutputError(path, error);
  }
}

function readFully(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
