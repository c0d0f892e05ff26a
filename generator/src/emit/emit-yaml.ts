// A Kubernetes object as YAML text that every reader reads alike: block style, no anchors, no folded lines; the object
// comes out of a parser equal to what went in. Written by hand because it is most of a render's time.
import { isSafeBlock, quoteText } from './quote-text.ts';

type Renames = ReadonlyMap<string, string>;

/** Names that the types of @kubernetes/client-node changed, because JavaScript keeps the word for itself. */
const CLIENT_NAMES: Renames = new Map([
  ['_from', 'from'],
  ['_default', 'default'],
  ['_continue', 'continue'],
  ['_int', 'int'],
]);
const NO_NAMES: Renames = new Map();

/** Members whose own names are data that somebody chose. */
const FREE_NAMES: ReadonlySet<string> = new Set([
  'data',
  'binaryData',
  'stringData',
  'labels',
  'annotations',
]);

const FIRST: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** Writes an object as one YAML document that ends in a line feed; members that are undefined are left out. */
export function emitYaml(object: object): string {
  const renames = hasClientNames(object) ? CLIENT_NAMES : NO_NAMES;
  // Names are unknown here: the object may be of any kind.
  const members = object as Readonly<Record<string, unknown>>;
  let out = '';
  for (const name of FIRST) {
    if (Object.hasOwn(members, name)) out += emitMember(name, members[name], { indent: '', renames });
  }
  for (const name of Object.keys(members)) {
    if (!FIRST.includes(name)) out += emitMember(name, members[name], { indent: '', renames });
  }
  return out || '{}\n';
}

/**
 * Whether the object is of a kind that builders make with the client's types: one of Kubernetes' own groups. A
 * CustomResourceDefinition is always written by people, and describes fields that may be named in any way.
 */
function hasClientNames(object: object): boolean {
  if (!('apiVersion' in object) || typeof object.apiVersion !== 'string') return false;
  const [group = ''] = object.apiVersion.split('/');
  return (!group.includes('.') || group.endsWith('.k8s.io')) && group !== 'apiextensions.k8s.io';
}

interface Where {
  readonly indent: string;
  readonly renames: Renames;
}

/** `name: value` with its line feed; nothing when the value is undefined. */
function emitMember(name: string, value: unknown, { indent, renames }: Where): string {
  if (value === undefined) return '';
  const inner = FREE_NAMES.has(name) ? NO_NAMES : renames;
  return `${indent}${quoteText(renames.get(name) ?? name)}:${emitValue(value, { indent, renames: inner })}`;
}

function emitMembers(value: object, where: Where): string {
  // As in `emitYaml`.
  const members = value as Readonly<Record<string, unknown>>;
  let out = '';
  for (const name of Object.keys(members)) out += emitMember(name, members[name], where);
  return out;
}

/** What stands behind `key:`, with its line feed. */
function emitValue(value: unknown, where: Where): string {
  if (typeof value === 'string') return emitText(value, where.indent);
  if (typeof value !== 'object' || value === null) return ` ${emitScalar(value)}\n`;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${emitItems(value, where)}`;
  const body = emitMembers(refuseClass(value), { indent: `${where.indent}  `, renames: where.renames });
  return body === '' ? ' {}\n' : `\n${body}`;
}

/** A list stands as deep as its key. */
function emitItems(list: readonly unknown[], where: Where): string {
  let out = '';
  for (const item of list) out += `${where.indent}-${emitItem(item, where)}`;
  return out;
}

/** What stands behind `-`: the first line of a mapping or a list on the same line. */
function emitItem(item: unknown, where: Where): string {
  if (typeof item !== 'object' || item === null) return emitValue(item, where);
  const inner = { indent: `${where.indent}  `, renames: where.renames };
  const body = Array.isArray(item) ? emitItems(item, inner) : emitMembers(refuseClass(item), inner);
  if (body === '') return Array.isArray(item) ? ' []\n' : ' {}\n';
  return ` ${body.slice(inner.indent.length)}`;
}

/** Only plain mappings have members that are all there is to them; a Date or a Map would come out empty. */
function refuseClass(value: object): object {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return value;
  throw new TypeError(`a ${value.constructor.name} cannot be written as YAML`);
}

/** A literal block, one level deeper than `indent`, or one line. */
function emitText(text: string, indent: string): string {
  if (!isSafeBlock(text)) return ` ${quoteText(text)}\n`;
  const ending = text.endsWith('\n') ? (text.endsWith('\n\n') ? '+' : '') : '-';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return ` |${ending}\n${lines.join('\n')}\n`;
}

function emitScalar(value: unknown): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return emitNumber(value);
  throw new TypeError(
    `a ${typeof value === 'number' ? String(value) : typeof value} cannot be written as YAML`,
  );
}

/** Exponents are written as YAML 1.1 wants them, with a point and a sign. */
function emitNumber(value: number): string {
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent < 0 || text.includes('.')) return text;
  return `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}
