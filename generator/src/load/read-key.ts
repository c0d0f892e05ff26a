// Keys of YAML mappings: words that mean the same to every reader.
import { isAlias, isMap, isScalar, type Scalar, type YAMLMap } from 'yaml';
import { readPlainScalar } from './plain-scalar.ts';
import { type Reading, refuse, refuseEscapes, refuseProperties, shorten, YAML_LIMITS } from './refuse.ts';

/** Keys that would reach the prototype of an object somewhere down the line. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A key is a word; a whole number counts as one, anything else that is no string must be quoted. */
export function readKey(reading: Reading, key: unknown, map: YAMLMap): string | undefined {
  if (!isScalar(key)) {
    if (isUnquotedTemplate(reading, key)) {
      const message = 'found a template that is not quoted, which YAML takes for a mapping';
      refuse(reading, map, { code: 'yaml-syntax', message, hint: 'quote this value: "{{ … }}"' });
      return undefined;
    }
    const what = isAlias(key) ? 'an alias' : 'a list or mapping';
    refuse(reading, key ?? map, {
      code: isAlias(key) ? 'yaml-alias' : 'yaml-syntax',
      message: `found ${what} where a key stands`,
      hint: 'write a word',
    });
    return undefined;
  }
  if (refuseProperties(reading, key)) return undefined;
  const text = String(key.value);
  if (PROTOTYPE_KEYS.has(text)) {
    refuse(reading, key, {
      code: 'yaml-forbidden-key',
      message: `"${text}" may not be a key`,
      hint: 'choose another name',
    });
    return undefined;
  }
  if (key.type === 'PLAIN') return readPlainKey(reading, key, text);
  if (reading.escapes && key.type === 'QUOTE_DOUBLE') refuseEscapes(reading, key, text);
  return refuseKeyLength(reading, key, text);
}

/** `image: {{ parameters.image }}` is a mapping in a mapping to YAML. */
function isUnquotedTemplate({ text }: Reading, key: unknown): boolean {
  const start = isMap(key) ? key.range?.[0] : undefined;
  return start !== undefined && text.slice(start - 1, start + 1) === '{{';
}

function readPlainKey(reading: Reading, key: Scalar, text: string): string | undefined {
  if (text === '<<') {
    refuse(reading, key, {
      code: 'yaml-merge-key',
      message: 'found a merge key "<<"; mappings are not merged here',
      hint: 'write the entries out',
    });
    return undefined;
  }
  if (text === '') {
    refuse(reading, key, {
      code: 'yaml-syntax',
      message: 'found a value without a key',
      hint: 'write "key: value"',
    });
    return undefined;
  }
  const scalar = readPlainScalar(text);
  const word = scalar.kind === 'value' && (typeof scalar.value === 'string' || String(scalar.value) === text);
  if (!word || typeof (scalar.kind === 'value' && scalar.value) === 'boolean') {
    const reads = scalar.kind === 'ambiguous' ? scalar.reads : 'something else than a text';
    refuse(reading, key, {
      code: 'yaml-ambiguous',
      message: `the key "${shorten(text)}" is read as ${reads} by some YAML readers`,
      hint: `quote this key: "${shorten(text)}"`,
    });
    return undefined;
  }
  return refuseKeyLength(reading, key, text);
}

function refuseKeyLength(reading: Reading, key: Scalar, text: string): string | undefined {
  if (text.length <= YAML_LIMITS.keyLength) return text;
  refuse(reading, key, {
    code: 'yaml-too-long',
    message: `found a key of ${text.length} characters; the limit is ${YAML_LIMITS.keyLength}`,
    hint: 'shorten it',
  });
  return undefined;
}
