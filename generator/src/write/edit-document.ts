// Changes single values of a YAML file that people write and keeps everything else as they wrote it: comments, order,
// spacing. In: the text and the changes; out: the new text. The text must be one that `load` accepted.
import { type Document, isCollection, isMap, isScalar, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Json } from '../model/json.ts';

/** One value and what it becomes; undefined takes the key away. */
export interface Edit {
  readonly path: YamlPath;
  readonly value: Json | undefined;
  /** Write a mapping on one line: `{ version: v1, … }`. Entries of a list stand on one line each. */
  readonly flow?: boolean;
}

const PRINT = { lineWidth: 0, flowCollectionPadding: true } as const;

/** The text after the edits; the same text when they change nothing. */
export function editDocument(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, { keepSourceTokens: false });
  let changed = false;
  for (const { path, value, flow = false } of edits) {
    const before = document.getIn(path, false);
    const plain: unknown = isCollection(before) ? before.toJSON() : before;
    if (JSON.stringify(plain) === JSON.stringify(value)) continue;
    changed = true;
    if (value === undefined) document.deleteIn(path);
    else setIn(document, path, value, flow);
  }
  return changed ? document.toString(PRINT) : text;
}

function setIn(document: Document, path: YamlPath, value: Json, flow: boolean): void {
  const before = document.getIn(path, true);
  if (isScalar(before) && (typeof value !== 'object' || value === null)) {
    before.value = value;
    delete before.source;
    return;
  }
  const node = document.createNode(value);
  if (node instanceof YAMLMap) node.flow = flow;
  if (node instanceof YAMLSeq) {
    for (const item of node.items) if (isMap(item)) item.flow = flow;
  }
  document.setIn(path, node);
}
