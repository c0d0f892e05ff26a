// A release before it is written: which number, which files, which images, and everything that speaks against it.

import { SnapshotReader } from '../../compare/read-snapshot.ts';
import { type Fault, fault, hasErrors } from '../../diagnostics/fault.ts';
import type { OverlayFiles } from '../../load/overlay.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import type { OutputFile } from '../../model/manifest.ts';
import type { VersionFolder } from '../../model/repository.ts';
import { type Instant, writeInstant } from '../../model/time.ts';
import { renderRepository } from '../../pipeline.ts';
import { BASE, type Move, numberOf, type Subject } from '../../promotion/fleet.ts';
import { livePins } from '../../promotion/soak.ts';
import { editDocument } from '../../write/edit-document.ts';
import { modeline } from '../modeline.ts';
import { editPins } from '../promotion/edit-pins.ts';
import type { State } from '../promotion/read-state.ts';
import { describeEntry } from './describe-entry.ts';
import { listImages } from './list-images.ts';

export interface ReleaseRequest {
  readonly subject: Subject;
  /** The folder that is frozen. */
  readonly source: VersionFolder;
  readonly notes: string | undefined;
  readonly now: Instant;
}

export interface PreparedRelease {
  readonly version: string;
  /** `towns/simple-town/v3`. */
  readonly folder: string;
  readonly images: readonly string[];
  /** releases.yaml: its path and its text with the new entry. */
  readonly list: readonly [path: string, text: string];
  readonly faults: readonly Fault[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Prepares a release: as if it were pinned in the first stage that has the town, every check runs over it. */
export function prepareRelease(state: State, request: ReleaseRequest): PreparedRelease {
  const { subject, source } = request;
  const home = subject.name === BASE ? 'base' : `towns/${subject.name}`;
  const version = nextVersion(subject);
  const entry: JsonObject = { digest: source.digest, date: writeInstant(request.now) };
  const folder = `${home}/${version}`;
  const list = `${home}/releases.yaml`;
  const before = state.texts.get(list) ?? modeline('releases', list, state.root);
  const trial = new Map<string, string | Uint8Array>(
    [...source.bytes].map(([path, bytes]) => [`${folder}/${path}`, bytes]),
  );
  trial.set(list, `${before}${describeEntry(version, entry)}`);
  const declared: unknown = source.documents.get('town.yaml')?.value?.['gates'];
  const gates = isObject(declared) ? Object.keys(declared) : [];
  const { faults, images, texts } = tryOut(state, { subject, version, trial, gates, now: request.now });
  const full: JsonObject = {
    ...entry,
    ...(source.version !== 'current' && { from: source.version }),
    ...(request.notes !== undefined && { notes: request.notes }),
    ...(images.length > 0 && { images }),
  };
  const text = `${before}${describeEntry(version, full)}`;
  const own = [...checkChanged(state, request, list), ...faults];
  return { version, folder, images, list: [list, text], faults: own, texts };
}

/** One more than the highest number that there ever was. */
function nextVersion({ releases }: Subject): string {
  return `v${Math.max(0, ...[...releases.keys()].map(numberOf)) + 1}`;
}

function checkChanged({ model }: State, { subject, source }: ReleaseRequest, list: string): Fault[] {
  const entries = Object.entries(model.releases.get(subject.name) ?? {});
  const same = entries.findLast(([, { digest }]) => digest === source.digest)?.[0];
  if (same === undefined) return [];
  const message = `nothing changed: ${source.folder} is ${same} of ${subject.name}, byte for byte`;
  return [
    fault(
      'release-unchanged',
      message,
      { file: list, path: [same], part: 'key' },
      { hint: `promote ${same}` },
    ),
  ];
}

interface Trial {
  readonly gates: readonly string[];
  readonly subject: Subject;
  readonly version: string;
  readonly trial: OverlayFiles;
  readonly now: Instant;
}

/** Renders the first stage that has the town with the new version in its pins; a town without a pin gets one there. */
function tryOut(state: State, { subject, version, trial, gates, now }: Trial) {
  const stage =
    state.fleet.stages.find((candidate) => livePins(subject, candidate).length > 0) ?? state.fleet.stages[0];
  const pinned = stage?.environments.filter((environment) => subject.pins.has(environment)) ?? [];
  const environments = pinned.length > 0 ? pinned : (stage?.environments.slice(0, 1) ?? []);
  const moves = environments.map(
    (environment): Move => ({ subject: subject.name, environment, from: undefined, to: version }),
  );
  const pins = editPins(state, moves, { now, exceptionsOf: () => [] });
  const own = moves.map(({ environment }) => environment);
  const selection =
    subject.name === BASE ? { environments: own } : { environments: own, towns: [subject.name] };
  const render = (files: OverlayFiles) =>
    renderRepository({
      root: state.root,
      selection,
      everything: false,
      overlay: new Map([...trial, ...files]),
    });
  const rendering = render(pins);
  const images = hasErrors(rendering.faults)
    ? []
    : listTownImages(subject.name, [...rendering.files, ...render(openGates(pins, gates)).files]);
  return { faults: rendering.faults, images, texts: new Map([...state.texts, ...rendering.texts]) };
}

/** What stands behind a closed gate belongs to the release, too. */
function openGates(pins: ReadonlyMap<string, string>, gates: readonly string[]): Map<string, string> {
  const open = Object.fromEntries(gates.map((gate) => [gate, true]));
  const edits = gates.length === 0 ? [] : [{ path: ['gates'], value: open }];
  return new Map([...pins].map(([path, text]) => [path, editDocument(text, edits)]));
}

function listTownImages(town: string, files: readonly OutputFile[]): string[] {
  const { objects } = new SnapshotReader().read(files);
  return listImages([...objects.values()].filter((found) => found.town === town).map(({ object }) => object));
}
