// An environment and its pins: which release of each town runs there, and with what parameters and gates.
import { z } from 'zod';
import { kingdomOverrides } from './base.ts';
import { mapOf, mapping, patterned } from './dialect.ts';
import { ENVIRONMENT_NAME, NAME, PARAMETER_NAME, TIME, VERSION } from './names.ts';
import { waiveField } from './shop.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = () => mapOf(PARAMETER_NAME, scalar);

function historyField() {
  return z
    .array(
      mapping('a history entry', {
        version: patterned(VERSION).describe('What ran.'),
        since: patterned(TIME).optional().describe('From when.'),
        until: patterned(TIME).optional().describe('Until when.'),
      }),
    )
    .optional()
    .describe('The last five versions that ran here.');
}

const barredField = () =>
  z.array(patterned(VERSION)).optional().describe('Versions that were rolled back from here.');

function exceptionsField() {
  return z
    .array(
      mapping('an exception', {
        rule: z.string().min(1).describe('`expedite` for soak and windows, or the code of a hazard.'),
        version: patterned(VERSION).describe('The version that it was made for.'),
        reason: z.string().min(1).describe('Why.'),
        owner: z.string().min(1).optional().describe('Who says so.'),
        date: patterned(TIME).describe('When.'),
      }),
    )
    .optional()
    .describe('Rules that were set aside for a promotion; written by promote.');
}

/** environment.yaml: only what differs here. */
export function environmentSchema() {
  return mapping('an environment', {
    environment: patterned(ENVIRONMENT_NAME).describe('Its name: its path below environments/.'),
    description: z.string().optional().describe('What it is for.'),
    base: mapping('a base pin', {
      version: patterned(VERSION).describe('The release of the base that it runs.'),
      since: patterned(TIME).optional().describe('From when.'),
      history: historyField(),
      barred: barredField(),
      exceptions: exceptionsField(),
    }).describe('Which release of the base it runs.'),
    suffix: z
      .union([z.literal(''), patterned(NAME)])
      .optional()
      .describe('Put behind namespaces where environments share a cluster.'),
    parameters: values().optional().describe('What pipeline.yaml declares and towns use.'),
    kingdoms: kingdomOverrides().optional().describe('Members and quotas that differ here.'),
  });
}

/** pins/<town>.yaml. */
export function pinSchema() {
  return mapping('a pin', {
    town: patterned(NAME).describe("The town: the file's name."),
    version: patterned(VERSION).describe('The release that runs here, or `current` in the first stage.'),
    since: patterned(TIME).optional().describe('From when: soak is counted from it.'),
    parameters: values().optional().describe("Overrides the town's and the environment's parameters."),
    gates: mapOf(NAME, z.boolean()).optional().describe('Gates that are on or off here.'),
    history: historyField(),
    barred: barredField(),
    together: z
      .array(patterned(NAME))
      .optional()
      .describe('Towns that were promoted with it as one set; written by promote.'),
    exceptions: exceptionsField(),
    retired: mapping('a retirement', {
      reason: z.string().min(1).describe('Why the town goes.'),
      owner: z.string().min(1).describe('Who says so.'),
    })
      .optional()
      .describe('Lets the reconciler delete the town once the pin is removed.'),
    waive: waiveField(),
  });
}

export type EnvironmentDocument = z.output<ReturnType<typeof environmentSchema>>;
export type PinDocument = z.output<ReturnType<typeof pinSchema>>;
