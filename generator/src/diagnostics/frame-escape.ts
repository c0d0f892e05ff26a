// Characters that a terminal, a reviewer or a browser would not show as they are, and how they are shown instead.

/**
 * Control characters (but tab and line feed), line and paragraph separators, zero-width and bidirectional marks,
 * noncharacters, lone surrogates and invisible tag characters.
 */
const HIDDEN = [
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufffe\\uffff]',
  '\\udb40[\\udc00-\\udc7f]',
  '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
  '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
].join('|');

/** Finds the first hidden character; has no state. */
export const HIDDEN_CHARACTER = new RegExp(HIDDEN);
const ALL_HIDDEN = new RegExp(HIDDEN, 'g');

/** Every hidden character of a text with its offset, in order. */
export function findHidden(text: string): { readonly offset: number; readonly character: string }[] {
  return Array.from(text.matchAll(ALL_HIDDEN), (match) => ({ offset: match.index, character: match[0] }));
}

/** `U+200B`. */
export function nameCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text that is safe to print: hidden characters as \u{…}; tabs and line feeds stay. */
export function escapeHidden(text: string): string {
  if (!HIDDEN_CHARACTER.test(text)) return text;
  return text.replace(ALL_HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for text that must stay on one line: tabs and line feeds are escaped, too. */
export function escapeLine(text: string): string {
  return escapeHidden(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
