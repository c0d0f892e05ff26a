// Freezes a working definition: every check first, then the folder, then its entry in releases.yaml. Stopped between
// the two, the folder is one that no list names, and the same command completes it.
import { type Fault, fault, hasErrors } from '../diagnostics/fault.ts';
import { GitRepository } from '../load/git/git-repository.ts';
import type { VersionFolder } from '../model/repository.ts';
import type { Instant } from '../model/time.ts';
import { BASE } from '../promotion/fleet.ts';
import { count } from '../report.ts';
import { makeFolder } from '../write/copy-folder.ts';
import { withLock } from '../write/lock.ts';
import { replaceFiles } from '../write/replace-files.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { findUnknown } from './promotion/promotion-options.ts';
import { readState, type State } from './promotion/read-state.ts';
import { readNow } from './read-now.ts';
import { type PreparedRelease, prepareRelease } from './release/prepare-release.ts';
import { pruneReleases } from './release/prune-releases.ts';
import { wrongUse } from './wrong-use.ts';

export const runRelease: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  return withLock(input.root, { notify: input.notify }, () => release(input, now));
};

function release(input: CommandInput, now: Instant): CommandOutcome {
  const {
    root,
    arguments: [name],
    options,
  } = input;
  const state = readState(root, { subjects: new Set(name === undefined ? [] : [name]), everything: true });
  const unknown = findUnknown(
    name === undefined ? [] : [name],
    [...state.fleet.subjects.keys()],
    'a town of this repository (or `base`)',
  );
  if (unknown !== undefined) return wrongUse(unknown);
  if (options['prune'] === true) return pruneReleases(state, name, options['dryRun'] === true);
  const subject = name === undefined ? undefined : state.fleet.subjects.get(name);
  if (!subject) return wrongUse('Say which town to release, or `base`');
  const from = typeof options['from'] === 'string' ? options['from'] : 'current';
  const source = findSource(state, subject.name, from);
  if (typeof source === 'string') return wrongUse(source);
  const notes = typeof options['notes'] === 'string' ? options['notes'] : undefined;
  const problem = checkHistory(root);
  if (problem !== undefined) return wrongUse(problem);
  const prepared = prepareRelease(state, { subject, source, notes, now });
  const faults = [...checkCommitted(root, source), ...prepared.faults];
  if (hasErrors(faults))
    return { exit: 1, faults, texts: prepared.texts, text: '', result: null, state: 'nothing was released' };
  if (options['dryRun'] !== true) freeze(state, source, prepared);
  return tell(subject.name, { source, prepared, faults, dryRun: options['dryRun'] === true });
}

/** The folder to freeze, or what is wrong with its name. */
function findSource({ repository }: State, name: string, from: string): VersionFolder | string {
  const folder = name === BASE ? repository.base : repository.towns.get(name);
  const working = [...(folder?.versions.keys() ?? [])].filter((version) => !/^v\d+$/.test(version));
  return findUnknown([from], working, `a working folder of ${name}`) ?? folder?.versions.get(from) ?? '';
}

function checkHistory(root: string): string | undefined {
  const git = GitRepository.open(root);
  if (!git) return 'This folder is not in a git repository, and a release is made of what was committed';
  return git.isShallow()
    ? 'The clone is shallow: git fetch --unshallow, so that the release is made of what everybody has'
    : undefined;
}

/** What is released is what was reviewed: the folder as the last commit has it. */
function checkCommitted(root: string, { folder }: VersionFolder): Fault[] {
  const changed = GitRepository.open(root)?.listChanged([folder]) ?? [];
  return changed.map((file) =>
    fault(
      'release-uncommitted',
      `${file} differs from the last commit`,
      { file },
      { hint: 'commit it, and let it be reviewed, before the release' },
    ),
  );
}

function freeze(
  { root, repository }: State,
  source: VersionFolder,
  { folder, list: [path, text] }: PreparedRelease,
): void {
  const [, town, version = ''] = folder.match(/^(?:towns\/([^/]+)|base)\/(.+)$/) ?? [];
  const there = (town === undefined ? repository.base : repository.towns.get(town))?.versions.get(version);
  if (there?.digest !== source.digest) makeFolder(root, folder, source.bytes);
  replaceFiles(root, new Map([[path, text]]));
}

interface Told {
  readonly source: VersionFolder;
  readonly prepared: PreparedRelease;
  readonly faults: readonly Fault[];
  readonly dryRun: boolean;
}

function tell(subject: string, { source, prepared, faults, dryRun }: Told): CommandOutcome {
  const { version, folder, images, texts } = prepared;
  const lines = [
    `${subject} ${version}${dryRun ? ' would be' : ' is'} ${source.folder}, frozen: ${count(source.bytes.size, 'file')}`,
    ...images.map((image) => `  ${image}`),
    ...(dryRun ? [] : [`Next: commit ${folder} and releases.yaml, then townhall promote ${subject}`]),
  ];
  const result = { subject, version, folder, from: source.version, digest: source.digest, images, dryRun };
  return { exit: 0, faults, texts, text: lines.map((line) => `${line}\n`).join(''), result };
}
