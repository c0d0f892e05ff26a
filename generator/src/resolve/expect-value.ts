// Values in Kubernetes' own form that the vocabulary does not read: one that its field does not take, in the words of the vocabulary.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { describeValue, listOr, quote } from '../validate/describe-value.ts';
import type { TextRule } from '../validate/vocabulary/dialect.ts';
import type { ShopQuestion } from './check-shop.ts';

/** The fault of a text that breaks its rule; a value of another type is a fault of the schema. */
export function expectText(value: unknown, { pattern, expected }: TextRule, { path, question }: At): Fault[] {
  if (typeof value !== 'string' || pattern.test(value)) return [];
  return [fault('bad-value', `found ${describeValue(value)}, expected ${expected}`, question.placeOf(path))];
}

/** The fault of a text that is none of the words of its field; a value of another type is a fault of the schema. */
export function expectWord(value: unknown, words: readonly string[], { path, question }: At): Fault[] {
  if (typeof value !== 'string' || words.includes(value)) return [];
  const message = `found ${describeValue(value)}, expected ${listOr(words.map(quote))}`;
  const hint = suggestHint(value, words);
  return [fault('bad-value', message, question.placeOf(path), { hint })];
}

/** The greatest number that most of the API's fields hold. */
const INT32 = 2 ** 31 - 1;

/** The fault of a number below the least or above the most; a value of another type is a fault of the schema. */
export function expectNumber(
  value: unknown,
  { least, most = INT32 }: { readonly least: number; readonly most?: number },
  { path, question }: At,
): Fault[] {
  if (typeof value !== 'number' || (value >= least && value <= most)) return [];
  const above = most === INT32 ? `of at least ${least}` : `from ${least} to ${most}`;
  const range = value > INT32 ? `of at most ${most}` : above;
  return [fault('out-of-range', `found ${value}, expected a whole number ${range}`, question.placeOf(path))];
}

export interface At {
  readonly path: YamlPath;
  readonly question: ShopQuestion;
}
