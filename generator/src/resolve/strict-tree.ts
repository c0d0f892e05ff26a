// Makes a checked syntax tree as strict as templates are here. Handlebars lets a name that is not there pass where it is
// an argument, and makes text of anything; so what is printed, and what is read from an entry, goes through helpers.
import { TemplateError } from './template-helpers.ts';

type Node = hbs.AST.Node;

/** Helpers of the tree itself: a space keeps people from naming them. */
export const PRINT = ' print';
export const ENTRY = ' entry';

/** Changes `{{ x }}` to print x by a helper, and `this.x` to ask the entry for x, at every depth. */
export function makeStrict(program: hbs.AST.Program | undefined | null): void {
  for (const node of program?.body ?? []) {
    if (node.type === 'BlockStatement') {
      const block = node as hbs.AST.BlockStatement; // by its type
      block.params = strictAll(block.params);
      makeStrict(block.program);
      makeStrict(block.inverse);
    } else if (node.type === 'MustacheStatement') {
      const output = node as hbs.AST.MustacheStatement; // by its type
      const value = output.params.length > 0 ? { ...output, type: 'SubExpression' } : output.path;
      Object.assign(output, { path: helperPath(PRINT, node), params: strictAll([value]) });
    }
  }
}

function strictAll(nodes: readonly Node[]): hbs.AST.Expression[] {
  return nodes.map(strict);
}

function strict(node: Node): Node {
  if (node.type === 'SubExpression') {
    const call = node as hbs.AST.SubExpression; // by its type
    return Object.assign(call, { params: strictAll(call.params) });
  }
  if (node.type !== 'PathExpression') return node;
  const path = node as hbs.AST.PathExpression; // by its type
  if (path.data || path.parts.length === 0 || !/^this[./]/.test(path.original)) return node;
  const entry = { ...path, parts: [], original: 'this' };
  const keys = path.parts.map((key) => ({ type: 'StringLiteral', value: key, original: key, loc: node.loc }));
  return {
    type: 'SubExpression',
    path: helperPath(ENTRY, node),
    params: [entry, ...keys],
    loc: node.loc,
  } as Node;
}

function helperPath(name: string, { loc }: Node): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

/** The helper behind `this.a.b`: the member of an entry. */
export function readEntry(entry: unknown, ...keysAndOptions: unknown[]): unknown {
  const keys = keysAndOptions.slice(0, -1).map(String);
  let value = entry;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new TemplateError(`"this.${keys.join('.')}" is not known in every entry`);
    }
    value = (value as Record<string, unknown>)[key]; // its own member, by the line above
  }
  return value;
}
