// The versions of the base: base.yaml, its kingdoms, and the templates of objects that go with them.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { InputFile, Repository, VersionFolder } from '../model/repository.ts';
import { checkClusterKinds, checkGrantRules, checkGrants } from './check-cluster-rights.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkName, checkSimilarNames } from './check-names.ts';
import { type Checks, checkCheckNames } from './check-waivers.ts';
import { listAnd, quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { AuthoredBase } from './model.ts';
import { readCrds } from './read-crds.ts';
import { at, type Report, readDocument } from './read-document.ts';

/** The numbers of the rendering rules that this generator can follow. */
export const KNOWN_FORMATS: ReadonlySet<number> = new Set([1]);

const KINGDOM_FILE = /^kingdoms\/([^/]+)\.yaml$/;

/** Every version of the base that is well-formed. */
export function validateBases(
  repository: Repository,
  checks: Checks,
  report: Report,
): Map<string, AuthoredBase> {
  const bases = new Map<string, AuthoredBase>();
  for (const version of repository.base.versions.values()) {
    const base = readBase(version, { ...checks, repository }, report);
    if (base) bases.set(version.version, base);
  }
  return bases;
}

function readBase(
  version: VersionFolder,
  { checks, repository }: Checks & { readonly repository: Repository },
  report: Report,
): AuthoredBase | undefined {
  const kingdoms = readKingdoms(version, report);
  const input = version.documents.get('base.yaml');
  const document = input && readDocument(documentSchemas.base(), input, report);
  if (!input?.value || !document) return undefined;
  if (!KNOWN_FORMATS.has(document.format)) {
    const known = listAnd([...KNOWN_FORMATS].map(String));
    const message = `found format ${document.format}, and this generator knows ${known}`;
    report(fault('unknown-format', message, at(input.path, ['format'])));
    return undefined;
  }
  const customKinds = readCrds(version, report);
  for (const kingdom of kingdoms.values()) {
    checkClusterKinds(kingdom, customKinds, report);
    checkGrants(kingdom, repository, report);
    checkGrantRules(kingdom, report);
  }
  checkCheckNames(document.policies, { file: input.path, path: ['policies'], checks }, report);
  const { defaults } = input.value;
  report(...checkDefaults(defaults, input.path));
  return {
    version: version.version,
    file: input.path,
    document,
    // The schema has read it: a mapping, or absent.
    defaults: (defaults ?? {}) as AuthoredBase['defaults'],
    kingdoms,
    kingdomObjects: objectsIn(version, 'kingdom/'),
    townObjects: objectsIn(version, 'town/'),
    customKinds,
  };
}

function readKingdoms(version: VersionFolder, report: Report): AuthoredBase['kingdoms'] {
  const kingdoms = new Map<string, { file: string; document: NonNullable<ReturnType<typeof readKingdom>> }>();
  const files = new Map<string, string>();
  for (const [path, input] of version.documents) {
    const name = KINGDOM_FILE.exec(path)?.[1];
    if (name === undefined) continue;
    files.set(name, input.path);
    const document = readKingdom(name, input, report);
    if (document) kingdoms.set(name, { file: input.path, document });
  }
  checkSimilarNames('kingdom', files, report);
  return kingdoms;
}

function readKingdom(name: string, input: InputFile, report: Report) {
  const document = readDocument(documentSchemas.kingdom(), input, report);
  if (document) checkName({ noun: 'kingdom', name, file: input.path }, document.kingdom, report);
  return document;
}

function objectsIn({ documents }: VersionFolder, folder: string): InputFile[] {
  return [...documents]
    .filter(([path, { value }]) => path.startsWith(folder) && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, input]) => input);
}

/** The kingdoms of a version by their files, well-formed or not: what has a fault of its own is still no unknown name. */
export function kingdomNames(repository: Repository, version: string): ReadonlySet<string> {
  const names = [...(repository.base.versions.get(version)?.documents.keys() ?? [])].flatMap(
    (path) => KINGDOM_FILE.exec(path)?.[1] ?? [],
  );
  return new Set(names);
}

/** Why a kingdom is not there, with the nearest that is. */
export function unknownKingdom(
  kingdom: string,
  known: ReadonlySet<string>,
): { message: string; hint: string | undefined } {
  return { message: `${quote(kingdom)} is not a kingdom of this base`, hint: suggestHint(kingdom, known) };
}
