// Lists folders and reads files of one repository, and collects every fault of them. Invariants: each file is read
// once; a symbolic link is a fault and never followed; listings are in the order of code units.
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { InputOutputError } from '../model/input-output-error.ts';
import type { InputFile } from '../model/repository.ts';
import { checkFileName } from './check-names.ts';
import { unifyLineEnds } from './digest-folder.ts';
import { type FolderEntry, NO_OVERLAY, Overlay, type OverlayFiles } from './overlay.ts';
import { YamlParser } from './parse-yaml.ts';
import { readLimited } from './read-file.ts';

/** Bytes: of one YAML file, of one file below files/ or crds/, of all YAML files of a run. */
export const SIZE_LIMITS = { document: 65_536, file: 1_048_576, documents: 33_554_432 } as const;

export interface Entry {
  readonly name: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly folder: boolean;
}

export class TreeReader {
  readonly root: string;
  readonly faults: Fault[] = [];
  readonly texts = new Map<string, string>();
  readonly #parser = new YamlParser();
  readonly #overlay: Overlay;
  #total = 0;

  /** `files` stand in for files on disk, or are gone: what a repository would be after a change. */
  constructor(root: string, files: OverlayFiles = NO_OVERLAY) {
    this.root = root;
    this.#overlay = new Overlay(files);
  }

  /** The files and folders in a folder (`''` is the root), without links and whatever else is a fault. */
  list(folder: string): Entry[] {
    const entries: Entry[] = [];
    const folded = new Map<string, string>();
    for (const entry of this.#readFolder(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (this.#refuseKind(path, entry)) continue;
      const twin = folded.get(entry.name.toLowerCase());
      folded.set(entry.name.toLowerCase(), entry.name);
      const found = checkFileName(path, entry.name, twin);
      if (found) this.faults.push(found);
      else entries.push({ name: entry.name, path, folder: entry.isDirectory() });
    }
    return entries;
  }

  /** Looks for links in a folder that nobody reads: one of a generated tree, or of a release that nothing runs. */
  findLinks(folder: string): void {
    for (const entry of this.#readFolder(folder)) {
      if (entry.isFile()) continue;
      const path = `${folder}/${entry.name}`;
      if (!this.#refuseKind(path, entry)) this.findLinks(path);
    }
  }

  /** Every file below a folder, in the order of listing. */
  listFiles(folder: string): Entry[] {
    return this.list(folder).flatMap((entry) => (entry.folder ? this.listFiles(entry.path) : [entry]));
  }

  /** The bytes of a file, CRLF of texts as LF; undefined, and a fault, when there are more than `limit`. */
  readBytes(path: string, limit: number): Uint8Array | undefined {
    const bytes = this.#overlay.read(path) ?? readLimited(join(this.root, path), limit);
    if (bytes instanceof Uint8Array) return unifyLineEnds(bytes);
    const message = `the file has ${bytes.size} bytes; the limit is ${limit}`;
    this.faults.push(fault('file-too-large', message, { file: path }, { hint: 'split it' }));
    return undefined;
  }

  /** A YAML file; its `value` is absent when it has a fault. */
  readDocument(path: string): InputFile {
    const bytes = this.readBytes(path, SIZE_LIMITS.document);
    return bytes ? this.parseDocument(path, bytes) : { path, text: '', value: undefined };
  }

  /** The same of bytes that were read already. */
  parseDocument(path: string, bytes: Uint8Array): InputFile {
    if (!isUtf8(bytes)) {
      this.faults.push(
        fault('not-utf8', 'the file is not UTF-8 text', { file: path }, { hint: 'save it as UTF-8' }),
      );
      return { path, text: '', value: undefined };
    }
    const text = decode(bytes);
    this.texts.set(path, text);
    if (this.#refuseTotal(path, bytes.length)) return { path, text, value: undefined };
    const { value, faults } = this.#parser.parse(path, text);
    for (const found of faults) this.faults.push(found);
    return { path, text, value };
  }

  #readFolder(folder: string): FolderEntry[] {
    const path = join(this.root, folder);
    try {
      const isNew = this.#overlay.fills(folder) && !existsSync(path);
      const entries = isNew ? [] : readdirSync(path, { withFileTypes: true });
      return this.#overlay.change(folder, entries).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      throw new InputOutputError(path, error);
    }
  }

  #refuseKind(path: string, entry: FolderEntry): boolean {
    if (entry.isFile() || entry.isDirectory()) return false;
    const link = entry.isSymbolicLink();
    this.faults.push(
      link
        ? fault(
            'symbolic-link',
            'found a symbolic link',
            { file: path },
            { hint: 'replace it with a copy of what it points to' },
          )
        : fault(
            'special-file',
            'found something that is neither a file nor a folder',
            { file: path },
            { hint: 'remove it' },
          ),
    );
    return true;
  }

  #refuseTotal(path: string, size: number): boolean {
    const before = this.#total;
    this.#total += size;
    if (this.#total <= SIZE_LIMITS.documents) return false;
    if (before <= SIZE_LIMITS.documents) {
      const message = `the YAML files up to this one have more than ${SIZE_LIMITS.documents} bytes`;
      this.faults.push(
        fault('input-too-large', message, { file: path }, { hint: 'remove versions that nothing runs' }),
      );
    }
    return true;
  }
}

/** Line ends are LF already; a byte order mark goes. */
function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
