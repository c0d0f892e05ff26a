// Templates with more in them than names: Handlebars, with its syntax tree checked against a list of what is allowed
// before anything runs. No partials, no decorators, no unescaped forms, no helper but those of `template-helpers.ts`.
import { createRequire } from 'node:module';
import { checkTree, measureTemplate } from './check-template.ts';
import { ENTRY, makeStrict, PRINT, readEntry } from './strict-tree.ts';
import type { Template } from './template.ts';
import { type Context, lookUp, type Rendered, type TemplateProblem } from './template-context.ts';
import { BLOCKS, HELPERS, TemplateError, textOf } from './template-helpers.ts';

type Library = typeof import('handlebars');

let library: Library | undefined;

/** Handlebars takes 40 ms to load, which only templates of this kind pay. */
function loadLibrary(): Library {
  if (!library) {
    const loaded: Library = createRequire(import.meta.url)('handlebars');
    library = loaded.create();
    for (const name of Object.keys(library.helpers)) if (!BLOCKS.has(name)) library.unregisterHelper(name);
    for (const [name, { call }] of Object.entries(HELPERS)) library.registerHelper(name, call);
    library.registerHelper(ENTRY, readEntry);
  }
  return library;
}

/** Compiles a template; what is wrong with it is what every rendering of it says. */
export function compileHandlebars(text: string): Template {
  const failed = (message: string): Template => ({ names: [], render: () => ({ problem: { message } }) });
  const tooMuch = measureTemplate(text);
  if (tooMuch !== undefined) return failed(tooMuch);
  const engine = loadLibrary();
  let tree: hbs.AST.Program;
  try {
    tree = engine.parse(text);
  } catch (error) {
    return failed(`this is not a template: ${explainParsing(error)}`);
  }
  const { names, problem } = checkTree(tree);
  if (problem !== undefined) return failed(problem);
  const single = tree.body.length === 1 && tree.body[0]?.type === 'MustacheStatement';
  makeStrict(tree);
  const run = engine.compile(tree, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(
      [...BLOCKS, ...Object.keys(HELPERS), PRINT, ENTRY].map((name) => [name, true]),
    ),
    preventIndent: true,
    explicitPartialContext: true,
  });
  return { names, render: (context) => render({ run, names, single }, context) };
}

function explainParsing(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const [, opened, closed] = /^(\S+) doesn't match (\S+) - /.exec(message) ?? [];
  if (opened !== undefined) return `#${opened} is closed by /${closed}`;
  const [, line] = /on line (\d+)/.exec(message) ?? [];
  return `its braces do not fit together${line === undefined ? '' : ` on line ${line}`}; \\{{ stands for two braces`;
}

interface Compiled {
  readonly run: HandlebarsTemplateDelegate;
  readonly names: readonly string[];
  /** One expression and nothing else: its value keeps its type. */
  readonly single: boolean;
}

function render({ run, names, single }: Compiled, context: Context): Rendered {
  for (const name of names) {
    const found = lookUp(name, context);
    if ('problem' in found) return found;
  }
  let last: string | number | boolean = '';
  const print = (value: unknown): string => {
    const text = textOf(value);
    last = typeof value === 'number' || typeof value === 'boolean' ? value : text;
    return text;
  };
  const options = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false };
  try {
    const value = run(context, { ...options, helpers: { [PRINT]: print } });
    return { value: single ? last : value };
  } catch (error) {
    return { problem: explainRun(error) };
  }
}

/** Names are checked before, and what our helpers refuse they say themselves: nothing else is expected. */
function explainRun(error: unknown): TemplateProblem {
  if (error instanceof TemplateError) return { message: error.message };
  throw error;
}
