// The digest of a version folder. Invariant: the same on every machine, however git wrote the line ends.
import { createHash } from 'node:crypto';

const LF = 10;
const CR = 13;

/**
 * `sha256:<hex>` over, for each path in the order of code units: the path, NUL, the number of bytes in decimal, NUL,
 * the bytes. Text counts with LF for CRLF; a file with a NUL byte is binary and counts as it is.
 */
export function digestFolder(bytes: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const path of [...bytes.keys()].sort()) {
    const content = unifyLineEnds(bytes.get(path) ?? new Uint8Array());
    hash.update(`${path}\0${content.length}\0`);
    hash.update(content);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** The bytes of a text with LF for CRLF; binary content unchanged. */
export function unifyLineEnds(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(CR) || bytes.includes(0)) return bytes;
  const unified = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== CR || bytes[at + 1] !== LF) unified[length++] = byte;
  }
  return unified.subarray(0, length);
}
