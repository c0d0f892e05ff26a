// The one shape of the rules of promotion: may this version enter this environment at this time?
import type { FaultCode } from '../../diagnostics/codes/index.ts';
import type { Instant } from '../../model/time.ts';
import type { Fleet, Move, Refusal, Stage, Subject } from '../fleet.ts';

export interface Question {
  readonly fleet: Fleet;
  readonly subject: Subject;
  /** The stage that is entered. */
  readonly stage: Stage;
  readonly move: Move;
  /** Moves of the same change that are already decided. */
  readonly others: readonly Move[];
  readonly now: Instant;
}

export interface Rule {
  /** The code of the fault that a refusal becomes. */
  readonly name: FaultCode;
  /** Whether `--expedite` passes it. */
  readonly expeditable: boolean;
  /** Why not; nothing when it may. */
  judge(question: Question): Refusal[];
}

/** A refusal that time does not lift. */
export function refusal(rule: FaultCode, message: string, unlock: string): Refusal {
  return { rule, message, unlock, until: undefined };
}
