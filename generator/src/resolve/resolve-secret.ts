// A town's secrets in one environment: the name that each Secret has there, and its keys. Values never pass through here.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type Secret, secretSchema } from '../validate/vocabulary/secret.ts';
import { isPlain } from './layers.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, nameObject } from './resolve-names.ts';
import type { ResolvedSecret } from './resolved.ts';

const SOURCES = ['existing', 'externalSecret', 'sealed', 'sops'] as const;

/** One entry of `secrets`. */
export function resolveSecret({ key, value, town, context }: Entry): Found<ResolvedSecret> {
  const at = (path: YamlPath, part: 'key' | 'value' = 'value'): Place => ({
    file: town.file,
    path: ['secrets', key, ...path],
    part,
  });
  const place = at([], 'key');
  const slots = findTemplates(value, isPlain);
  const { values, problems } = renderSlots(slots, context);
  if (problems.length > 0) return { value: undefined, faults: explainProblems(problems, context, at) };
  const filled = fillSlots(value, slots, values);
  const read = secretSchema(resolved).safeParse(filled);
  if (!read.success)
    return { value: undefined, faults: explainIssues(secretSchema(resolved), filled, { placeOf: at }) };
  const { existing, keys, externalSecret } = read.data;
  const name = typeof existing === 'string' ? existing : nameObject(town, key);
  const faults = [
    ...checkSources(key, read.data, at),
    ...(existing === undefined ? checkLength(name, undefined, place) : []),
  ];
  const known = keys ?? (externalSecret?.from ? undefined : keysOf(externalSecret?.data));
  return { value: { key, name, keys: known, place }, faults };
}

const keysOf = (data: object | undefined): string[] | undefined => data && Object.keys(data);

/** The values come from exactly one place. */
function checkSources(
  key: string,
  secret: Secret,
  at: (path: YamlPath, part?: 'key' | 'value') => Place,
): Fault[] {
  const said = SOURCES.filter((source) => secret[source] !== undefined);
  if (said.length === 1) return [];
  const [, second] = said;
  const message =
    second === undefined
      ? `nothing says where the values of ${key} come from`
      : `${key} takes its values from two places: ${said.join(' and ')}`;
  return [
    fault('bad-secret', message, at(second === undefined ? [] : [second], 'key'), {
      hint: 'write one of `existing: true`, `externalSecret: { store, data }`, `sealed: true` and `sops: true`',
    }),
  ];
}
