// The outcome of a command that was asked for something it cannot do.
import type { CommandOutcome } from './command.ts';

/** Exit 2 with one sentence; it starts with a capital or a quote and has no full stop. */
export function wrongUse(sentence: string): CommandOutcome {
  return { exit: 2, text: '', result: { error: sentence }, state: sentence };
}
