// A text with expressions: compiled once, rendered per environment. The common forms (text and plain names) need no
// library; anything else is Handlebars, strict, with a closed list of helpers.
import { compileHandlebars } from './handlebars-template.ts';
import { type Context, lookUp, type Rendered } from './template-context.ts';

export interface Template {
  /** Every name the template reads, as written. */
  readonly names: readonly string[];
  /** A scalar that is one expression keeps the type of its value; any other rendering is text. */
  render(context: Context): Rendered;
}

type Part = string | { readonly name: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*$/;
/** Braces that mean more than themselves to Handlebars: `{{{`, `}}}`, and an escaped backslash before an opening. */
const MORE = /\{\{\{|\}\}\}|\\\\\{\{/;
/** Either an escaped opening, which stands for its braces, or a plain name in braces. */
const TOKEN = /\\\{\{|\{\{\s*([^{}#/>!&~^\s]+)\s*\}\}/g;
const KEYWORDS = new Set(['this', 'else', 'true', 'false', 'null', 'undefined']);

const cache = new Map<string, Template>();

/** Whether a text holds an expression, or an escaped opening that stands for its braces. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/** Compiles a text; what is wrong with it shows when it is rendered. */
export function compileTemplate(text: string): Template {
  let template = cache.get(text);
  if (!template) {
    const parts = splitPlain(text);
    template = parts ? plainTemplate(parts) : compileHandlebars(text);
    cache.set(text, template);
  }
  return template;
}

/** The parts of a text that holds nothing but words and plain names; undefined when there is more to it. */
function splitPlain(text: string): Part[] | undefined {
  if (MORE.test(text)) return undefined;
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const between = text.slice(end, match.index);
    if (between.includes('{{')) return undefined;
    parts.push(between);
    const [token, name] = match;
    end = match.index + token.length;
    if (name === undefined) parts.push('{{');
    else if (!NAME.test(name) || name.split('.').some((part) => KEYWORDS.has(part))) return undefined;
    else parts.push({ name });
  }
  const rest = text.slice(end);
  return rest.includes('{{') ? undefined : [...parts, rest].filter((part) => part !== '');
}

function plainTemplate(parts: readonly Part[]): Template {
  const names = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
  const [first, ...rest] = parts;
  if (typeof first === 'object' && rest.length === 0)
    return { names, render: (context) => singleValue(first.name, context) };
  return { names, render: (context) => renderParts(parts, context) };
}

/** The value of a name with its type; a list or a mapping would change the structure around it. */
function singleValue(name: string, context: Context): Rendered {
  const found = lookUp(name, context);
  if ('problem' in found || typeof found.value !== 'object') return found;
  return { problem: { message: `${name} is not a single value and cannot stand inside a text` } };
}

function renderParts(parts: readonly Part[], context: Context): Rendered {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const found = singleValue(part.name, context);
    if ('problem' in found) return found;
    text += String(found.value);
  }
  return { value: text };
}
