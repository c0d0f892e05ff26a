// Values in Kubernetes' own form that the vocabulary does not read: one that its field does not take, in the words of the vocabulary.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { describeValue, listOr } from '../validate/describe-value.ts';
import type { TextRule } from '../validate/vocabulary/dialect.ts';
import type { ShopQuestion } from './check-shop.ts';

/** The fault of a text that breaks its rule; a value of another type is a fault of the schema. */
export function expectText(value: unknown, { pattern, expected }: TextRule, { path, question }: At): Fault[] {
  if (typeof value !== 'string' || pattern.test(value)) return [];
  return [fault('bad-value', `found ${describeValue(value)}, expected ${expected}`, question.placeOf(path))];
}

/** The fault of a number below the least or above the most; a value of another type is a fault of the schema. */
export function expectNumber(
  value: unknown,
  [least, most]: readonly [least: number, most: number],
  { path, question }: At,
): Fault[] {
  if (typeof value !== 'number' || (value >= least && value <= most)) return [];
  const message = `found ${value}, expected a whole number from ${least} to ${most}`;
  return [fault('out-of-range', message, question.placeOf(path))];
}

export interface At {
  readonly path: YamlPath;
  readonly question: ShopQuestion;
}

/** The words that a field may hold, as a rule. */
export function oneOf(words: readonly string[]): TextRule {
  return { pattern: new RegExp(`^(${words.join('|')})$`), expected: listOr(words) };
}
