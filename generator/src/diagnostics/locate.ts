// From the place of a fault to a line and a column. In: a place and the texts of the files; out: where it stands.
// A path without a node marks its nearest ancestor; files are parsed again here, for only few faults are printed.
import { isCollection, isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml';
import type { Place, YamlPath } from './fault.ts';
import { indexLines, type LineIndex } from './locate-lines.ts';

export interface Location {
  /** From 1. */
  readonly line: number;
  /** From 1, in code points. */
  readonly column: number;
  /** Code points to mark, at least 1; what goes on over several lines is marked on its first. */
  readonly length: number;
  readonly lineText: string;
}

export type Locate = (place: Place) => Location | undefined;

/** Offset and length in UTF-16 units. */
interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Finds places in texts; each file is parsed at most once. */
export function createLocator(texts: ReadonlyMap<string, string>): Locate {
  const lines = new Map<string, LineIndex>();
  const roots = new Map<string, unknown>();
  return (place) => {
    const text = texts.get(place.file);
    if (text === undefined || (place.path === undefined && place.offset === undefined)) return undefined;
    const index = lines.get(place.file) ?? indexLines(text);
    lines.set(place.file, index);
    if (place.offset !== undefined)
      return describeSpan(index, { offset: place.offset, length: place.length ?? 1 });
    if (!roots.has(place.file)) roots.set(place.file, parseRoot(text));
    return describeSpan(index, findSpan(roots.get(place.file), place.path ?? [], place.part ?? 'value'));
  };
}

/** Where a place stands; undefined for a file as a whole, or one whose text is not known. */
export function locate(place: Place, texts: ReadonlyMap<string, string>): Location | undefined {
  return createLocator(texts)(place);
}

/** The text of the scalar at a path as its file spells it: `1.10`, where the parsed value is 1.1. */
export function sourceText(text: string, path: YamlPath): string | undefined {
  const { node, rest } = descend(parseRoot(text), path);
  return rest === 0 && isScalar(node) ? (node.source ?? undefined) : undefined;
}

/** Scalars stay text, and errors are none of our business: `load` has reported them. */
function parseRoot(text: string): unknown {
  return parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'silent',
  }).contents;
}

interface Descent {
  readonly node: unknown;
  /** The pair of the deepest mapping on the way. */
  readonly pair: Pair | undefined;
  /** How many steps of the path had no node. */
  readonly rest: number;
  /** Whether the last step that was taken was a key. */
  readonly keyed: boolean;
}

function descend(root: unknown, path: YamlPath): Descent {
  let descent: Descent = { node: root, pair: undefined, rest: path.length, keyed: false };
  for (const step of path) {
    const { node, rest } = descent;
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      descent = { node: pair.value, pair, rest: rest - 1, keyed: true };
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      descent = { node: node.items[step], pair: descent.pair, rest: rest - 1, keyed: false };
    } else break;
  }
  return descent;
}

function findSpan(root: unknown, path: YamlPath, part: 'key' | 'value'): Span {
  const { node, pair, rest, keyed } = descend(root, path);
  const whole =
    rest === 0 && part === 'value' && (isScalar(node) || (isCollection(node) && node.flow === true));
  const value = whole || !keyed ? spanOfValue(node) : undefined;
  return value ?? spanOfNode(pair?.key) ?? spanOfNode(root) ?? { offset: 0, length: 1 };
}

/** A scalar or flow collection as it is; of a block its first key or entry, for the whole would be a page. */
function spanOfValue(node: unknown): Span | undefined {
  if (isMap(node) && node.flow !== true) return spanOfNode(node.items[0]?.key) ?? spanOfNode(node);
  return spanOfNode(node);
}

/** Nothing for a node that has no text, such as the value of `key:`. */
function spanOfNode(node: unknown): Span | undefined {
  if (!isScalar(node) && !isCollection(node)) return undefined;
  const [start, end] = node.range ?? [0, 0];
  return end > start ? { offset: start, length: end - start } : undefined;
}

function describeSpan(index: LineIndex, { offset, length }: Span): Location {
  const line = index.lineAt(offset);
  const lineText = index.textOf(line);
  const before = offset - index.startOf(line);
  const marked = lineText.slice(before, before + length).trimEnd();
  return {
    line,
    column: countPoints(lineText.slice(0, before)) + 1,
    length: Math.max(1, countPoints(marked)),
    lineText,
  };
}

function countPoints(text: string): number {
  return Array.from(text).length;
}
