// The folder environments/: pipeline.yaml, holds and overrides, and below it every folder that has an environment.yaml, with its
// pins.
import { fault } from '../diagnostics/fault.ts';
import type { EnvironmentFolder, InputFile } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import { loadSecrets } from './load-secrets.ts';
import type { Entry, TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

const ROOT = 'environments';
/** Folders of an environment that hold no environments. */
const INNER: ReadonlySet<string> = new Set(['manifests', 'pins', 'secrets']);

/** Those that are read. */
const READ: ReadonlySet<string> = new Set(['pins', 'secrets']);

export interface LoadedEnvironments {
  readonly pipeline: InputFile | undefined;
  readonly environments: Map<string, EnvironmentFolder>;
  /** By file name without `.yaml`. */
  readonly holds: Map<string, InputFile>;
  /** By file name without `.yaml`. */
  readonly overrides: Map<string, InputFile>;
}

/** Reads pipeline.yaml, holds, overrides, and every environment with its pins. */
export function loadEnvironments(reader: TreeReader): LoadedEnvironments {
  const environments = new Map<string, EnvironmentFolder>();
  const entries = reader.list(ROOT);
  let pipeline: InputFile | undefined;
  let holds = new Map<string, InputFile>();
  let overrides = new Map<string, InputFile>();
  for (const entry of entries) {
    if (entry.folder && entry.name === 'holds') holds = loadNamed(reader, entry.path, 'hold');
    else if (entry.folder && entry.name === 'overrides')
      overrides = loadNamed(reader, entry.path, 'override');
    else if (entry.folder) loadBelow(reader, entry, environments);
    else if (entry.name === 'pipeline.yaml') pipeline = reader.readDocument(entry.path);
    else refuseUnknownFile(reader, entry, ['pipeline.yaml']);
  }
  return { pipeline, environments, holds, overrides };
}

function loadBelow(reader: TreeReader, folder: Entry, environments: Map<string, EnvironmentFolder>): void {
  if (INNER.has(folder.name)) {
    reader.findLinks(folder.path);
    return;
  }
  const refused = checkName(folder.path, folder.name, 'an environment');
  if (refused) reader.faults.push(refused);
  const entries = reader.list(folder.path);
  const file = entries.find((entry) => entry.name === 'environment.yaml' && !entry.folder);
  if (file) {
    const name = folder.path.slice(ROOT.length + 1);
    const pins = entries.find((entry) => entry.name === 'pins' && entry.folder);
    const document = reader.readDocument(file.path);
    const secrets = entries.find((entry) => entry.name === 'secrets' && entry.folder);
    environments.set(name, {
      name,
      document,
      pins: pins ? loadNamed(reader, pins.path, 'town') : new Map(),
      secrets: secrets ? loadSecrets(reader, secrets.path) : new Map(),
    });
  } else if (entries.some((entry) => entry.name === 'pins')) {
    const place = { file: `${folder.path}/environment.yaml` };
    reader.faults.push(
      fault('missing-document', 'the folder has pins and no environment.yaml', place, {
        hint: 'add environment.yaml',
      }),
    );
  }
  for (const entry of entries) {
    if (!entry.folder && entry !== file) refuseUnknownFile(reader, entry, ['environment.yaml']);
    else if (entry.folder && !(file && READ.has(entry.name))) loadBelow(reader, entry, environments);
  }
}

/** Files that are called like what they are about: a town, or a hold. */
function loadNamed(reader: TreeReader, folder: string, noun: string): Map<string, InputFile> {
  const files = new Map<string, InputFile>();
  for (const entry of reader.list(folder)) {
    if (!entry.folder && entry.name.endsWith('.yaml')) {
      const name = entry.name.slice(0, -'.yaml'.length);
      const refused = checkName(entry.path, name, `a ${noun}`);
      if (refused) reader.faults.push(refused);
      files.set(name, reader.readDocument(entry.path));
    } else refuseUnknownFile(reader, entry, [`<${noun}>.yaml`]);
  }
  return files;
}
