// The promotion pipeline: stages in order, when they may be entered, and how much may change at once.
import { z } from 'zod';
import { mapping, patterned } from './dialect.ts';
import { DURATION, ENVIRONMENT_NAME, NAME } from './names.ts';
import { parametersField } from './town.ts';

const count = (description: string) => z.int().min(0).optional().describe(description);

/** environments/pipeline.yaml. */
export function pipelineSchema() {
  const stage = mapping('a stage', {
    name: patterned(NAME).describe("The stage's name."),
    environments: z.array(patterned(ENVIRONMENT_NAME)).min(1).describe('Its environments.'),
    soak: patterned(DURATION).optional().describe('How long a version runs here before it may go on.'),
  });
  const window = mapping('a window', {
    stages: z.array(patterned(NAME)).min(1).describe('The stages it is about.'),
    allow: z
      .string()
      .optional()
      .describe(
        'When a promotion may enter: days and hours such as "Mon-Thu 09:00-16:00; Sat,Sun 10:00-12:00", dates such as "2026-12-24..2026-12-27", or five fields of cron, for every minute that matches.',
      ),
    exclude: z.string().optional().describe('When it may not, in the words of allow; wins over every allow.'),
    timezone: z
      .string()
      .optional()
      .describe('The time zone of the days and hours, such as Europe/London; UTC unless said.'),
    reason: z.string().optional().describe('Why.'),
  });
  return mapping('a pipeline', {
    parameters: parametersField('What environments may set; one without a default must be set by each.'),
    stages: z.array(stage).min(1).describe('The stages, first to last.'),
    windows: z.array(window).optional().describe('When a promotion may enter a stage.'),
    limits: mapping('limits', {
      activeVersions: count('Versions of one town that may run at once over all stages.'),
      versionsBehind: count('Versions between the first and the last stage.'),
      change: mapping('a budget', {
        stages: count('Stages that one change may touch.'),
        deletions: count('Objects that one change may delete.'),
        restarts: count('Pods that one change may restart.'),
      })
        .optional()
        .describe('The budget of one pull request.'),
    })
      .optional()
      .describe('What may not be passed.'),
  });
}

export type PipelineDocument = z.output<ReturnType<typeof pipelineSchema>>;
