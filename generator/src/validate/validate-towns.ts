// Town files in, authored towns out: what one town file says by itself. What a town says of others is read by resolve.
import { type Fault, fault } from '../diagnostics/fault.ts';
import type { JsonObject } from '../model/json.ts';
import type { InputFile, ReleasedFolder, Repository, VersionFolder } from '../model/repository.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkGates } from './check-gates.ts';
import { checkName, checkSimilarNames } from './check-names.ts';
import { checkDeclarations } from './check-parameters.ts';
import { type Checks, checkCheckNames } from './check-waivers.ts';
import { quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { AuthoredTown } from './model.ts';
import { at, type Report, readDocument } from './read-document.ts';
import type { TownDocument } from './vocabulary/town.ts';

export type Towns = Map<string, Map<string, AuthoredTown>>;

/** A call that would not reach a shop of this name. */
const CALL_WORDS = new Set(['internet', 'kubernetes-api']);

/** Every version of every town that is well-formed. */
export function validateTowns(repository: Repository, { checks }: Checks, report: Report): Towns {
  const towns: Towns = new Map();
  // A release is often `current`, letter for letter: a text is judged once, and its faults are told for each file.
  const clean = new Map<string, TownDocument>();
  for (const folder of repository.towns.values()) {
    const versions = new Map<string, AuthoredTown>();
    for (const version of folder.versions.values()) {
      const file = version.documents.get('town.yaml');
      const document = file && readTown(file, clean, { checks }, report);
      if (!file?.value || !document) continue;
      checkTownName(folder.name, document.town, { file: file.path, repository }, report);
      const town = authoredTown(version, document, { name: folder.name, file: file.path, value: file.value });
      versions.set(version.version, town);
    }
    towns.set(folder.name, versions);
  }
  const files = new Map([...repository.towns.values()].map((folder) => [folder.name, townFile(folder)]));
  checkSimilarNames('town', files, report);
  return towns;
}

function townFile({ name, versions }: ReleasedFolder): string {
  const version = versions.get('current') ?? [...versions.values()][0];
  return `${version?.folder ?? `towns/${name}/current`}/town.yaml`;
}

function readTown(
  file: InputFile,
  clean: Map<string, TownDocument>,
  { checks }: Checks,
  report: Report,
): TownDocument | undefined {
  const known = clean.get(file.text);
  if (known) return known;
  const document = readDocument(documentSchemas.town(), file, report);
  if (!document || !file.value) return undefined;
  const faults: Fault[] = [];
  const collect: Report = (...found) => faults.push(...found);
  checkDeclarations(document.parameters ?? {}, file.path, collect);
  checkGates(file.value, file.path, collect);
  collect(...checkDefaults(file.value['defaults'], file.path));
  checkCheckNames(document.waive, { file: file.path, path: ['waive'], checks }, collect);
  for (const [shop, { waive }] of Object.entries(document.shops ?? {})) {
    checkShopName(shop, file.path, collect);
    checkCheckNames(waive, { file: file.path, path: ['shops', shop, 'waive'], checks }, collect);
  }
  report(...faults);
  if (faults.length > 0) return undefined;
  clean.set(file.text, document);
  return document;
}

function checkShopName(shop: string, file: string, report: Report): void {
  if (!CALL_WORDS.has(shop)) return;
  const message = `${quote(shop)} has a meaning of its own in calls, so it is no name of a shop`;
  report(fault('reserved-name', message, at(file, ['shops', shop], 'key')));
}

function checkTownName(
  name: string,
  written: string,
  { file, repository }: { file: string; repository: Repository },
  report: Report,
): void {
  const fileOf = (other: string) => {
    const folder = repository.towns.get(other);
    return folder && townFile(folder);
  };
  checkName({ noun: 'town', name, file, fileOf }, written, report);
}

function authoredTown(
  version: VersionFolder,
  document: TownDocument,
  { name, file, value }: { name: string; file: string; value: JsonObject },
): AuthoredTown {
  return {
    name,
    version: version.version,
    file,
    kingdom: document.kingdom,
    names: document.names ?? 'prefixed',
    parameters: document.parameters ?? {},
    gates: document.gates ?? {},
    document: value,
    files: filesOf(version),
  };
}

function filesOf({ bytes }: VersionFolder): ReadonlyMap<string, Uint8Array> {
  return new Map([...bytes].filter(([path]) => path.startsWith('files/')));
}
