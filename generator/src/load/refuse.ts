// What the reader of a YAML tree refuses, and where it stands in the text.
import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { findHidden, HIDDEN_CHARACTER, nameCodePoint } from '../diagnostics/frame-escape.ts';
import type { Problem } from './problem.ts';

/** The limits of one file; see also the sizes in read-file.ts. */
export const YAML_LIMITS = { depth: 20, keyLength: 1024, valueLength: 4096, listLength: 1000 } as const;

/** A text and what was found wrong with it so far. */
export interface Reading {
  readonly text: string;
  /** Whether the text holds a backslash, so that values may hold characters that the text does not show. */
  readonly escapes: boolean;
  readonly problems: Problem[];
}

/** Adds a problem that stands at a node of the tree. */
export function refuse(
  reading: Reading,
  node: unknown,
  what: Pick<Problem, 'code' | 'message' | 'hint'>,
): void {
  reading.problems.push({ ...what, ...spanOf(node) });
}

/** Refuses a value that belongs into a file of its own. */
export function refuseLength(reading: Reading, node: Scalar, text: string): void {
  if (text.length <= YAML_LIMITS.valueLength) return;
  const message = `found a value of ${text.length} characters; the limit is ${YAML_LIMITS.valueLength}`;
  refuse(reading, node, {
    code: 'yaml-too-long',
    message,
    hint: 'write it as a block with "|", or put it under files/',
  });
}

/** Refuses a collection that is nested too deep; says whether it was. */
export function refuseDepth(reading: Reading, node: YAMLMap | YAMLSeq, depth: number): boolean {
  if (depth <= YAML_LIMITS.depth) return false;
  refuse(reading, node, {
    code: 'yaml-too-deep',
    message: `found more than ${YAML_LIMITS.depth} levels of nesting`,
    hint: 'make it flatter',
  });
  return true;
}

/** Refuses anchors and tags, which stand before the node they belong to; says whether there was one. */
export function refuseProperties(reading: Reading, node: Scalar | YAMLMap | YAMLSeq): boolean {
  const { anchor, tag } = node;
  if (anchor === undefined && tag === undefined) return false;
  const start = node.range?.[0] ?? 0;
  if (anchor !== undefined) {
    const offset = Math.max(0, reading.text.lastIndexOf(`&${anchor}`, start));
    reading.problems.push({
      code: 'yaml-alias',
      message: `found the anchor "&${shorten(anchor)}"; files have none`,
      offset,
      length: anchor.length + 1,
      hint: 'write the value out where it is used',
    });
  }
  if (tag !== undefined) {
    const offset = Math.max(0, findTag(reading.text, start));
    const length = /^![^\s,[\]{}]*/.exec(reading.text.slice(offset, offset + 200))?.[0].length ?? 1;
    const message = `found the tag "${shorten(reading.text.slice(offset, offset + length))}"; values have no tags here`;
    reading.problems.push({
      code: 'yaml-tag',
      message,
      offset,
      length,
      hint: 'remove the tag, or quote the value',
    });
  }
  return true;
}

/** The first "!" of the tag whose node begins at `start`. */
function findTag(text: string, start: number): number {
  const offset = text.lastIndexOf('!', start);
  return text.charAt(offset - 1) === '!' ? offset - 1 : offset;
}

/** Refuses escapes of characters that do not show; a carriage return may be escaped. */
export function refuseEscapes(reading: Reading, node: Scalar, text: string): void {
  if (!HIDDEN_CHARACTER.test(text)) return;
  const [start = 0, end = start] = node.range ?? [];
  if (HIDDEN_CHARACTER.test(reading.text.slice(start, end))) return;
  const hidden = findHidden(text).find(({ character }) => character !== '\r');
  if (!hidden) return;
  const message = `found an escape for the character ${nameCodePoint(hidden.character)}, which does not show`;
  refuse(reading, node, { code: 'hidden-character', message, hint: 'remove the escape' });
}

/** Refuses a key that stood in its mapping before. */
export function refuseDuplicate(reading: Reading, map: YAMLMap, pair: Pair): void {
  const name = isScalar(pair.key) ? String(pair.key.value) : '';
  const first = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
  const [start, end] = isScalar(first?.key) ? (first.key.range ?? [0, 1]) : [0, 1];
  reading.problems.push({
    code: 'yaml-duplicate-key',
    message: `the key "${shorten(name)}" stands twice in one mapping`,
    ...spanOf(pair.key),
    hint: 'keep one of them',
    other: { offset: start, length: end - start, label: 'first written here' },
  });
}

function spanOf(node: unknown): { offset: number; length: number } {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  const [start = 0, end = start] = range ?? [];
  return { offset: start, length: Math.max(1, end - start) };
}

/** The beginning of a text that may be of any length. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
