// What the trees cannot show: partners that never met, and settings that no release carries.
import type { Hazard } from '../change.ts';
import type { HazardCode } from './codes.ts';
import type { HazardRule } from './rule.ts';

export const untestedPair: HazardRule = ({ context }) =>
  context.untestedPairs.map(({ environment, town, version, base }) =>
    withoutObject('untested-pair', {
      environment,
      town,
      refuses: true,
      message: `${town} ${version} and base ${base} meet, and no earlier stage ran them together`,
      safeWay: 'promote the pair through the earlier stages first',
    }),
  );

export const unreleased: HazardRule = ({ context }) =>
  context.unreleased.map(({ environment, town, what }) =>
    withoutObject('unreleased', {
      environment,
      town,
      refuses: false,
      message: `${what} changes without a release`,
      safeWay: 'try it in an earlier stage first',
    }),
  );

function withoutObject(
  code: HazardCode,
  words: Pick<Hazard, 'environment' | 'town' | 'refuses' | 'message' | 'safeWay'>,
): Hazard {
  return { code, ...words, dataLoss: false, shop: undefined, object: `town ${words.town}`, cause: undefined };
}
