// One walk over a parsed YAML document that checks every node and builds the plain value at the same time.
// Invariant: where no problem was added, the value is what every YAML reader would read.
import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json, JsonObject } from '../model/json.ts';
import { readPlainScalar } from './plain-scalar.ts';
import { readKey } from './read-key.ts';
import {
  type Reading,
  refuse,
  refuseDepth,
  refuseDuplicate,
  refuseEscapes,
  refuseLength,
  refuseProperties,
  shorten,
  YAML_LIMITS,
} from './refuse.ts';

/** Reads a mapping at nesting level `depth` (the document is level 1). */
export function readMapping(reading: Reading, map: YAMLMap, depth: number): JsonObject {
  const value: JsonObject = {};
  refuseProperties(reading, map);
  if (refuseDepth(reading, map, depth)) return value;
  for (const pair of map.items) {
    const key = readKey(reading, pair.key, map);
    const child = readValue(reading, pair, { key, depth: depth + 1 });
    if (key === undefined) continue;
    if (Object.hasOwn(value, key)) refuseDuplicate(reading, map, pair);
    value[key] = child;
  }
  return value;
}

function readValue(
  reading: Reading,
  pair: Pair,
  { key, depth }: { key: string | undefined; depth: number },
): Json {
  const { value } = pair;
  if (value === null || (isScalar(value) && isEmpty(value))) {
    if (isScalar(value) && refuseProperties(reading, value)) return null;
    if (key !== undefined) {
      refuse(reading, pair.key, {
        code: 'yaml-empty',
        message: `"${shorten(key)}" has no value`,
        hint: 'write a value, or remove the line',
      });
    }
    return null;
  }
  return readNode(reading, value, depth);
}

function readList(reading: Reading, list: YAMLSeq, depth: number): Json[] {
  const value: Json[] = [];
  refuseProperties(reading, list);
  if (refuseDepth(reading, list, depth)) return value;
  const count = list.items.length;
  if (count > YAML_LIMITS.listLength) {
    refuse(reading, list, {
      code: 'yaml-too-long',
      message: `found a list of ${count} entries; the limit is ${YAML_LIMITS.listLength}`,
      hint: 'split it',
    });
    return value;
  }
  for (const item of list.items) {
    if (isScalar(item) && isEmpty(item)) {
      if (!refuseProperties(reading, item)) {
        refuse(reading, item, {
          code: 'yaml-empty',
          message: 'found an entry of a list without a value',
          hint: 'write a value, or remove the entry',
        });
      }
    } else value.push(readNode(reading, item, depth + 1));
  }
  return value;
}

function readNode(reading: Reading, node: unknown, depth: number): Json {
  if (isScalar(node)) return readScalar(reading, node);
  if (isMap(node)) return readMapping(reading, node, depth);
  if (isSeq(node)) return readList(reading, node, depth);
  if (isAlias(node))
    refuse(reading, node, {
      code: 'yaml-alias',
      message: `found the alias "*${shorten(node.source)}"; files have none`,
      hint: 'write the value out',
    });
  return null;
}

function readScalar(reading: Reading, node: Scalar): Json {
  if (refuseProperties(reading, node)) return null;
  const text = String(node.value);
  if (node.type === 'PLAIN') return readPlain(reading, node, text);
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  if (!block) refuseLength(reading, node, text);
  if (reading.escapes && node.type === 'QUOTE_DOUBLE') refuseEscapes(reading, node, text);
  return text;
}

function readPlain(reading: Reading, node: Scalar, text: string): Json {
  const scalar = readPlainScalar(text);
  switch (scalar.kind) {
    case 'value':
      refuseLength(reading, node, text);
      return scalar.value;
    case 'ambiguous':
      refuse(reading, node, {
        code: 'yaml-ambiguous',
        message: `"${shorten(text)}" is read as ${scalar.reads} by some YAML readers`,
        hint: `quote this value: "${shorten(text)}"`,
      });
      return null;
    case 'too-large':
      refuse(reading, node, {
        code: 'yaml-number',
        message: `"${shorten(text)}" is beyond the whole numbers that are kept exactly`,
        hint: 'quote this value',
      });
      return null;
    default:
      return null;
  }
}

function isEmpty(node: Scalar): boolean {
  return node.type === 'PLAIN' && readPlainScalar(String(node.value)).kind === 'empty';
}
