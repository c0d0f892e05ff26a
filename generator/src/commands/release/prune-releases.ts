// `release --prune`: old frozen folders go, their entries stay, marked.
import type { Repository } from '../../model/repository.ts';
import { BASE, type Subject } from '../../promotion/fleet.ts';
import { count } from '../../report.ts';
import { removeFolder } from '../../write/copy-folder.ts';
import { editDocument } from '../../write/edit-document.ts';
import { replaceFiles } from '../../write/replace-files.ts';
import type { CommandOutcome } from '../command.ts';
import type { State } from '../promotion/read-state.ts';

/** Removes what nothing names; of every subject, or of one. */
export function pruneReleases(state: State, only: string | undefined, dryRun: boolean): CommandOutcome {
  const { root, fleet, texts, repository } = state;
  const subjects = [...fleet.subjects.values()].filter(({ name }) => only === undefined || name === only);
  const removed: string[] = [];
  for (const subject of subjects) {
    const unused = listUnused(subject, foldersOf(repository, subject.name));
    const folder = subject.name === BASE ? 'base' : `towns/${subject.name}`;
    if (unused.length === 0) continue;
    removed.push(...unused.map((version) => `${folder}/${version}`));
    if (dryRun) continue;
    const file = `${folder}/releases.yaml`;
    const edits = unused.map((version) => ({ path: [version, 'removed'], value: true }));
    // The entry first: stopped in between, the folder is one that may go, and the next run removes it.
    replaceFiles(root, new Map([[file, editDocument(texts.get(file) ?? '', edits)]]));
    for (const version of unused) removeFolder(root, `${folder}/${version}`);
  }
  const sum = `${count(removed.length, 'frozen folder')} ${dryRun ? 'would be removed' : 'removed'}\n`;
  return { exit: 0, text: removed.map((path) => `${path}\n`).join('') + sum, result: { dryRun, removed } };
}

function foldersOf({ base, towns }: Repository, name: string): ReadonlySet<string> {
  return (name === BASE ? base : towns.get(name))?.known ?? new Set();
}

/** Releases whose folder is there and that no pin, no history and not their newness keeps, the oldest first. */
function listUnused(subject: Subject, folders: ReadonlySet<string>): string[] {
  const named = new Set([...subject.pins.values()].flatMap(({ runs }) => runs.map(({ version }) => version)));
  const versions = [...subject.releases.keys()];
  const newest = versions.at(-1);
  return versions.filter((version) => folders.has(version) && version !== newest && !named.has(version));
}
