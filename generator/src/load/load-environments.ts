// The folder environments/: pipeline.yaml, and below it every folder that holds an environment.yaml, with its pins.
import { fault } from '../diagnostics/fault.ts';
import type { EnvironmentFolder, InputFile } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import { loadSecrets } from './load-secrets.ts';
import type { Entry, TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

const ROOT = 'environments';
/** Folders of an environment (the last two of all of them) that hold no environments. */
const INNER: ReadonlySet<string> = new Set(['manifests', 'pins', 'secrets', 'holds', 'overrides']);

/** Those that are read. */
const READ: ReadonlySet<string> = new Set(['pins', 'secrets']);

export interface LoadedEnvironments {
  readonly pipeline: InputFile | undefined;
  readonly environments: Map<string, EnvironmentFolder>;
}

/** Reads pipeline.yaml and every environment with its pins. */
export function loadEnvironments(reader: TreeReader): LoadedEnvironments {
  const environments = new Map<string, EnvironmentFolder>();
  const entries = reader.list(ROOT);
  let pipeline: InputFile | undefined;
  for (const entry of entries) {
    if (entry.folder) loadBelow(reader, entry, environments);
    else if (entry.name === 'pipeline.yaml') pipeline = reader.readDocument(entry.path);
    else refuseUnknownFile(reader, entry, ['pipeline.yaml']);
  }
  return { pipeline, environments };
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
      pins: pins ? loadPins(reader, pins.path) : new Map(),
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

function loadPins(reader: TreeReader, folder: string): Map<string, InputFile> {
  const pins = new Map<string, InputFile>();
  for (const entry of reader.list(folder)) {
    if (!entry.folder && entry.name.endsWith('.yaml')) {
      const town = entry.name.slice(0, -'.yaml'.length);
      const refused = checkName(entry.path, town, 'a town');
      if (refused) reader.faults.push(refused);
      pins.set(town, reader.readDocument(entry.path));
    } else refuseUnknownFile(reader, entry, ['<town>.yaml']);
  }
  return pins;
}
