// How much one change does, against what pipeline.yaml lets one change do.
import type { ObjectChange } from './change.ts';
import { seen } from './fold-changes.ts';

export const MEASURES = ['stages', 'deletions', 'restarts'] as const;
export type Measure = (typeof MEASURES)[number];

export interface BudgetLine {
  readonly measure: Measure;
  readonly used: number;
  /** Undefined: no limit. */
  readonly limit: number | undefined;
  /** The override that sets the limit. */
  readonly liftedBy: string | undefined;
  /** The stages that are touched, in the order of the pipeline; empty for what has no names. */
  readonly names: readonly string[];
}

export interface Allowance {
  readonly name: string;
  readonly allows: { readonly [measure in Measure]?: number | undefined };
}

export interface BudgetQuestion {
  readonly changes: readonly ObjectChange[];
  /** Environment -> stage, in the order of the pipeline. */
  readonly stageOf: ReadonlyMap<string, string>;
  readonly limits: { readonly [measure in Measure]?: number | undefined };
  /** Overrides that are part of the change and in force. */
  readonly allowances: readonly Allowance[];
}

/** What is used of each measure, and its limit: the pipeline's, or the highest that an override allows. */
export function measureBudget({ changes, stageOf, limits, allowances }: BudgetQuestion): BudgetLine[] {
  const touched = new Set(
    changes.filter(isFelt).flatMap((change) => stageOf.get(seen(change)?.environment ?? '') ?? []),
  );
  const stages = [...new Set(stageOf.values())].filter((name) => touched.has(name));
  const used: Record<Measure, number> = {
    stages: stages.length,
    deletions: changes.filter(({ after }) => after === undefined).length,
    restarts: changes.reduce((sum, { restarts }) => sum + restarts, 0),
  };
  return MEASURES.map((measure) => {
    const limit = limits[measure];
    const lifts = allowances.filter(
      ({ allows }) => (allows[measure] ?? -1) > (limit ?? Number.POSITIVE_INFINITY),
    );
    const highest = lifts.reduce<Allowance | undefined>(
      (best, next) => ((next.allows[measure] ?? 0) > (best?.allows[measure] ?? 0) ? next : best),
      undefined,
    );
    return {
      measure,
      used: used[measure],
      limit: highest?.allows[measure] ?? limit,
      liftedBy: highest?.name,
      names: measure === 'stages' ? stages : [],
    };
  });
}

/** Labels and annotations are no use of a stage. */
function isFelt({ effect }: ObjectChange): boolean {
  return effect !== 'none' && effect !== 'metadata';
}

/** Whether a line is over its limit. */
export function isOver({ used, limit }: BudgetLine): boolean {
  return limit !== undefined && used > limit;
}
