// Every operation that changes a generated folder, in one place, so that a test can fail or stop any one of them.
import {
  chmodSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

export interface Disk {
  /** Makes one folder, 0755 whatever the umask. */
  makeFolder(path: string): void;
  /** Makes a new file with this text, 0644 whatever the umask; throws when it exists. */
  writeFile(path: string, text: string): void;
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  /** Removes an empty folder. */
  removeFolder(path: string): void;
  /** Removes a file, or a folder with all that is in it; links are not followed. */
  removeAll(path: string): void;
}

const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;

/** The disk of this machine. */
export function openDisk(): Disk {
  // Only a umask that takes away what files and folders must have is worth a second call for each of them.
  const narrow = (process.umask() & FOLDER_MODE) !== 0;
  return {
    makeFolder: (path) => {
      mkdirSync(path, FOLDER_MODE);
      if (narrow) chmodSync(path, FOLDER_MODE);
    },
    writeFile: (path, text) => {
      const file = openSync(path, 'wx', FILE_MODE);
      try {
        if (narrow) fchmodSync(file, FILE_MODE);
        writeWhole(text, (bytes, start) => writeSync(file, bytes, start));
      } finally {
        closeSync(file);
      }
    },
    rename: renameSync,
    removeFile: unlinkSync,
    removeFolder: rmdirSync,
    removeAll: (path) => rmSync(path, { recursive: true, force: true }),
  };
}

/** A full disk may take a part of what it is given, and say so only when it is asked for the rest. */
export function writeWhole(text: string, write: (bytes: Buffer, start: number) => number): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += write(bytes, written);
}
