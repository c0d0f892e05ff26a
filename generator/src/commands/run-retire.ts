// Takes a town out in two steps: marked as retired, its children let the reconcilers delete it; then the pins go.
import { hasErrors } from '../diagnostics/fault.ts';
import { GitRepository } from '../load/git/git-repository.ts';
import { findSource } from '../load/git/read-arrivals.ts';
import { retirePin } from '../promotion/edit-pin.ts';
import { BASE, type Pinned } from '../promotion/fleet.ts';
import { sourceBranch } from '../promotion/read-fleet.ts';
import { count } from '../report.ts';
import { withLock } from '../write/lock.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { applyChange, prepareChange } from './promotion/apply-change.ts';
import { explainPrepared } from './promotion/explain-refusal.ts';
import { findUnknown } from './promotion/promotion-options.ts';
import { readState, type State } from './promotion/read-state.ts';
import { wrongUse } from './wrong-use.ts';

export const runRetire: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> =>
  withLock(input.root, { notify: input.notify }, () => retire(input));

function retire({ root, arguments: [town = ''], options }: CommandInput): CommandOutcome {
  const { env, reason, owner } = options;
  const state = readState(root, { subjects: new Set([town]) });
  const towns = [...state.fleet.subjects.keys()].filter((name) => name !== BASE);
  const subject = state.fleet.subjects.get(town);
  const unknown =
    findUnknown([town], towns, 'a town of this repository') ??
    findUnknown(typeof env === 'string' ? [env] : [], [...state.model.environments.keys()], 'an environment');
  if (unknown !== undefined || !subject) return wrongUse(unknown ?? '');
  const pins = [...subject.pins.values()].filter(
    ({ environment }) => env === undefined || environment === env,
  );
  if (options['remove'] === true)
    return removePins(state, { town, pins, dryRun: options['dryRun'] === true });
  const live = pins.filter(({ retired }) => !retired);
  if (live.length === 0)
    return wrongUse(
      `${town} ${pins.length === 0 ? 'is pinned nowhere there' : 'is retired there already; --remove is the second step'}`,
    );
  if (typeof reason !== 'string' || typeof owner !== 'string')
    return wrongUse('Say why and who with --reason and --owner: the pins keep them');
  const files = new Map(
    live.map(({ file }) => [file, retirePin(state.texts.get(file) ?? '', { reason, owner })]),
  );
  return change(state, {
    town,
    pins: live,
    files,
    dryRun: options['dryRun'] === true,
    done: 'retired; merge it, let the reconcilers see it, then townhall retire --remove',
  });
}

interface Removal {
  readonly town: string;
  readonly pins: readonly Pinned[];
  readonly dryRun: boolean;
}

/** The second step, for what the source branch knows to be retired: else the reconcilers would leave the objects behind. */
function removePins(state: State, { town, pins, dryRun }: Removal): CommandOutcome {
  const retired = pins.filter((pinned) => pinned.retired);
  if (retired.length === 0)
    return wrongUse(
      `${town} is not retired there: townhall retire ${town} --reason "…" --owner "…" is the first step`,
    );
  const git = GitRepository.open(state.root);
  const source = git && findSource(git, sourceBranch(state.model));
  if (!git || source === undefined)
    return wrongUse('This folder has no git history that could say whether the first step was merged');
  const files = retired.map(({ file }) => file);
  const merged = git.listFiles(source, files);
  const contents = git.readContents(merged.map(({ id }) => id));
  const isMerged = (file: string): boolean => {
    const id = merged.find(({ path }) => path === file)?.id;
    return id !== undefined && /^retired:/m.test(Buffer.from(contents.get(id) ?? []).toString('utf8'));
  };
  const early = files.find((file) => !isMerged(file));
  if (early !== undefined)
    return wrongUse(`${early} is retired here, and not on the source branch yet: merge that first`);
  const gone = new Map(files.map((file) => [file, undefined]));
  return change(state, { town, pins: retired, files: gone, dryRun, done: 'gone, with their trees' });
}

interface PinRemoval extends Removal {
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly done: string;
}

function change(state: State, { town, pins, files, dryRun, done }: PinRemoval): CommandOutcome {
  const environments = pins.map(({ environment }) => environment);
  const isRemoval = [...files.values()].includes(undefined);
  // A town without a pin is in no selection, and its children go with its trees: everything is rendered.
  const selection = isRemoval ? {} : { environments, towns: [town] };
  const prepared = prepareChange({ state, files, moves: [], selection });
  const hazards = prepared.hazards.map((hazard) => ({ ...hazard, refuses: false }));
  const faults = explainPrepared({ ...prepared, hazards }, new Set());
  const { texts } = prepared.rendering;
  const result = { town, environments, step: isRemoval ? 'remove' : 'retire', dryRun };
  if (hasErrors(faults)) return { exit: 1, faults, texts, text: '', result, state: 'nothing was written' };
  if (!dryRun) applyChange(prepared);
  const text = `${count(environments.length, 'pin')} of ${town} (${environments.join(', ')}) ${dryRun ? 'would be' : environments.length === 1 ? 'is' : 'are'} ${done}\n`;
  return { exit: 0, faults, texts, text, result };
}
