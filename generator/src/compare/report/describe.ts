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
    moves: moves.map(({ subject, environment, from = null, to = null }) => ({
      subject,
      environment,
      from,
      to,
    })),
    changes: changes.map(({ owner, shop = null, object, effect, environments, restarts, fields }) => ({
      owner,
      shop,
      object,
      effect,
      environments,
      restarts,
      fields: fields.map(({ path, before = null, after = null }) => ({ path, before, after })),
    })),
    hazards: hazards.map(
      ({ code, refuses, environment = null, town = null, object, message, safeWay, line = null }) => ({
        code,
        refuses,
        environment,
        town,
        object,
        message,
        safeWay,
        line,
      }),
    ),
    budget: budget.map((line) => ({
      measure: line.measure,
      used: line.used,
      limit: line.limit ?? null,
      liftedBy: line.liftedBy ?? null,
      over: isOver(line),
    })),
  };
}
