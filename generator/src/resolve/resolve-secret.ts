// A town's secrets in one environment: the name that each Secret has there, its keys, and who makes it. Values never
// pass through here: a file is taken as its tool has encrypted it.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { EncryptedSecret, Environment } from '../validate/model.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type Secret, secretSchema } from '../validate/vocabulary/secret.ts';
import { isPlain } from './layers.ts';
import { type At, readEntry } from './read-entry.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, nameObject } from './resolve-names.ts';
import type { ResolvedSecret, SecretSource } from './resolved.ts';

const SOURCES = ['existing', 'externalSecret', 'sealed', 'sops'] as const;

export interface SecretAround {
  readonly environment: Environment;
  readonly namespace: string;
}

/** One entry of `secrets`. */
export function resolveSecret(entry: Entry, around: SecretAround): Found<ResolvedSecret> {
  const { key, value, town, context } = entry;
  const schema = secretSchema(resolved);
  const read = readEntry({ town, context, value, root: ['secrets', key], schema, skip: isPlain });
  if (!read.data) return { value: undefined, faults: read.faults };
  const { data, at } = read;
  const place = at([], 'key');
  const { existing } = data;
  const name = typeof existing === 'string' ? existing : nameObject(town, key);
  const faults = [
    ...checkSources(key, data, at),
    ...checkExternal(key, data, at),
    ...(existing === undefined ? checkLength(name, undefined, place) : []),
  ];
  if (faults.length > 0) return { value: undefined, faults };
  const found = findSource(data, { at, key, name, town: town.name, ...around });
  if (!found.source) return { value: undefined, faults: found.faults };
  const keys = data.keys ?? keysOf(found.source);
  return { value: { key, name, keys, source: found.source, place }, faults: found.faults };
}

/** The keys that follow from where the values come from, where they do. */
function keysOf(source: SecretSource): readonly string[] | undefined {
  if (source.from === 'externalSecret')
    return source.spec.from || !source.spec.data ? undefined : Object.keys(source.spec.data);
  return source.from === 'existing' ? undefined : source.file.keys;
}

interface Wanted extends SecretAround {
  readonly at: At;
  readonly key: string;
  readonly name: string;
  readonly town: string;
}

function findSource(secret: Secret, wanted: Wanted): { source?: SecretSource; faults: Fault[] } {
  const { externalSecret, existing, type } = secret;
  if (externalSecret) return { source: { from: 'externalSecret', spec: externalSecret, type }, faults: [] };
  if (existing !== undefined) return { source: { from: 'existing' }, faults: [] };
  const from = secret.sealed === undefined ? 'sops' : 'sealed';
  const said = secret[from];
  const place = wanted.at([from]);
  const path = `${wanted.town}/${typeof said === 'string' ? said : `${wanted.key}.yaml`}`;
  const file = wanted.environment.secrets.get(path);
  if (!file) return { faults: [missingFile(path, wanted, place)] };
  return { source: { from, file }, faults: checkFile(file, { from, secret, place }, wanted) };
}

function missingFile(path: string, { environment, town }: Wanted, place: Place): Fault {
  const folder = `environments/${environment.name}/secrets`;
  const own = [...environment.secrets.keys()].filter((known) => known.startsWith(`${town}/`));
  return fault('missing-secret-file', `${environment.name} has no file secrets/${path}`, place, {
    hint: suggestHint(path, own) ?? `write ${folder}/${path} with kubeseal or sops`,
  });
}

interface Said {
  readonly from: 'sealed' | 'sops';
  readonly secret: Secret;
  readonly place: Place;
}

/** The file is what the town says, for this Secret in this namespace: sealed for another it could not be opened. */
function checkFile(file: EncryptedSecret, { from, secret, place }: Said, wanted: Wanted): Fault[] {
  const faults: Fault[] = [];
  const refuse = (message: string, path: readonly string[], hint: string): void => {
    const other = { place, label: `${wanted.key} is declared here` };
    faults.push(fault('secret-file-mismatch', message, { file: file.file, path }, { other, hint }));
  };
  if (file.kind !== from) {
    const is = file.kind === 'sealed' ? 'a SealedSecret' : 'encrypted by SOPS';
    refuse(`this file is ${is}`, ['kind'], `write \`${file.kind}:\` in the town, or another file`);
    return faults;
  }
  const scope = from === 'sealed' ? scopeOf(file) : 'strict';
  const { name, namespace } = file.object.metadata;
  const again = from === 'sealed' ? 'seal it again' : 'mend it with sops';
  if (scope === 'strict' && name !== wanted.name)
    refuse(
      `this is for a Secret "${name}", and the town's is "${wanted.name}"`,
      ['metadata', 'name'],
      `${again} with that name`,
    );
  if (scope !== 'cluster-wide' && namespace !== wanted.namespace) {
    const found = namespace === undefined ? 'no namespace' : `namespace "${namespace}"`;
    refuse(
      `this is for ${found}, and the town is in "${wanted.namespace}"`,
      ['metadata', 'namespace'],
      `${again} for that namespace`,
    );
  }
  for (const key of secret.keys ?? []) {
    if (!file.keys.includes(key))
      refuse(
        `there is no key "${key}" in this file`,
        whereKeys(file),
        suggestHint(key, file.keys) ?? `it has ${file.keys.join(', ') || 'none'}`,
      );
  }
  return faults;
}

function whereKeys({ object, kind }: EncryptedSecret): readonly string[] {
  if (kind === 'sealed') return ['spec', 'encryptedData'];
  return ['stringData' in object ? 'stringData' : 'data'];
}

/** How much of its name and namespace a SealedSecret is bound to. https://github.com/bitnami-labs/sealed-secrets#scopes */
function scopeOf({ object }: EncryptedSecret): 'strict' | 'namespace-wide' | 'cluster-wide' {
  const { annotations = {} } = object.metadata;
  if (annotations['sealedsecrets.bitnami.com/cluster-wide'] === 'true') return 'cluster-wide';
  return annotations['sealedsecrets.bitnami.com/namespace-wide'] === 'true' ? 'namespace-wide' : 'strict';
}

function checkExternal(
  key: string,
  { externalSecret, keys, type, existing, sealed, sops }: Secret,
  at: At,
): Fault[] {
  const faults: Fault[] = [];
  if (type !== undefined && (existing !== undefined || sealed !== undefined || sops !== undefined))
    faults.push(
      fault('bad-secret', `the type of ${key} is settled by whoever makes it`, at(['type'], 'key'), {
        hint: 'take it out',
      }),
    );
  if (!externalSecret) return faults;
  const { data, from } = externalSecret;
  if (!data && !from)
    faults.push(
      fault('bad-secret', `${key} fetches nothing`, at(['externalSecret'], 'key'), {
        hint: 'add `data: { password: path/in/the/store }`',
      }),
    );
  for (const [index, wanted] of (keys ?? []).entries()) {
    if (from || !data || Object.hasOwn(data, wanted)) continue;
    const hint = suggestHint(wanted, Object.keys(data)) ?? 'add it under `data`, or take it out';
    faults.push(fault('bad-secret', `nothing fetches the key "${wanted}"`, at(['keys', index]), { hint }));
  }
  return faults;
}

/** The values come from exactly one place. */
function checkSources(key: string, secret: Secret, at: At): Fault[] {
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
