// Whether a template keeps to what templates may do. Its nesting is measured on the text, for the parser itself gives
// way under deep nesting; the rest is read from the syntax tree, before anything of it runs.
import { BLOCKS, HELPERS } from './template-helpers.ts';

type Node = hbs.AST.Node;

const MOST_CHARACTERS = 65_536;
const MOST_EXPRESSIONS = 1_000;
const MOST_LEVELS = 32;
/** Inside these a bare name would be looked up in the entry, so names must say whose they are. */
const SCOPED = new Set(['each', 'with']);

/** What is too much about a template, or nothing when it may be parsed. */
export function measureTemplate(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return `this template has more than ${MOST_CHARACTERS} characters`;
  const blocks: number[] = [];
  let levels = 0;
  let expressions = 0;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', start + 2)) {
    const end = text.indexOf('}}', start);
    if (end < 0) break;
    const inside = text.slice(start + 2, end).replace(/^~?\s*/, '');
    if (isEscaped(text, start)) continue;
    expressions += 1;
    if (/^(#|\^.)/.test(inside)) levels += pushBlock(blocks);
    else if (/^else\s+\S/.test(inside)) levels += lengthenBlock(blocks);
    else if (inside.startsWith('/')) levels -= blocks.pop() ?? 0;
    if (levels > MOST_LEVELS) return `blocks nest deeper than ${MOST_LEVELS} levels`;
    if (parenthesesOf(inside) > MOST_LEVELS) return `helpers nest deeper than ${MOST_LEVELS} levels`;
    if (expressions > MOST_EXPRESSIONS) return `this template has more than ${MOST_EXPRESSIONS} expressions`;
    start = end;
  }
  return undefined;
}

/** One backslash takes the meaning from an opening; two stand for one, and the opening keeps its own. */
function isEscaped(text: string, start: number): boolean {
  return text[start - 1] === '\\' && text[start - 2] !== '\\';
}

function pushBlock(blocks: number[]): number {
  blocks.push(1);
  return 1;
}

/** `{{else if …}}` is a block inside the one before, and ends with it. */
function lengthenBlock(blocks: number[]): number {
  blocks.push((blocks.pop() ?? 0) + 1);
  return 1;
}

function parenthesesOf(text: string): number {
  let open = 0;
  let most = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

export interface CheckedTemplate {
  /** The names that it reads from the context, each once. */
  readonly names: readonly string[];
  /** The first thing that is not allowed. */
  readonly problem: string | undefined;
}

/** Reads the names and what is not allowed from a syntax tree. */
export function checkTree(tree: hbs.AST.Program): CheckedTemplate {
  const walk = new Walk();
  walk.visit(tree, false);
  return { names: [...walk.names], problem: walk.problem };
}

const NOT_ALLOWED: Readonly<Record<string, string>> = {
  PartialStatement: 'a partial ({{> …}})',
  PartialBlockStatement: 'a partial ({{#> …}})',
  Decorator: 'a decorator ({{* …}})',
  DecoratorBlock: 'an inline partial ({{#* …}})',
  UndefinedLiteral: '"undefined"',
  NullLiteral: '"null"',
};

const LITERALS = new Set([
  'ContentStatement',
  'CommentStatement',
  'StringLiteral',
  'NumberLiteral',
  'BooleanLiteral',
]);

interface Call {
  readonly path: Node;
  readonly params: readonly Node[];
  readonly hash?: hbs.AST.Hash | undefined;
}

class Walk {
  readonly names = new Set<string>();
  problem: string | undefined;

  /** The parser types a node by its `type`, which each case here relies on. */
  visit(node: Node | undefined | null, scoped: boolean): void {
    if (!node || LITERALS.has(node.type)) return;
    if (node.type === 'Program') {
      for (const statement of (node as hbs.AST.Program).body) this.visit(statement, scoped);
    } else if (node.type === 'MustacheStatement')
      this.#visitOutput(node as hbs.AST.MustacheStatement, scoped);
    else if (node.type === 'SubExpression') this.#visitCall(node as hbs.AST.SubExpression, scoped);
    else if (node.type === 'BlockStatement') this.#visitBlock(node as hbs.AST.BlockStatement, scoped);
    else if (node.type === 'PathExpression') this.#visitPath(node as hbs.AST.PathExpression, scoped);
    else this.#refuse(`${NOT_ALLOWED[node.type] ?? node.type} cannot be used in a template`);
  }

  #refuse(problem: string): void {
    this.problem ??= problem;
  }

  #visitOutput(node: hbs.AST.MustacheStatement, scoped: boolean): void {
    if (!node.escaped) this.#refuse('three braces and {{& …}} are not needed: nothing is escaped');
    this.#visitCall(node, scoped);
  }

  #visitCall({ path, params, hash }: Call, scoped: boolean): void {
    if (hash && hash.pairs.length > 0) this.#refuse('helpers take no named arguments');
    if (params.length === 0) {
      this.visit(path, scoped);
      return;
    }
    const name = nameOf(path);
    const helper = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
    if (!helper) this.#refuse(`"${name}" is not a helper; there are ${Object.keys(HELPERS).join(', ')}`);
    const [fewest, most] = helper?.takes ?? [0, Number.POSITIVE_INFINITY];
    if (params.length < fewest || params.length > most) {
      this.#refuse(
        `"${name}" takes ${fewest === 1 ? 'one value' : `${fewest} values`}, found ${params.length}`,
      );
    }
    for (const param of params) this.visit(param, scoped);
  }

  #visitBlock({ path, params, hash, program, inverse }: hbs.AST.BlockStatement, scoped: boolean): void {
    const name = nameOf(path);
    if (!BLOCKS.has(name)) this.#refuse(`"#${name}" is not a block; there are #if, #unless, #each and #with`);
    if (params.length !== 1) this.#refuse(`#${name} takes one value, found ${params.length}`);
    if (hash && hash.pairs.length > 0) this.#refuse('blocks take no named arguments');
    for (const param of params) this.visit(param, scoped);
    this.visit(program, scoped || SCOPED.has(name));
    this.visit(inverse, scoped);
  }

  #visitPath({ original, data, depth, parts }: hbs.AST.PathExpression, scoped: boolean): void {
    if (parts.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) {
      this.#refuse(`"${original}" is not a name`);
    } else if (depth > 0) this.#refuse(`"${original}": write @root.… in place of ../`);
    else if (data) this.#visitData({ original, parts }, scoped);
    else if (/^this($|[./])/.test(original)) {
      if (!scoped) this.#refuse('"this" stands for an entry, inside #each or #with only');
    } else if (scoped) this.#refuse(`inside #each and #with write this.${original} or @root.${original}`);
    else this.names.add(parts.join('.'));
  }

  #visitData({ original, parts }: Pick<hbs.AST.PathExpression, 'original' | 'parts'>, scoped: boolean): void {
    const [first = '', ...rest] = parts;
    if (first === 'root' && rest.length > 0) this.names.add(rest.join('.'));
    else if (!scoped || rest.length > 0 || !['index', 'key', 'first', 'last'].includes(first)) {
      this.#refuse(`"${original}" is not known here`);
    }
  }
}

function nameOf(path: Node): string {
  return path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : '';
}
