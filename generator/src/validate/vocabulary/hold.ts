// A hold: stops promotions for some towns, stages or environments until somebody lifts it.
import { z } from 'zod';
import { mapping, patterned } from './dialect.ts';
import { ENVIRONMENT_NAME, NAME, TIME } from './names.ts';

/** holds/<name>.yaml. */
export function holdSchema() {
  return mapping('a hold', {
    hold: patterned(NAME).describe("Its name: the file's name."),
    owner: z.string().min(1).describe('Who holds, and lifts it again.'),
    reason: z.string().min(1).describe('Why nothing may go on.'),
    scope: mapping('a scope', {
      towns: z
        .array(patterned(NAME))
        .min(1)
        .optional()
        .describe('The towns that it stops, `base` for the base; all of them unless said.'),
      stages: z.array(patterned(NAME)).min(1).optional().describe('The stages that nothing may enter.'),
      environments: z
        .array(patterned(ENVIRONMENT_NAME))
        .min(1)
        .optional()
        .describe(
          'The environments that nothing may enter, beside those of the stages; all of them when neither is said.',
        ),
    })
      .optional()
      .describe('What it stops; everything unless said.'),
    until: patterned(TIME)
      .optional()
      .describe('When it ends by itself; it stands until it is lifted unless said.'),
  });
}

export type HoldDocument = z.output<ReturnType<typeof holdSchema>>;
