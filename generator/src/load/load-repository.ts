// The whole repository from disk. In: its root; out: every file that is read, parsed but not yet validated, and every
// fault of the files as such. Only what is read can change what is rendered.
import { type Fault, fault } from '../diagnostics/fault.ts';
import type { Json } from '../model/json.ts';
import type { ReleasedFolder, Repository } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import { loadClusters } from './load-clusters.ts';
import { type LoadedEnvironments, loadEnvironments } from './load-environments.ts';
import { baseLayout, loadReleased, townLayout } from './load-released.ts';
import { NO_OVERLAY, type OverlayFiles } from './overlay.ts';
import { TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

export interface LoadOptions {
  /** Read every version of every town and of the base, not only `current` and those that run somewhere. */
  readonly everything?: boolean;
  /** Files that stand in for those on disk. */
  readonly overlay?: OverlayFiles;
}

const PARTS: ReadonlySet<string> = new Set(['base', 'towns', 'environments', 'clusters']);
const NO_BASE: ReleasedFolder = { name: 'base', versions: new Map(), known: new Set(), releases: undefined };

/** Reads a repository; `root` is absolute. What the disk refuses to do is an InputOutputError, all else a fault. */
export function loadRepository(
  root: string,
  { everything = false, overlay = NO_OVERLAY }: LoadOptions,
): { repository: Repository; faults: Fault[] } {
  const reader = new TreeReader(root, overlay);
  const parts = new Set(listParts(reader));
  const { pipeline, environments, holds, overrides }: LoadedEnvironments = parts.has('environments')
    ? loadEnvironments(reader)
    : { pipeline: undefined, environments: new Map(), holds: new Map(), overrides: new Map() };
  const running = everything ? undefined : findRunning(environments);
  const base = parts.has('base')
    ? loadReleased(reader, {
        name: 'base',
        folder: 'base',
        layout: baseLayout,
        wanted: wantedOf(running, 'base'),
      })
    : NO_BASE;
  const towns = parts.has('towns') ? loadTowns(reader, running) : new Map<string, ReleasedFolder>();
  const clusters = parts.has('clusters') ? loadClusters(reader) : new Map();
  const { texts, faults } = reader;
  const repository = { root, pipeline, towns, base, environments, holds, overrides, clusters, texts };
  faults.push(...findMissingParts(parts, repository));
  return { repository, faults };
}

/** The folders that townhall reads; other folders of the root are none of its business, not even their names. */
function listParts(reader: TreeReader): string[] {
  const other = new TreeReader(reader.root);
  const parts = other.list('').filter(({ name, folder }) => folder && PARTS.has(name));
  reader.faults.push(...other.faults.filter(({ place }) => place && PARTS.has(place.file)));
  return parts.map(({ name }) => name);
}

function loadTowns(reader: TreeReader, running: Running | undefined): Map<string, ReleasedFolder> {
  const towns = new Map<string, ReleasedFolder>();
  for (const { name, path, folder } of reader.list('towns')) {
    if (!folder) {
      refuseUnknownFile(reader, { name, path, folder }, ['<town>/current/town.yaml']);
      continue;
    }
    const refused = checkName(path, name, 'a town');
    if (refused) reader.faults.push(refused);
    const wanted = wantedOf(running, path);
    towns.set(name, loadReleased(reader, { name, folder: path, layout: townLayout, wanted }));
  }
  return towns;
}

/** Folder of a town, or `base` -> the versions that some environment runs. */
type Running = ReadonlyMap<string, ReadonlySet<string>>;

function wantedOf(running: Running | undefined, folder: string): (version: string) => boolean {
  const versions = running?.get(folder);
  return (version) => !running || version === 'current' || versions?.has(version) === true;
}

function findRunning(environments: Repository['environments']): Running {
  const running = new Map<string, Set<string>>();
  const add = (folder: string, version: unknown): void => {
    if (typeof version !== 'string') return;
    const versions = running.get(folder);
    if (versions) versions.add(version);
    else running.set(folder, new Set([version]));
  };
  for (const { document, pins } of environments.values()) {
    add('base', versionOf(document.value?.base));
    for (const [town, pin] of pins) add(`towns/${town}`, versionOf(pin.value));
  }
  return running;
}

function versionOf(value: Json | undefined): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value.version : undefined;
}

function findMissingParts(parts: ReadonlySet<string>, repository: Repository): Fault[] {
  const { pipeline, base, environments } = repository;
  const hint = 'run townhall in the folder of a repository, or make one with `townhall init DIR`';
  if (!parts.has('base') && !pipeline) {
    const message =
      'this folder is no Townhall repository: it has neither base/ nor environments/pipeline.yaml';
    return [fault('not-a-repository', message, undefined, { hint })];
  }
  const missing: Fault[] = [];
  const refuse = (file: string, what: string): void => {
    missing.push(fault('not-a-repository', `the repository has no ${what}`, { file }, { hint }));
  };
  if (!pipeline) refuse('environments/pipeline.yaml', 'environments/pipeline.yaml, which lists its stages');
  if (base.known.size === 0)
    refuse('base/current/base.yaml', 'version of the base, which gives every town its defaults');
  if (environments.size === 0)
    refuse('environments', 'environment: no folder below environments/ has an environment.yaml');
  return missing;
}
