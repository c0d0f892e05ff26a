// The report as `--format json` has it; the shape is documented in docs/json-output.md.
import { isOver } from '../budget.ts';
import type { DiffReport } from './report.ts';
import { summarize } from './summarize.ts';

/** Plain data: nothing absent but by null. */
export function describeReport(report: DiffReport) {
  const { base, head, moves, changes, hazards, budget } = report;
  return {
    base,
    head,
    summary: summarize(report),
    moves: moves.map(({ subject, environment, from = null, to = null, retired }) => ({
      subject,
      environment,
      from,
      to,
      retired,
    })),
    changes: changes.map(({ shop = null, line = null, fields, ...change }) => ({
      owner: change.owner,
      shop,
      object: change.object,
      effect: change.effect,
      environments: change.environments,
      restarts: change.restarts,
      line,
      fields: fields.map(({ path, before = null, after = null }) => ({ path, before, after })),
    })),
    hazards: hazards.map(({ town = null, line = null, ...hazard }) => ({
      code: hazard.code,
      refuses: hazard.refuses,
      dataLoss: hazard.dataLoss,
      environments: hazard.environments,
      town,
      object: hazard.object,
      message: hazard.message,
      safeWay: hazard.safeWay,
      line,
    })),
    budget: budget.map((line) => ({
      measure: line.measure,
      used: line.used,
      limit: line.limit ?? null,
      liftedBy: line.liftedBy ?? null,
      over: isOver(line),
      names: line.names,
    })),
  };
}
