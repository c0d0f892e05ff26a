// May a version enter an environment now? Every rule is asked, and every reason against it is told at once.
import type { Instant } from '../model/time.ts';
import type { Fleet, Move, Refusal } from './fleet.ts';
import { rules } from './rules/index.ts';

export interface JudgeOptions {
  readonly now: Instant;
  /** Passes soak and windows, nothing else. */
  readonly expedite?: boolean;
  /** Moves of the same change that are already decided. */
  readonly others?: readonly Move[];
}

/** The refusals of one move; none: it may go. Environments and subjects that do not exist are the caller's to refuse. */
export function judgeMove(fleet: Fleet, move: Move, options: JudgeOptions): Refusal[] {
  const { now, expedite = false, others = [] } = options;
  const subject = fleet.subjects.get(move.subject);
  const stage = fleet.stages.find(({ environments }) => environments.includes(move.environment));
  if (!subject || !stage) return [];
  const asked = rules.filter(({ expeditable }) => !(expedite && expeditable));
  return asked.flatMap((rule) => rule.judge({ fleet, subject, stage, move, others, now }));
}
