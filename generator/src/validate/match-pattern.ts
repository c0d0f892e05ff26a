// Patterns of parameters come from pull requests, and a regular expression can run for years on forty characters. The
// plain ones run as they are; those that could repeat a repetition run under a limit that no honest pattern comes near.
import { createContext, runInContext } from 'node:vm';
import { isObject } from '../model/json.ts';

export const LONGEST_PATTERN = 256;
/** A text that a pattern is asked about is at most this long. */
export const LONGEST_VALUE = 256;
const MOST_REPETITIONS = 3;
const LIMIT_MS = 250;
/** From here on no pattern of the kind is asked any more, so that a thousand of them end as soon as one does. */
const MOST_SLOW = 8;

const compiled = new Map<string, RegExp | undefined>();
const slow = new Set<string>();

/** Whether a text matches as a whole; a pattern that gives no answer in time matches nothing, now and later. */
export function matchesPattern(pattern: string, value: string): boolean {
  const regex = compile(pattern);
  if (!regex || value.length > LONGEST_VALUE) return false;
  if (isPlain(pattern)) return regex.test(value);
  return !isSlow(pattern) && testWithLimit(regex, { pattern, value });
}

/** Whether a pattern took too long on some text. */
export function isSlow(pattern: string): boolean {
  return slow.has(pattern) || (slow.size >= MOST_SLOW && !isPlain(pattern));
}

/** Why a text is no pattern, or nothing when it is one. */
export function whyPatternRefused(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `the pattern is longer than ${LONGEST_PATTERN} characters`;
  return compile(pattern) ? undefined : `the pattern is not a regular expression`;
}

function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, tryCompile(pattern));
  return compiled.get(pattern);
}

function tryCompile(pattern: string): RegExp | undefined {
  try {
    // First alone: `a)|(b` would only be valid inside the group that anchors it.
    new RegExp(pattern, 'u');
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

/** No group is repeated without end, nothing is looked up again, and few things repeat: the cost is then small. */
function isPlain(pattern: string): boolean {
  const bare = pattern.replace(/\\[^1-9k]/g, '_').replace(/\[[^\]]*\]/g, '_');
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}|\{\d{3,}\}/g) ?? [];
  return !/\)([*+{])|\\|\(\?/.test(bare) && repetitions.length <= MOST_REPETITIONS;
}

function testWithLimit(regex: RegExp, { pattern, value }: { pattern: string; value: string }): boolean {
  try {
    return runInContext('regex.test(value)', createContext({ regex, value }), { timeout: LIMIT_MS }) === true;
  } catch (error) {
    // Not an instance of this realm's Error: the limit is thrown inside the context.
    if (!isObject(error) || error['code'] !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    slow.add(pattern);
    return false;
  }
}
