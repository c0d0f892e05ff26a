// What an unquoted YAML scalar means. In: its text; out: a value that every YAML reader agrees on, or why there is
// none. YAML 1.1 readers (kubectl, PyYAML) and YAML 1.2 readers disagree about much; what they disagree about is refused.

export type PlainScalar =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'empty' }
  /** `reads` says what other readers make of it: "a boolean". */
  | { readonly kind: 'ambiguous'; readonly reads: string }
  | { readonly kind: 'too-large' };

const EMPTY: PlainScalar = { kind: 'empty' };
const TOO_LARGE: PlainScalar = { kind: 'too-large' };

/** First letters of the words with a meaning and first characters of numbers; all else is a string. */
const SPECIAL_START = /^[-+.0-9~=<yYnNtTfFoO]/;
const NULL_WORD = /^(?:null|Null|NULL|~)$/;
const TRUE_WORD = /^(?:true|True|TRUE)$/;
const FALSE_WORD = /^(?:false|False|FALSE)$/;
const BOOLEAN_1_1 = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
const INTEGER = /^[-+]?(?:0|[1-9][0-9]*)$/;
const FRACTION = /^[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/;

/** Texts that one reader or another does not take as a string, with what it takes them for. */
const AMBIGUOUS: readonly (readonly [RegExp, string])[] = [
  [BOOLEAN_1_1, 'a boolean'],
  [/^[-+]?0[0-9_]+$/, 'an octal number'],
  [/^[-+]?0o[0-7_]*$/i, 'an octal number'],
  [/^[-+]?0x[0-9a-f_]*$/i, 'a hexadecimal number'],
  [/^[-+]?0b[01_]*$/i, 'a binary number'],
  [/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/, 'a number to the base of 60'],
  [/^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?$/, 'a date'],
  [/^[-+]?\.(?:inf|nan)$/i, 'a number that is none'],
  [/^[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]*)?$/i, 'a number'],
  [/^(?:=|<<)$/, 'a special key'],
];

/** Reads an unquoted scalar. A full RFC 3339 date-time with an offset is a string, for nobody mistakes it. */
export function readPlainScalar(source: string): PlainScalar {
  if (source === '') return EMPTY;
  if (!SPECIAL_START.test(source)) return { kind: 'value', value: source };
  if (NULL_WORD.test(source)) return EMPTY;
  if (TRUE_WORD.test(source)) return { kind: 'value', value: true };
  if (FALSE_WORD.test(source)) return { kind: 'value', value: false };
  if (INTEGER.test(source)) return readInteger(source);
  if (FRACTION.test(source)) return { kind: 'value', value: Number(source) };
  if (DATE_TIME.test(source)) return { kind: 'value', value: source };
  if (/[a-z]{4}/i.test(source)) return { kind: 'value', value: source };
  const reading = AMBIGUOUS.find(([pattern]) => pattern.test(source) && /[a-z0-9=<]/i.test(source));
  return reading ? { kind: 'ambiguous', reads: reading[1] } : { kind: 'value', value: source };
}

function readInteger(source: string): PlainScalar {
  const value = Number(source);
  if (!Number.isSafeInteger(value)) return TOO_LARGE;
  return { kind: 'value', value: value === 0 ? 0 : value };
}
