// Towns and the base: folders with versions. In: which versions are asked for; out: those versions with the bytes,
// the digest and the parsed documents of each. Versions that nobody asked for are only known by name.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { InputFile, ReleasedFolder, VersionFolder } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import { digestFolder } from './digest-folder.ts';
import { type Entry, SIZE_LIMITS, type TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

/** What a version folder may hold, by path below it. */
interface VersionLayout {
  /** "a town". */
  readonly what: string;
  readonly main: string;
  isDocument(path: string): boolean;
  /** Kept as bytes and never parsed. */
  isBytes(path: string): boolean;
  readonly hint: string;
}

export const townLayout: VersionLayout = {
  what: 'a town',
  main: 'town.yaml',
  isDocument: (path) => path === 'town.yaml',
  isBytes: (path) => path.startsWith('files/'),
  hint: 'put files that the town mounts below files/, and remove others',
};

export const baseLayout: VersionLayout = {
  what: 'the base',
  main: 'base.yaml',
  isDocument: (path) => path === 'base.yaml' || /^(?:kingdoms|kingdom|town)\/.*\.yaml$/.test(path),
  isBytes: (path) => /^crds\/.*\.yaml$/.test(path),
  hint: 'the base has base.yaml, kingdoms/, kingdom/, town/ and crds/, all of .yaml files',
};

export interface ReleasedOptions {
  readonly name: string;
  /** Such as `towns/simple-town`. */
  readonly folder: string;
  readonly layout: VersionLayout;
  /** Whether a version is read. */
  readonly wanted: (version: string) => boolean;
}

/** Reads a town or the base. */
export function loadReleased(reader: TreeReader, options: ReleasedOptions): ReleasedFolder {
  const { name, folder, layout, wanted } = options;
  const versions = new Map<string, VersionFolder>();
  const known = new Set<string>();
  let releases: InputFile | undefined;
  for (const entry of reader.list(folder)) {
    if (!entry.folder) {
      if (entry.name === 'releases.yaml') releases = reader.readDocument(entry.path);
      else refuseUnknownFile(reader, entry, ['releases.yaml']);
      continue;
    }
    const refused = checkName(entry.path, entry.name, 'a version');
    if (refused) reader.faults.push(refused);
    known.add(entry.name);
    if (wanted(entry.name)) versions.set(entry.name, loadVersion(reader, entry, layout));
    else reader.findLinks(entry.path);
  }
  return { name, versions, known, releases };
}

function loadVersion(
  reader: TreeReader,
  { name, path: folder }: Entry,
  layout: VersionLayout,
): VersionFolder {
  const bytes = new Map<string, Uint8Array>();
  const documents = new Map<string, InputFile>();
  let main = false;
  for (const entry of reader.listFiles(folder)) {
    const path = entry.path.slice(folder.length + 1);
    main ||= path === layout.main;
    const document = layout.isDocument(path);
    if (!document && !layout.isBytes(path)) {
      refuseStray(reader, entry, layout);
      continue;
    }
    const content = reader.readBytes(entry.path, document ? SIZE_LIMITS.document : SIZE_LIMITS.file);
    if (!content) continue;
    bytes.set(path, content);
    if (document) documents.set(path, reader.parseDocument(entry.path, content));
  }
  if (!main) refuseMissing(reader, folder, layout);
  return { version: name, folder, bytes, digest: digestFolder(bytes), documents };
}

function refuseStray(reader: TreeReader, entry: Entry, layout: VersionLayout): void {
  const hint = suggestHint(entry.name, [layout.main]) ?? layout.hint;
  const message = `"${entry.name}" is no file of ${layout.what}`;
  reader.faults.push(fault('unknown-file', message, { file: entry.path }, { hint }));
}

function refuseMissing(reader: TreeReader, folder: string, { main, what }: VersionLayout): void {
  const message = `the folder has no ${main}, which every version of ${what} needs`;
  reader.faults.push(
    fault('missing-document', message, { file: `${folder}/${main}` }, { hint: `add ${main}` }),
  );
}
