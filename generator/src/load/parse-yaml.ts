// Strict YAML. In: the text of a file; out: its mapping as plain data, or every fault of it at once.
// A value is only there when there is no fault: what YAML readers read differently never gets through.
import { isMap, parseDocument } from 'yaml';
import type { Fault } from '../diagnostics/fault.ts';
import type { JsonObject } from '../model/json.ts';
import { explainSyntaxErrors } from './explain-syntax.ts';
import { type Problem, problemOfFile } from './problem.ts';
import { readMapping } from './read-node.ts';
import { findCarriageReturn, findConflicts, findDirectives, findHiddenCharacters } from './scan-text.ts';

export interface ParsedYaml {
  readonly value: JsonObject | undefined;
  readonly faults: Fault[];
}

interface ParsedText {
  readonly value: JsonObject | undefined;
  readonly problems: readonly Problem[];
}

/** Parses the texts of one run; equal texts (a release that equals `current`) are parsed once and share their value. */
export class YamlParser {
  readonly #known = new Map<string, ParsedText>();

  /** `text` has no byte order mark and ends its lines with LF. */
  parse(file: string, text: string): ParsedYaml {
    let parsed = this.#known.get(text);
    if (!parsed) {
      parsed = parseText(text);
      this.#known.set(text, parsed);
    }
    return { value: parsed.value, faults: parsed.problems.map((problem) => problemOfFile(file, problem)) };
  }
}

/** Parses one file. */
export function parseYaml(file: string, text: string): ParsedYaml {
  const { value, problems } = parseText(text);
  return { value, faults: problems.map((problem) => problemOfFile(file, problem)) };
}

/**
 * The failsafe schema makes every scalar a string: `readMapping` alone decides what is a number. Duplicate keys are
 * found there, too, for the library's own search takes quadratic time.
 */
const OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  strict: true,
  uniqueKeys: false,
  merge: false,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'error',
} as const;

function parseText(text: string): ParsedText {
  const broken = [...findConflicts(text), ...findDirectives(text), ...findCarriageReturn(text)];
  if (broken.length > 0) return { value: undefined, problems: broken };
  const problems = findHiddenCharacters(text);
  const document = parseDocument(text, OPTIONS);
  const reading = { text, escapes: text.includes('\\'), problems };
  const root = document.contents;
  const syntax = document.errors.length > 0 ? explainSyntaxErrors(text, document) : [];
  if (isMap(root)) {
    const value = readMapping(reading, root, 1);
    if (problems.length === 0 && syntax.length === 0) return { value, problems };
  } else if (syntax.length === 0) problems.push(notAMapping(text));
  return { value: undefined, problems: syntax.length > 0 ? mergeSyntax(syntax, problems) : problems };
}

/** What stands before the first syntax error was read as it was meant; what comes after it, and empty values, perhaps not. */
function mergeSyntax(syntax: readonly Problem[], problems: readonly Problem[]): Problem[] {
  const first = Math.min(...syntax.map(({ offset }) => offset));
  const certain = problems.filter(
    ({ code, offset }) => code === 'hidden-character' || (offset < first && code !== 'yaml-empty'),
  );
  return [...certain, ...syntax];
}

function notAMapping(text: string): Problem {
  const offset = Math.max(0, text.search(/^[^\s#]/m));
  const line = text.slice(offset).split('\n', 1)[0] ?? '';
  const found = line === '' || line.startsWith('#') ? 'found nothing' : 'found something else';
  return {
    code: 'yaml-not-a-mapping',
    message: `expected a mapping (lines such as "key: value"), ${found}`,
    offset,
    length: Math.max(1, line.trimEnd().length),
  };
}
