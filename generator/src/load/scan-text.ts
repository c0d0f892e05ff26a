// What can be told from the text of a YAML file before it is parsed: merge conflicts, directives, hidden characters.
import { findHidden, HIDDEN_CHARACTER, nameCodePoint } from '../diagnostics/frame-escape.ts';
import type { Problem } from './problem.ts';

const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|$)/gm;
const DIRECTIVE = /^%.*$/gm;

/** Merge conflict markers; with one in it, the text is not worth parsing. */
export function findConflicts(text: string): Problem[] {
  return Array.from(text.matchAll(CONFLICT), ({ index, 0: marker }) => ({
    code: 'merge-conflict',
    message: `found the merge conflict marker "${marker}"`,
    offset: index,
    length: marker.length,
    hint: 'settle the conflict and remove the markers',
  }));
}

/** Lines that begin with %: directives such as %YAML; anything else there is no YAML either. */
export function findDirectives(text: string): Problem[] {
  return Array.from(text.matchAll(DIRECTIVE), ({ index, 0: line }) => ({
    code: 'yaml-directive',
    message: `found the directive "${line.split(/\s/, 1)[0]}"; files are YAML 1.2 without directives`,
    offset: index,
    length: line.length,
    hint: 'remove the line',
  }));
}

/** The first carriage return (those before a line feed are gone already): a file of CR line ends is one line to YAML. */
export function findCarriageReturn(text: string): Problem[] {
  const offset = text.indexOf('\r');
  if (offset < 0) return [];
  const message = 'found the character U+000D (carriage return) without a line feed';
  return [{ code: 'hidden-character', message, offset, length: 1, hint: 'end lines with a line feed' }];
}

/** Characters that do not show, each by its code point. */
export function findHiddenCharacters(text: string): Problem[] {
  if (!HIDDEN_CHARACTER.test(text)) return [];
  return findHidden(text).map(({ offset, character }) => ({
    code: 'hidden-character',
    message: `found the character ${nameCodePoint(character)}, which does not show`,
    offset,
    length: character.length,
    hint: 'remove the character',
  }));
}
