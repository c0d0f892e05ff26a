// `promote --follow`: the first stage goes back to the working definition.
import { hasErrors } from '../../diagnostics/fault.ts';
import { BASE, type Move } from '../../promotion/fleet.ts';
import { livePins } from '../../promotion/soak.ts';
import { count } from '../../report.ts';
import type { CommandOutcome } from '../command.ts';
import { applyChange, prepareChange } from './apply-change.ts';
import { editPins } from './edit-pins.ts';
import { explainPrepared } from './explain-refusal.ts';
import type { PromotionOptions } from './promotion-options.ts';
import type { State } from './read-state.ts';

/** Pins `current` in the first stage, wherever the subjects are pinned there. */
export function followCurrent(state: State, { request, dryRun, accepted }: PromotionOptions): CommandOutcome {
  const [first] = state.fleet.stages;
  const moves = request.subjects.flatMap((name): Move[] => {
    const subject = state.fleet.subjects.get(name);
    const pins = subject && first ? livePins(subject, first) : [];
    return pins
      .filter(({ version }) => version !== 'current')
      .map(({ environment, version }) => ({ subject: name, environment, from: version, to: 'current' }));
  });
  const files = editPins(state, moves, { now: request.now, exceptionsOf: () => [] });
  const environments = first ? [...first.environments] : [];
  const selection = request.subjects.includes(BASE)
    ? { environments }
    : { environments, towns: request.subjects };
  const prepared = prepareChange({ state, files, moves, selection });
  const faults = explainPrepared(prepared, accepted);
  const { texts } = prepared.rendering;
  if (hasErrors(faults))
    return { exit: 1, faults, texts, text: '', result: null, state: 'nothing was moved' };
  if (!dryRun) applyChange(prepared);
  const text = `${count(moves.length, 'pin')} ${dryRun ? 'would follow' : 'now follow'}${moves.length === 1 && !dryRun ? 's' : ''} current\n`;
  return { exit: 0, faults, texts, text, result: { dryRun, moves } };
}
