// Renders in memory, then writes what differs; with --check it only says what differs.
import { type Fault, hasErrors } from '../diagnostics/fault.ts';
import { type Rendering, renderRepository } from '../pipeline.ts';
import { count } from '../report.ts';
import type { Selection } from '../selection.ts';
import { applyPlan } from '../write/apply-plan.ts';
import { describeDrift } from '../write/describe-drift.ts';
import { guardRemovals } from '../write/guard-removals.ts';
import { withLock } from '../write/lock.ts';
import { planWrites, type WritePlan } from '../write/plan-writes.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';

const NOTHING = 'nothing was written';

export const runRender: RunCommand = (input): CommandOutcome | Promise<CommandOutcome> => {
  const started = performance.now();
  const rendering = renderRepository({ root: input.root, selection: selectionOf(input), everything: false });
  if (hasErrors(rendering.faults)) return refused(rendering, rendering.faults);
  if (input.options['check']) return compare(input.root, rendering, started);
  return withLock(input.root, { notify: input.notify }, () => write(input.root, rendering, started));
};

/** What `--env` and `--town` say. */
export function selectionOf({ options }: CommandInput): Selection {
  const { env, town } = options;
  return {
    ...(typeof env === 'string' && { environments: [env.replace(/^environments\//, '').replace(/\/$/, '')] }),
    ...(typeof town === 'string' && { towns: [town] }),
  };
}

function refused(rendering: Rendering, faults: readonly Fault[]): CommandOutcome {
  return { exit: 1, faults, texts: rendering.texts, text: '', result: null, state: NOTHING };
}

function plan(root: string, rendering: Rendering): { plan: WritePlan; faults: Fault[] } {
  const planned = planWrites(root, rendering.files, rendering.owned);
  const guarded = guardRemovals(root, planned.plan, rendering.model);
  return { plan: planned.plan, faults: [...rendering.faults, ...planned.faults, ...guarded] };
}

function write(root: string, rendering: Rendering, started: number): CommandOutcome {
  const { plan: writes, faults } = plan(root, rendering);
  if (hasErrors(faults)) return refused(rendering, faults);
  applyPlan(root, writes);
  const result = resultOf(rendering, writes);
  const { created, updated, deleted, unchanged } = result;
  const changes = `${created.length} created, ${updated.length} updated, ${deleted.length} deleted, ${unchanged} unchanged`;
  const text = `${scope(rendering)}: ${changes} (${seconds(started)})\n`;
  return { exit: 0, faults, texts: rendering.texts, text, result };
}

function compare(root: string, rendering: Rendering, started: number): CommandOutcome {
  const { plan: writes, faults } = plan(root, rendering);
  const drift = describeDrift(writes, root);
  const all = [...faults, ...drift];
  if (hasErrors(all)) return { ...refused(rendering, all), result: resultOf(rendering, writes) };
  const text = `${scope(rendering)}: every tree is what would be rendered (${seconds(started)})\n`;
  return { exit: 0, faults: all, texts: rendering.texts, text, result: resultOf(rendering, writes) };
}

function resultOf(rendering: Rendering, { create, update, remove, unchanged }: WritePlan) {
  return {
    environments: rendering.environments,
    towns: rendering.towns,
    objects: rendering.objects,
    created: create.map(({ path }) => path),
    updated: update.map(({ path }) => path),
    deleted: remove,
    unchanged: unchanged.length,
  };
}

/** `6 environments, 2 towns, 210 objects`. */
export function scope({ environments, towns, objects }: Rendering): string {
  return `${count(environments.length, 'environment')}, ${count(towns.length, 'town')}, ${count(objects, 'object')}`;
}

/** Time since `started` for a person: `0.42 s`. */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(2)} s`;
}
