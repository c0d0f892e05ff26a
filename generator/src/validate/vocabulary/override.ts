// An override: lets one change go beyond the budget of pipeline.yaml, for a reason that is reviewed with it.
import { z } from 'zod';
import { mapping, patterned } from './dialect.ts';
import { NAME, TIME } from './names.ts';

const most = (description: string) => z.int().min(0).optional().describe(description);

/** overrides/<name>.yaml. */
export function overrideSchema() {
  return mapping('an override', {
    override: patterned(NAME).describe("Its name: the file's name."),
    owner: z.string().min(1).describe('Who answers for the change.'),
    reason: z.string().min(1).describe('Why it is larger than others.'),
    expires: patterned(TIME).describe('When it lifts nothing any more.'),
    allows: mapping('what is allowed', {
      stages: most('Stages that the change may touch.'),
      deletions: most('Objects that it may delete.'),
      restarts: most('Pods that it may restart.'),
    }).describe('The budget of the change that brings this file; what it does not name keeps its limit.'),
  });
}

export type OverrideDocument = z.output<ReturnType<typeof overrideSchema>>;
