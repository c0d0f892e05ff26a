// The parser's errors in our own words. In: a document with errors; out: one problem per line that is wrong, in order.
import { type Document, isCollection, isScalar, visit, type YAMLParseError } from 'yaml';
import { indexLines } from '../diagnostics/locate-lines.ts';
import type { Problem } from './problem.ts';

type Explanation = Pick<Problem, 'message' | 'hint'> & { readonly code?: Problem['code'] };

/** Explains the errors of a parsed document. Of several on one line, the first is the cause. */
export function explainSyntaxErrors(text: string, document: Document.Parsed): Problem[] {
  const lines = indexLines(text);
  const seen = new Set<number>();
  const problems: Problem[] = [];
  const unclosed = document.errors.some(isUnclosed) ? findUnclosed(text, document) : undefined;
  for (const error of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const at = isUnclosed(error) && unclosed ? unclosed.offset : error.pos[0];
    const line = lines.lineAt(at);
    if (seen.has(line)) continue;
    seen.add(line);
    problems.push(explain(text, error, { offset: at, unclosed: unclosed?.mark }));
  }
  return problems;
}

function explain(
  text: string,
  error: YAMLParseError,
  { offset, unclosed }: { offset: number; unclosed: string | undefined },
): Problem {
  const length = offset === error.pos[0] ? Math.max(1, error.pos[1] - offset) : 1;
  const tab = tabOfIndentation(text, error.pos[0]);
  if (tab !== undefined && (error.code === 'TAB_AS_INDENT' || error.code === 'BAD_INDENT')) {
    return { ...TAB, offset: tab, length: 1 };
  }
  if (isUnclosed(error) && unclosed !== undefined) {
    const closing = CLOSING[unclosed];
    const message = closing
      ? `the "${unclosed}" that opens here is never closed`
      : 'the quote that opens here is never closed';
    return { code: 'yaml-syntax', message, hint: `close it with ${closing ?? unclosed}`, offset, length };
  }
  const { code = 'yaml-syntax', message, hint } = explainCode(text, error);
  const blanks =
    error.code === 'BAD_INDENT' ? (/^ */.exec(text.slice(offset, offset + 200))?.[0].length ?? 0) : 0;
  return { code, message, offset: offset + blanks, length, ...(hint !== undefined && { hint }) };
}

const TAB: Explanation & { code: Problem['code'] } = {
  code: 'tab-indentation',
  message: 'found a tab in the indentation, where only spaces may stand',
  hint: 'indent with two spaces',
};

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

function explainCode(text: string, error: YAMLParseError): Explanation {
  const found = text.slice(error.pos[0], Math.min(error.pos[1], error.pos[0] + 40)).split('\n', 1)[0] ?? '';
  switch (error.code) {
    case 'RESOURCE_EXHAUSTION':
      return {
        code: 'yaml-too-deep',
        message: 'found far more than 20 levels of nesting',
        hint: 'make it flatter',
      };
    case 'MULTIPLE_DOCS':
      return {
        code: 'yaml-documents',
        message: 'found a second document; a file holds one',
        hint: 'move it to a file of its own',
      };
    case 'TAB_AS_INDENT':
      return TAB;
    case 'BAD_SCALAR_START':
      return {
        message: `found a value that begins with "${found.slice(0, 1)}", which YAML reserves`,
        hint: 'quote this value',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: `found an escape that YAML does not know in a double-quoted value`,
        hint: 'write \\\\ for a backslash, or use single quotes',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: 'found a mapping where the line already has a value',
        hint: 'quote a value that holds ": ", or mend the indentation',
      };
    case 'BAD_INDENT':
      return {
        message: 'found an indentation that fits no line above',
        hint: 'align it with the entries it belongs to',
      };
    case 'KEY_OVER_1024_CHARS':
      return {
        code: 'yaml-too-long',
        message: 'found a key of more than 1024 characters',
        hint: 'shorten it',
      };
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return {
        code: 'yaml-tag',
        message: 'found a tag; values have no tags here',
        hint: 'remove the tag, or quote the value',
      };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return {
        code: 'yaml-alias',
        message: 'found an anchor or alias; files have none',
        hint: 'write the value out',
      };
    case 'MISSING_CHAR':
      return explainMissing(error);
    default:
      return {
        message:
          found.trim() === ''
            ? 'found something that is not YAML'
            : `found "${found}" where YAML allows nothing of the kind`,
      };
  }
}

function explainMissing(error: YAMLParseError): Explanation {
  if (error.message.startsWith('Implicit map keys')) {
    return { message: 'found a key without ":" and a value', hint: 'write "key: value"' };
  }
  if (error.message.startsWith('Sequence item')) {
    return { message: 'found an entry of a list without "-"', hint: 'begin it with "- "' };
  }
  if (error.message.startsWith('Comments')) {
    return {
      message: 'found a comment without a space before "#"',
      hint: 'put a space before "#", or quote the value',
    };
  }
  return {
    message: 'found two entries with nothing between them',
    hint: 'put a comma between them, and a space behind ":"',
  };
}

/** The library says `Missing closing "quote` or `Flow map … end with a }`. */
function isUnclosed({ code, message }: YAMLParseError): boolean {
  return (
    (code === 'MISSING_CHAR' || code === 'BAD_INDENT') &&
    /^(?:Missing closing|Flow (?:map|sequence) )/.test(message)
  );
}

/** The quote or bracket whose end is missing; the parser complains at the end of the file, people look at its start. */
function findUnclosed(text: string, document: Document.Parsed): { offset: number; mark: string } | undefined {
  if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return undefined;
  let found: { offset: number; mark: string } | undefined;
  visit(document, (_key, node) => {
    if (!isScalar(node) && !isCollection(node)) return undefined;
    const [start = 0, end = 0] = node.range ?? [];
    const mark = text.charAt(start);
    const closed = end - start > 1 && text.charAt(end - 1) === (CLOSING[mark] ?? mark);
    if (!/["'[{]/.test(mark) || closed) return undefined;
    found = { offset: start, mark };
    return visit.BREAK;
  });
  return found;
}

/** The offset of a tab in the white space that begins the line of `offset`. */
function tabOfIndentation(text: string, offset: number): number | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  const tab = indentation.indexOf('\t');
  return tab < 0 ? undefined : start + tab;
}
