// Changes single values of a YAML file that people write. In: the text and the changes; out: the new text, in which
// every other byte is as they wrote it. The text must be one that `load` accepted: one mapping, LF line ends.
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { YamlPath } from '../diagnostics/fault.ts';
import { quoteText } from '../emit/quote-text.ts';
import { isObject, type Json } from '../model/json.ts';

/** One value, by the keys that lead to it, and what it becomes; undefined takes the key away. */
export interface Edit {
  readonly path: readonly string[] & YamlPath;
  readonly value: Json | undefined;
}

/** The text after the edits, one after another; the same text when they change nothing. */
export function editDocument(text: string, edits: readonly Edit[]): string {
  return edits.reduce(editOne, text);
}

function editOne(text: string, { path, value }: Edit): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  let map: unknown = document.contents;
  for (const [index, key] of path.entries()) {
    if (!isMap(map)) return text;
    const pair = findPair(map, key);
    const rest = path.slice(index + 1);
    if (!pair) return value === undefined ? text : addPair(text, map, key, nest(rest, value));
    if (rest.length === 0)
      return value === undefined ? removePair(text, map, pair) : replaceValue(text, pair, value);
    map = pair.value;
  }
  return text;
}

function nest(keys: readonly string[], value: Json): Json {
  return keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
}

function findPair(map: YAMLMap, key: string): Pair<Node, Node> | undefined {
  // A document that load accepted has nodes for keys; a value may be missing, and then there is nothing to edit.
  return map.items.find((pair): pair is Pair<Node, Node> => isScalar(pair.key) && pair.key.value === key);
}

function replaceValue(text: string, pair: Pair<Node, Node>, value: Json): string {
  if (JSON.stringify(pair.value?.toJSON()) === JSON.stringify(value)) return text;
  const [, keyEnd] = rangeOf(pair.key);
  const [start, end] = pair.value ? rangeOf(pair.value) : [keyEnd + 1, keyEnd + 1];
  const isList = isBlockList(value);
  if (pair.value && isSeq(pair.value) && !pair.value.flow && isList) {
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    return splice(text, start, trimEnd(text, start, end), listItems(value, column).trimStart());
  }
  const from = text.indexOf(':', keyEnd) + 1;
  const written = isList
    ? `\n${listItems(value, indentOf(text, rangeOf(pair.key)[0]) + 2)}`
    : ` ${writeFlow(value)}`;
  return splice(text, from, trimEnd(text, from, end), written);
}

function addPair(text: string, map: YAMLMap, key: string, value: Json): string {
  const [start, end] = rangeOf(map);
  if (map.flow) {
    const close = text.lastIndexOf('}', end);
    const last = trimEnd(text, start, close);
    const comma = map.items.length > 0 && text[last - 1] !== ',' ? ',' : '';
    return splice(text, last, close, `${comma} ${key}: ${writeFlow(value)} `);
  }
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const written = isBlockList(value) ? `\n${listItems(value, column + 2)}` : ` ${writeFlow(value)}`;
  const at = endOfLine(text, trimEnd(text, start, end));
  return splice(text, at, at, `\n${' '.repeat(column)}${key}:${written}`);
}

function removePair(text: string, map: YAMLMap, pair: Pair<Node, Node>): string {
  const [start] = rangeOf(pair.key);
  const end = pair.value ? rangeOf(pair.value)[1] : rangeOf(pair.key)[1];
  if (!map.flow) {
    const line = text.lastIndexOf('\n', start) + 1;
    return splice(text, line, Math.min(text.length, endOfLine(text, trimEnd(text, start, end)) + 1), '');
  }
  const rest = text.slice(end).match(/^\s*,\s*/);
  if (rest) return splice(text, start, end + rest[0].length, '');
  const before = text.slice(0, start).match(/,?\s*$/)?.[0] ?? '';
  return splice(text, start - before.length, end, '');
}

function splice(text: string, start: number, end: number, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

function rangeOf(node: Node): [number, number] {
  const [start = 0, end = 0] = node.range ?? [];
  return [start, end];
}

/** Where a value ends without the white space that the parser counts to it. */
function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The end of the line, so that a remark behind a value stays with it. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function indentOf(text: string, at: number): number {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).search(/\S|$/);
}

/** Lists of mappings stand on a line for each entry; all else on the line of its key. */
function isBlockList(value: Json): value is Json[] {
  return Array.isArray(value) && value.some(isObject);
}

function listItems(items: readonly Json[], column: number): string {
  return items.map((item) => `${' '.repeat(column)}- ${writeFlow(item)}`).join('\n');
}

/** A value on one line: `{ version: v1, tags: [a, b] }`. */
function writeFlow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${key}: ${writeFlow(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' ? quoteInFlow(value) : String(value);
}

/** A time may stand as it is; what would end a flow value, or is no plain text, is quoted. */
function quoteInFlow(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) return text;
  const quoted = quoteText(text);
  return !quoted.startsWith('"') && /[[\]{},]/.test(text) ? JSON.stringify(text) : quoted;
}
