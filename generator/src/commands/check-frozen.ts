// Frozen folders and their lists against a commit, such as the base branch of a pull request: only additions.

import { parse } from 'yaml';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { GitRepository, type TreeFile } from '../load/git/git-repository.ts';
import { isObject } from '../model/json.ts';
import type { Model } from '../validate/model.ts';

const FROZEN = /^(?:towns\/([^/]+)|base)\/(v\d+)\//;
const LIST = /^(?:towns\/([^/]+)|base)\/releases\.yaml$/;
/** What may be added to an entry later; everything else stays as it was. */
const LATER: ReadonlySet<string> = new Set(['rejected', 'removed']);

/** The faults of a work tree against the commit that `name` names, or why they cannot be found. */
export function checkFrozen(root: string, name: string, model: Model): Fault[] | string {
  const git = GitRepository.open(root);
  if (!git) return 'This folder is not in a git repository, so there is nothing to compare with';
  const commit = git.resolve(name);
  if (commit === undefined) return `"${name}" is not a commit of this repository`;
  const before = git.listFiles(commit, ['towns', 'base']);
  return [...checkFolders(git, commit, { before, model }), ...checkLists(git, before, model)];
}

interface Before {
  readonly before: readonly TreeFile[];
  readonly model: Model;
}

function checkFolders(git: GitRepository, commit: string, { before, model }: Before): Fault[] {
  const frozen = new Set(before.flatMap(({ path }) => path.match(FROZEN)?.[0] ?? []));
  return git.listDifferences(commit, ['towns', 'base']).flatMap((file) => {
    const [folder = '', town = 'base', version = ''] = file.match(FROZEN) ?? [];
    if (!frozen.has(folder) || model.releases.get(town)?.[version]?.removed) return [];
    const message = `${file} belongs to a release and differs from ${commit.slice(0, 12)}`;
    const hint = `git restore --source=${commit.slice(0, 12)} ${file}, and release the change as a new version`;
    return [fault('frozen-changed', message, { file }, { hint })];
  });
}

function checkLists(git: GitRepository, before: readonly TreeFile[], model: Model): Fault[] {
  const lists = before.filter(({ path }) => LIST.test(path));
  const contents = git.readContents(lists.map(({ id }) => id));
  return lists.flatMap(({ path: file, id }) => {
    const [, town = 'base'] = file.match(LIST) ?? [];
    const entries: unknown = parse(Buffer.from(contents.get(id) ?? []).toString('utf8'), {
      logLevel: 'silent',
    });
    const now = model.releases.get(town) ?? {};
    return Object.entries(isObject(entries) ? entries : {}).flatMap(([version, entry]) => {
      const after = now[version];
      if (after && isKept(entry, after)) return [];
      const place = after ? { file, path: [version], part: 'key' as const } : { file };
      const message = `the entry of ${version} ${after ? 'was changed' : 'is gone'}; releases are only added`;
      return [
        fault('frozen-changed', message, place, {
          hint: `bring it back as it was; ${[...LATER].join(' and ')} may be added`,
        }),
      ];
    });
  });
}

function isKept(before: unknown, after: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(before)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every((key) => {
    if (before[key] === undefined && LATER.has(key)) return true;
    return JSON.stringify(before[key]) === JSON.stringify(after[key]);
  });
}
