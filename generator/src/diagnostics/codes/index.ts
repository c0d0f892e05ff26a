// Every fault code there is, by the step that finds it.
import { buildFaults } from './build.ts';
import { checkFaults } from './check.ts';
import { commandFaults } from './command.ts';
import { loadFaults } from './load.ts';
import { promotionFaults } from './promotion.ts';
import { reconcilerFaults } from './reconciler.ts';
import { resolveFaults } from './resolve.ts';
import { schemaFaults } from './schema.ts';
import { validateFaults } from './validate.ts';
import { writeFaults } from './write.ts';

export const faultPages = {
  ...loadFaults,
  ...validateFaults,
  ...resolveFaults,
  ...buildFaults,
  ...checkFaults,
  ...schemaFaults,
  ...reconcilerFaults,
  ...writeFaults,
  ...commandFaults,
  ...promotionFaults,
};

export type FaultCode = keyof typeof faultPages;
