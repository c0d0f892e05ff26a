// Values as messages show them: short, on one line, with everything invisible escaped.

const LONGEST = 60;
// Control characters beyond those that JSON escapes, zero-width and bidirectional marks, line separators.
const INVISIBLE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g;

/** A text in quotes, cut at 60 characters. */
export function quote(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return JSON.stringify(short).replace(INVISIBLE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What was found, in words; `source` is how a scalar stands in the file, where that is known. */
export function describeValue(value: unknown, source?: string): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  return source ?? String(value);
}

/** `A`, `A or B`, `A, B or C`, each once. */
export function listOr(words: Iterable<string>): string {
  return joinWords([...new Set(words)], 'or');
}

/** `A`, `A and B`, `A, B and C`, each once. */
export function listAnd(words: Iterable<string>): string {
  return joinWords([...new Set(words)], 'and');
}

function joinWords(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
