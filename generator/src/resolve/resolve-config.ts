// A town's configs in one environment.
import { createHash } from 'node:crypto';
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { JsonObject } from '../model/json.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import type { AuthoredTown } from '../validate/model.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type Config, configSchema } from '../validate/vocabulary/town.ts';
import { checkConfigSize } from './check-config-size.ts';
import { isPlain, mappingOf } from './layers.ts';
import { mergeLayers } from './merge-layers.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import { checkLength, nameObject } from './resolve-names.ts';
import type { ResolvedConfig } from './resolved.ts';
import { compileTemplate } from './template.ts';
import type { Context, TemplateProblem } from './template-context.ts';

export interface Entry {
  readonly key: string;
  readonly value: JsonObject;
  readonly town: AuthoredTown;
  readonly context: Context;
}

/** A value, where it could be found, and what is wrong. */
export interface Found<T> {
  readonly value: T | undefined;
  readonly faults: readonly Fault[];
}

/** Texts of `files` are templates only where they say so; what stands in `binary` names files. */
const isPlainConfig = (path: YamlPath): boolean =>
  isPlain(path) || path[0] === 'files' || path[0] === 'binary';

/** The ConfigMap of one entry of `config`. */
export function resolveConfig({ key, value, town, context }: Entry): Found<ResolvedConfig> {
  const place: Place = { file: town.file, path: ['config', key], part: 'key' };
  const at = (path: YamlPath, part: 'key' | 'value' = 'value'): Place => ({
    file: town.file,
    path: ['config', key, ...path],
    part,
  });
  const slots = findTemplates(value, isPlainConfig);
  const { values, problems } = renderSlots(slots, context);
  if (problems.length > 0) return { value: undefined, faults: explainProblems(problems, context, at) };
  const filled = fillSlots(value, slots, values);
  const read = configSchema(resolved).safeParse(filled);
  if (!read.success)
    return { value: undefined, faults: explainIssues(configSchema(resolved), filled, { placeOf: at }) };
  const files = readFiles(read.data, { town, context, at });
  const binary = readBinary(read.data, { town, at });
  const data = { ...read.data.values, ...files.data };
  const immutable = read.data.immutable ?? false;
  const name = nameObject(town, key);
  const faults = [
    ...files.faults,
    ...binary.faults,
    ...checkKeys(read.data, at),
    ...checkConfigSize({ data, binaryData: binary.data }, place),
    ...checkLength(name, undefined, place),
  ];
  const hashed = immutable ? `${name}-${hashData(data, binary.data)}` : name;
  return { value: { key, name: hashed, data, binaryData: binary.data, immutable, place }, faults };
}

/** A ConfigMap holds each key once, whether as text or as bytes. */
function checkKeys(config: Config, at: FilesOf['at']): Fault[] {
  const taken = new Map<string, YamlPath>();
  return (['values', 'files', 'binary'] as const).flatMap((field) =>
    Object.keys(config[field] ?? {}).flatMap((key): Fault[] => {
      const before = taken.get(key);
      taken.set(key, [field, key]);
      if (!before) return [];
      return [
        fault('config-key-twice', `the key "${key}" is there twice`, at([field, key], 'key'), {
          other: { place: at(before, 'key'), label: 'the other one' },
          hint: 'take one of them out',
        }),
      ];
    }),
  );
}

/** Ten hexadecimal digits: a ConfigMap that never changes has another name when its data is another. */
function hashData(...data: readonly Readonly<Record<string, string>>[]): string {
  const sorted = data.map((members) => Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 10);
}

interface FilesOf {
  readonly town: AuthoredTown;
  at(path: YamlPath, part?: 'key' | 'value'): Place;
}

interface Data {
  readonly data: Readonly<Record<string, string>>;
  readonly faults: Fault[];
}

function readFiles(
  { files = {} }: Config,
  { town, context, at }: FilesOf & { readonly context: Context },
): Data {
  const data: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const [key, file] of Object.entries(files)) {
    const path: YamlPath = ['files', key];
    const from = typeof file === 'object' && 'file' in file ? file.file : undefined;
    const text =
      from === undefined
        ? inlineText(file)
        : findFile(from, { town, at }, { path: [...path, 'file'], faults })?.toString('utf8');
    if (text === undefined) continue;
    if (text.includes('\uFFFD')) {
      faults.push(
        fault('file-not-text', `files/${from} is not text`, at(path), { hint: 'list it under `binary`' }),
      );
      continue;
    }
    const template = (typeof file === 'object' && file.template === true) || from?.endsWith('.hbs') === true;
    const rendered = template ? compileTemplate(text).render(context) : { value: text };
    if ('problem' in rendered)
      faults.push(...explainProblems([{ path, problem: inFile(rendered.problem, from) }], context, at));
    else data[key] = String(rendered.value);
  }
  return { data, faults };
}

/** The place of a problem in a file is the entry that names it, so the message says which file it is. */
function inFile(problem: TemplateProblem, file: string | undefined): TemplateProblem {
  return file === undefined ? problem : { ...problem, message: `in files/${file}: ${problem.message}` };
}

const inlineText = (file: NonNullable<Config['files']>[string]): string | undefined =>
  typeof file === 'string' ? file : 'text' in file ? file.text : undefined;

function readBinary({ binary = {} }: Config, { town, at }: FilesOf): Data {
  const data: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const [key, file] of Object.entries(binary)) {
    const bytes = findFile(file, { town, at }, { path: ['binary', key], faults });
    if (bytes) data[key] = bytes.toString('base64');
  }
  return { data, faults };
}

function findFile(
  name: string,
  { town, at }: FilesOf,
  { path, faults }: { path: YamlPath; faults: Fault[] },
): Buffer | undefined {
  const below = name.startsWith('files/') ? name : `files/${name}`;
  const bytes = town.files.get(below);
  if (bytes) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = [...town.files.keys()]
    .filter((file) => file.startsWith('files/'))
    .map((file) => file.slice('files/'.length));
  const folder = town.file.slice(0, town.file.lastIndexOf('/'));
  const hint = suggestHint(name, known) ?? `put it at ${folder}/${below}`;
  faults.push(fault('unknown-config-file', `there is no ${below} beside the town file`, at(path), { hint }));
  return undefined;
}

/** The maps of entries of a town file. */
export type MapField = 'config' | 'external' | 'secrets' | 'storage' | 'accounts' | 'services';

/** The entries of a town-level map whose gate is on, in the order of their names; what says `none` is left out. */
export function entriesOf(
  town: AuthoredTown,
  field: MapField,
  gates: Readonly<Record<string, boolean>>,
): [string, JsonObject][] {
  return Object.entries(mappingOf(town.document[field]))
    .map(([key, value]): [string, JsonObject] => [key, mergeLayers({}, mappingOf(value))])
    .filter(([, value]) => typeof value['when'] !== 'string' || gates[value['when']] === true)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
