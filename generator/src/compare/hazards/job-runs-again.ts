// Jobs cannot change: a changed one is a new one, and runs.
import { type HazardRule, hazardOf } from './rule.ts';

export const jobRunsAgain: HazardRule = ({ changes }) =>
  changes.flatMap(({ before, after, effect, fields }) => {
    if (!before || after?.object.kind !== 'Job' || effect !== 'recreate') return [];
    const field = fields.find(({ path }) => path[0] === 'spec');
    const message = `the job ${after.shop ?? after.object.metadata.name} is made anew and runs again`;
    const safeWay =
      'see that it may run twice; a job that must not belongs behind a gate that is off by then';
    return [hazardOf(after, { code: 'job-runs-again', message, safeWay, field: field?.path ?? [] })];
  });
