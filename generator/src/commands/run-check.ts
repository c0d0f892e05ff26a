// Every check over everything, frozen releases too; and, on demand, a second opinion from the kubeconform binary.

import type { Waiver } from '../check/check-environment.ts';
import { type Fault, hasErrors } from '../diagnostics/fault.ts';
import { renderRepository } from '../pipeline.ts';
import type { CommandOutcome, RunCommand } from './command.ts';
import { scope, seconds, selectionOf } from './run-render.ts';
import { wrongUse } from './wrong-use.ts';

export const runCheck: RunCommand = async (input): Promise<CommandOutcome> => {
  const started = performance.now();
  const rendering = renderRepository({ root: input.root, selection: selectionOf(input), everything: true });
  const faults: Fault[] = [...rendering.faults];
  const { frozenSince } = input.options;
  if (typeof frozenSince === 'string') {
    const { checkFrozen } = await import('./check-frozen.ts');
    const found = checkFrozen(input.root, frozenSince, rendering.model);
    if (typeof found === 'string') return wrongUse(found);
    faults.push(...found);
  }
  const lines: string[] = [];
  let kubeconform: unknown;
  if (input.options['kubeconform'] && !hasErrors(faults)) {
    const { askKubeconform } = await import('./ask-kubeconform.ts');
    const answer = await askKubeconform(input.root, rendering);
    if ('absent' in answer) return { exit: 2, text: '', result: null, state: answer.absent };
    faults.push(...answer.faults);
    lines.push(answer.summary);
    kubeconform = answer.counts;
  }
  const failed = hasErrors(faults);
  const clean = `${scope(rendering)}: every check passed (${seconds(started)})`;
  const text = [...(failed ? [] : [clean]), ...lines, ...listWaivers(rendering.waivers)].map(
    (line) => `${line}\n`,
  );
  const { environments, towns, objects, waivers } = rendering;
  return {
    exit: failed ? 1 : 0,
    faults,
    texts: rendering.texts,
    text: text.join(''),
    result: { environments, towns, objects, waivers, ...(kubeconform !== undefined && { kubeconform }) },
  };
};

/** One line for each waived check and reason, with how often it was needed. */
function listWaivers(waivers: readonly Waiver[]): string[] {
  const counts = new Map<string, { objects: Set<string>; environments: Set<string> }>();
  for (const { code, reason, object, environment } of waivers) {
    const key = `${code}: "${reason}"`;
    const seen = counts.get(key) ?? { objects: new Set(), environments: new Set() };
    seen.objects.add(object);
    seen.environments.add(environment);
    counts.set(key, seen);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, { objects, environments }]) =>
        `waived ${key} for ${[...objects].sort().join(', ')} in ${[...environments].sort().join(', ')}`,
    );
}
