// What the trees cannot show: partners that never met, and settings that no release carries.
import type { Hazard } from '../change.ts';
import type { HazardCode } from './codes.ts';
import type { HazardRule } from './rule.ts';

export const untestedPair: HazardRule = ({ context }) =>
  context.untestedPairs.map(({ environment, town, version, base }) =>
    withoutObject('untested-pair', {
      environment,
      town,
      cause: undefined,
      refuses: true,
      message: `${town} ${version} and base ${base} meet, and no earlier stage ran them together`,
      safeWay: 'promote the pair through the earlier stages first',
    }),
  );

export const unreleased: HazardRule = ({ context }) =>
  context.unreleased.map(({ environment, town, what, cause }) =>
    withoutObject('unreleased', {
      environment,
      town,
      cause,
      refuses: false,
      message: `${what} changes without a release`,
      safeWay: 'try it in an earlier stage first',
    }),
  );

function withoutObject(
  code: HazardCode,
  words: Pick<Hazard, 'environment' | 'town' | 'cause' | 'refuses' | 'message' | 'safeWay'>,
): Hazard {
  const { environment, town } = words;
  const object = town === undefined ? `environment ${environment}` : `town ${town}`;
  return { code, ...words, dataLoss: false, shop: undefined, object };
}
