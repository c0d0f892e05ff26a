// holds/<name>.yaml files in, holds out: each is called like its file and names towns, stages and environments that
// exist. Whether one is over is for commands that look at the clock.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { InputFile, Repository } from '../model/repository.ts';
import { readInstant } from '../model/time.ts';
import { checkName } from './check-names.ts';
import { listAnd, quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { Hold } from './model.ts';
import { at, type Report, readDocument } from './read-document.ts';
import type { Stages } from './validate-pipeline.ts';
import type { HoldDocument } from './vocabulary/hold.ts';

/** The base is promoted like a town, and held like one. */
const BASE = 'base';

export interface HoldSurroundings {
  readonly repository: Repository;
  readonly stages: Stages;
}

/** By name: every hold that is well-formed. */
export function validateHolds(around: HoldSurroundings, report: Report): Map<string, Hold> {
  const holds = new Map<string, Hold>();
  for (const [name, input] of around.repository.holds) {
    const document = readDocument(documentSchemas.hold(), input, report);
    if (!document) continue;
    checkName({ noun: 'hold', name, file: input.path }, document.hold, report);
    checkScope(document.scope ?? {}, { ...around, input }, report);
    checkEnd(document, input.path, report);
    holds.set(name, { name, file: input.path, document });
  }
  return holds;
}

function checkScope(
  scope: NonNullable<HoldDocument['scope']>,
  { repository, stages, input }: HoldSurroundings & { input: InputFile },
  report: Report,
): void {
  const names = stages.pipeline?.document.stages.map(({ name }) => name);
  const known = [
    { field: 'towns', code: 'unknown-town', noun: 'a town', names: [...repository.towns.keys(), BASE] },
    // A pipeline with a fault says so itself.
    { field: 'stages', code: 'unknown-stage', noun: 'a stage of the pipeline', names },
    {
      field: 'environments',
      code: 'unknown-environment',
      noun: 'an environment',
      names: [...repository.environments.keys()],
    },
  ] as const;
  for (const { field, code, noun, names } of known) {
    scope[field]?.forEach((name, index) => {
      if (!names || names.includes(name)) return;
      const hint = suggestHint(name, names) ?? `the ${field} are ${listAnd(names)}`;
      const place = at(input.path, ['scope', field, index]);
      report(fault(code, `${quote(name)} is not ${noun}`, place, { hint }));
    });
  }
}

/** The form of a time does not keep 30 February out, and a hold that ends on no day would never end. */
function checkEnd({ until }: HoldDocument, file: string, report: Report): void {
  if (until === undefined || readInstant(until) !== undefined) return;
  const message = `${quote(until)} is no time: the month has no such day`;
  report(fault('bad-value', message, at(file, ['until']), { hint: 'write a day of the calendar' }));
}
