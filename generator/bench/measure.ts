// Whole processes, timed from outside: each contender in turn, round after round, so that a machine that slows down
// slows all of them down; the median of each counts. Each run has a folder of its own and nothing is deleted before
// the last one: a file system that is still freeing blocks makes whoever writes next wait for seconds.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Contender {
  readonly name: string;
  /** Makes `folder`, with everything that the run needs in it; not timed. */
  prepare(folder: string): void;
  /** Command lines that run one after the other and write to `folder`; timed together. */
  commands(folder: string): readonly (readonly string[])[];
}

export interface Timing {
  readonly name: string;
  /** Seconds, median of all rounds. */
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

function timeOnce({ name, prepare, commands }: Contender, folder: string): number {
  prepare(folder);
  const started = process.hrtime.bigint();
  for (const [program = '', ...args] of commands(folder)) {
    const { status, stderr } = spawnSync(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name}: ${program} ended with ${status}: ${stderr.slice(0, 2000)}`);
  }
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Times every contender `rounds` times, in turn, after one round that does not count; all write below `folder`. */
export function measure(
  contenders: readonly Contender[],
  { rounds, folder }: { readonly rounds: number; readonly folder: string },
): Timing[] {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const seconds = timeOnce(contender, join(folder, `${round + 1}-${index}`));
      if (round >= 0) times.get(contender.name)?.push(seconds);
    }
  }
  return [...times].map(([name, list]) => {
    const sorted = list.sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    return { name, median: middle, fastest: sorted[0] ?? Number.NaN, slowest: sorted.at(-1) ?? Number.NaN };
  });
}
