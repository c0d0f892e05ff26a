// Writes into releases.yaml that a release must never be promoted again.
import { type Instant, writeInstant } from '../model/time.ts';
import { BASE } from '../promotion/fleet.ts';
import { editDocument } from '../write/edit-document.ts';
import { withLock } from '../write/lock.ts';
import { replaceFiles } from '../write/replace-files.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { findUnknown } from './promotion/promotion-options.ts';
import { readState } from './promotion/read-state.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

export const runReject: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> => {
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  return withLock(input.root, { notify: input.notify }, () => reject(input, now));
};

function reject(
  { root, arguments: [name = '', version = ''], options }: CommandInput,
  now: Instant,
): CommandOutcome {
  const { reason } = options;
  if (typeof reason !== 'string' || reason === '')
    return wrongUse('Say why with --reason: releases.yaml keeps it');
  const { fleet, texts } = readState(root, { subjects: new Set([name]) });
  const subject = fleet.subjects.get(name);
  const unknown =
    findUnknown([name], [...fleet.subjects.keys()], 'a town of this repository (or `base`)') ??
    findUnknown([version], [...(subject?.releases.keys() ?? [])], `a release of ${name}`);
  if (unknown !== undefined || !subject) return wrongUse(unknown ?? '');
  const before = subject.releases.get(version)?.rejected;
  const file = name === BASE ? 'base/releases.yaml' : `towns/${name}/releases.yaml`;
  const running = [...subject.pins.values()]
    .filter((pinned) => pinned.version === version)
    .map(({ environment }) => environment);
  const result = { subject: name, version, file, running, changed: before === undefined };
  if (before) return { exit: 0, text: `${name} ${version} is rejected already: ${before.reason}\n`, result };
  const edit = { path: [version, 'rejected'], value: { reason, date: writeInstant(now) } };
  replaceFiles(root, new Map([[file, editDocument(texts.get(file) ?? '', [edit])]]));
  const still =
    running.length === 0
      ? ''
      : `; it still runs in ${running.join(', ')}: townhall rollback ${name} --from ${version}`;
  return { exit: 0, text: `${name} ${version} is rejected${still}\n`, result };
}
