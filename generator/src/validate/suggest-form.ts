// A word where only mappings belong, such as `/data: cellar`: which mapping was meant, by what the document declares under
// that word, or else by which of them would take it.
import { z } from 'zod';
import { isObject } from '../model/json.ts';
import { valueAt } from './choose-branch.ts';
import { branchesOf, fieldsOf, isOptional } from './describe-schema.ts';
import { listOr, quote } from './describe-value.ts';
import { own } from './own.ts';
import type { Reading } from './reading.ts';

type Schema = Reading['root'];

/** Where a town declares what a form names; the claims of a shop stand in the shop itself. */
const SECTIONS: Readonly<Record<string, string>> = {
  config: 'config',
  secret: 'secrets',
  storage: 'storage',
};

/** How to write the word as one of the mappings; nothing where the field takes other values too. */
export function suggestForm({ schema, value, path, document }: Reading): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const branches = branchesOf(schema);
  const forms = branches.flatMap(leadOf);
  if (forms.length === 0 || forms.length < branches.length) return undefined;
  const fitting = forms.filter(({ type }) => takes(type, value));
  const named = fitting.filter(({ key }) => isDeclared(key, String(value), { path, document }));
  const meant = named.length > 0 ? named : fitting;
  const written = meant.length > 0 ? meant.map(({ key }) => `${key}: ${spell(value)}`) : forms.map(leave);
  return `write ${listOr(written.map((field) => `\`{ ${field} }\``))}`;
}

interface Form {
  readonly key: string;
  readonly type: Schema;
}

/** The one field that a mapping cannot do without: it says which form it is. */
function leadOf(branch: Schema): Form[] {
  const needed = Object.entries(fieldsOf(branch) ?? {}).filter(([, type]) => !isOptional(type));
  return needed.length === 1 ? needed.map(([key, type]) => ({ key, type })) : [];
}

const leave = ({ key }: Form): string => `${key}: …`;

function takes(type: Schema, value: string | number): boolean {
  return z.safeParse(type, value).success;
}

function isDeclared(
  form: string,
  name: string,
  { path, document }: Pick<Reading, 'path' | 'document'>,
): boolean {
  const section = own(SECTIONS, form);
  const at = section === undefined ? [...path.slice(0, 2), 'claims'] : [section];
  const declared = section !== undefined || form === 'claim' ? valueAt(document, at) : undefined;
  return isObject(declared) && Object.hasOwn(declared, name);
}

const spell = (value: string | number): string =>
  /^[\w./-]+$/.test(String(value)) ? String(value) : quote(String(value));
