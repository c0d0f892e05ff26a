// releases.yaml of each town and of the base: every frozen folder is listed, exists, and is what it was.
import { fault } from '../diagnostics/fault.ts';
import type { ReleasedFolder, Repository, VersionFolder } from '../model/repository.ts';
import { RELEASE } from './check-version.ts';
import { documentSchemas } from './document-schemas.ts';
import { at, type Report, readDocument } from './read-document.ts';
import type { ReleasesDocument } from './vocabulary/releases.ts';

/** Checks the frozen folders that were read against their lists, and hands the lists on: by town, and `base`. */
export function validateReleases(repository: Repository, report: Report): Map<string, ReleasesDocument> {
  const lists = new Map([['base', checkReleases(repository.base, 'base', report)]]);
  for (const town of repository.towns.values())
    lists.set(town.name, checkReleases(town, `towns/${town.name}`, report));
  return lists;
}

/** By town, and `base`: the newest release whose bytes `current` has; nothing where it has changed since. */
export function findCurrentReleases(
  { base, towns }: Repository,
  lists: ReadonlyMap<string, ReleasesDocument>,
): Map<string, string> {
  const folders = [['base', base] as const, ...towns];
  return new Map(
    folders.flatMap(([name, { versions }]): [string, string][] => {
      const digest = versions.get('current')?.digest;
      const same = Object.entries(lists.get(name) ?? {}).filter(([, entry]) => entry.digest === digest);
      const newest = same
        .map(([version]) => version)
        .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
        .at(-1);
      return newest === undefined ? [] : [[name, newest]];
    }),
  );
}

function checkReleases(released: ReleasedFolder, folder: string, report: Report): ReleasesDocument {
  const input = released.releases;
  const releases = input ? readDocument(documentSchemas.releases(), input, report) : {};
  if (!releases) return {};
  const file = `${folder}/releases.yaml`;
  for (const version of released.versions.values()) {
    if (!RELEASE.test(version.version)) continue;
    const entry = releases[version.version];
    if (!entry) report(unlisted(version, file));
    else if (entry.digest !== version.digest) report(changed(version, entry.digest, file));
  }
  checkFolders(releases, { released, folder, file }, report);
  return releases;
}

function checkFolders(
  releases: ReleasesDocument,
  { released, folder, file }: { released: ReleasedFolder; folder: string; file: string },
  report: Report,
): void {
  for (const [version, { removed }] of Object.entries(releases)) {
    if (removed || released.known.has(version)) continue;
    const message = `${version} is listed, and ${folder}/${version} does not exist`;
    const hint = 'bring the folder back from git, or mark the entry `removed: true`';
    report(fault('release-without-folder', message, at(file, [version], 'key'), { hint }));
  }
}

function unlisted({ version, folder, digest, documents }: VersionFolder, file: string) {
  const [first] = documents.values();
  return fault(
    'release-unlisted',
    `${folder} is not listed in ${file}`,
    { file: first?.path ?? folder },
    {
      hint: `list it: ${version}: { digest: "${digest}", date: … }`,
    },
  );
}

function changed({ folder, digest }: VersionFolder, expected: string, file: string) {
  const version = folder.slice(folder.lastIndexOf('/') + 1);
  const message = `${folder} was changed after its release: found ${digest}, expected ${expected}`;
  return fault('release-changed', message, at(file, [version, 'digest']), {
    hint: `put it back (git restore --source=<commit> ${folder}), and release the change as a new version`,
  });
}
