// How one text is written so that YAML 1.1 readers (Kubernetes) and YAML 1.2 readers see the same text: plain where
// that is certain, double-quoted where it is not.

/** Texts of letters, digits and harmless marks that start with a letter (or `/`) and hold nothing that YAML could read. */
const SAFE = /^[A-Za-z/_][A-Za-z0-9_./-]*$/;
/** The same with `:` and spaces inside, as in images, URLs, quantities and sentences. */
const SAFE_SENTENCE = /^[A-Za-z/_](?:[A-Za-z0-9_./@+,;()-]|:(?! |$)| (?=[A-Za-z0-9_./@+(-]))*$/;
/** What starts with a digit and is no number to any reader: amounts with a unit, IPv4 addresses and ranges. */
const SAFE_AMOUNT = /^\d+(?:m|s|h|d|k|M|G|Ki|Mi|Gi|Ti|%)$|^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
/** What starts with a letter and is no text to some reader: YAML 1.1 lets a number begin with its exponent. */
const WORD = /^(?:y|yes|n|no|true|false|on|off|null|nan|inf|infinity|e\d+)$/i;

/** Control characters (but the line feed), blanks other than the space, and all that hides or turns text around. */
const HIDDEN =
  '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u00a0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\ufff0-\\uffff';
const ALL_HIDDEN = new RegExp(`[${HIDDEN}]`, 'g');
/** Also surrogates: what is outside the basic plane may be hidden, too. */
const UNSAFE_IN_BLOCK = new RegExp(`[${HIDDEN}\\ud800-\\udfff]| $`, 'm');

/** Writes a text as a YAML scalar on one line. */
export function quoteText(text: string): string {
  if (SAFE.test(text) || SAFE_SENTENCE.test(text)) return WORD.test(text) ? `"${text}"` : text;
  return SAFE_AMOUNT.test(text) ? text : escapeText(text);
}

/** JSON's double quotes are YAML's; the characters that JSON leaves and YAML readers dislike are escaped too. */
function escapeText(text: string): string {
  return JSON.stringify(text).replace(
    ALL_HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Whether a text of several lines may be written as a literal block: it starts with something to see, no line ends in
 * a space, and there is no character that a reader may drop, turn into a line feed or refuse.
 */
export function isSafeBlock(text: string): boolean {
  return (
    text.includes('\n') && !text.startsWith('\n') && !text.startsWith(' ') && !UNSAFE_IN_BLOCK.test(text)
  );
}
