// A zip archive with stored files, as GitHub hands an artifact out; a link is what a stranger would put into one.
import { crc32 } from 'node:zlib';

export interface Entry {
  readonly name: string;
  readonly text: string;
  readonly link?: boolean;
}

const LINK_MODE = 0o120777;
const FILE_MODE = 0o100644;

/** The bytes of the archive. */
export function makeZip(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = Buffer.concat([headerOf(0x04034b50, entry), Buffer.from(entry.text)]);
    const mode = (entry.link ? LINK_MODE : FILE_MODE) * 0x10000;
    directory.push(headerOf(0x02014b50, entry, { mode, offset }));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** The header before a file, or, with its attributes and where that file starts, its line in the directory. */
function headerOf(signature: number, { name, text }: Entry, tail?: { mode: number; offset: number }): Buffer {
  const bytes = Buffer.from(text);
  const start = Buffer.alloc(tail ? 6 : 4);
  start.writeUInt32LE(signature, 0);
  if (tail) start.writeUInt16LE(0x0314, 4); // made by Unix, so that modes count
  const middle = Buffer.alloc(26);
  middle.writeUInt16LE(20, 0);
  middle.writeUInt32LE(crc32(bytes), 10);
  middle.writeUInt32LE(bytes.length, 14);
  middle.writeUInt32LE(bytes.length, 18);
  middle.writeUInt16LE(Buffer.byteLength(name), 22);
  const rest = Buffer.alloc(tail ? 14 : 0);
  if (tail) {
    rest.writeUInt32LE(tail.mode, 6);
    rest.writeUInt32LE(tail.offset, 10);
  }
  return Buffer.concat([start, middle, rest, Buffer.from(name)]);
}
