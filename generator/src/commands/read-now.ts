// The clock, read in this one place, so that `--now` can stand in for it: what a command says of a time is then the same
// on every machine and in every test.
import { type Instant, readInstant } from '../model/time.ts';
import type { CommandInput, CommandOption, CommandOutcome } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/** The option of every command that looks at the clock. */
export const nowOption: CommandOption = {
  flags: '--now <time>',
  description: 'the time to judge by (RFC 3339); the clock unless said',
};

/** The time that was said with `--now`, else the clock's; wrong use when what was said is no time. */
export function readNow({ options: { now } }: Pick<CommandInput, 'options'>): Instant | CommandOutcome {
  if (now === undefined) return Date.now();
  const said = typeof now === 'string' ? readInstant(now) : undefined;
  return said ?? wrongUse('--now takes a time as RFC 3339 writes it, such as 2026-11-20T09:30:00Z');
}
