// Everything that is told of a change, as one value; the formats only spell it.
import type { BudgetLine } from '../budget.ts';
import type { FoldedChange } from '../fold-changes.ts';
import type { FoldedHazard } from './fold-hazards.ts';

/** A pin or a base that goes from one version to another. */
export interface VersionMove {
  readonly subject: string;
  readonly environment: string;
  readonly from: string | undefined;
  /** Undefined when the pin goes. */
  readonly to: string | undefined;
  /** The pin says from now on that its town goes. */
  readonly retired: boolean;
}

/** `towns/market/current/town.yaml:12`: the line that a person wrote; undefined where none is known. */
export interface Located {
  readonly line: string | undefined;
}

export type LocatedChange = FoldedChange & Located;
export type LocatedHazard = FoldedHazard & Located;

export interface DiffReport {
  /** Short names of both sides, such as `3f2a9c1b04de` and `the work tree`. */
  readonly base: string;
  readonly head: string;
  /** Every environment, in the order of the pipeline. */
  readonly order: readonly string[];
  readonly moves: readonly VersionMove[];
  readonly changes: readonly LocatedChange[];
  readonly hazards: readonly LocatedHazard[];
  readonly budget: readonly BudgetLine[];
}

/** Whether there is anything to tell. */
export function isEmpty({ moves, changes, hazards }: DiffReport): boolean {
  return moves.length === 0 && changes.length === 0 && hazards.length === 0;
}
