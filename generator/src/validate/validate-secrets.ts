// The files below secrets/ of an environment: each is a SealedSecret, or a Secret that SOPS has encrypted as a whole.
// What anybody could read is refused, whether or not a town names it.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { EnvironmentFolder, InputFile, Repository } from '../model/repository.ts';
import { quote } from './describe-value.ts';
import type { EncryptedSecret } from './model.ts';
import { at, type Report } from './read-document.ts';

const ENCRYPTED = /^ENC\[AES256_GCM,data:[^,]*,iv:[^,]+,tag:[^,]+,type:[a-z]+\]$/;

/** Every file that holds what it should, by town and file name. */
export function validateSecrets(
  { secrets }: EnvironmentFolder,
  { towns }: Pick<Repository, 'towns'>,
  report: Report,
): Map<string, EncryptedSecret> {
  const read = new Map<string, EncryptedSecret>();
  for (const [name, file] of secrets) {
    const [town = ''] = name.split('/');
    if (!towns.has(town)) report(withoutTown(town, file.path, towns.keys()));
    const secret = readSecret(file, report);
    if (secret) read.set(name, secret);
  }
  return read;
}

function withoutTown(town: string, file: string, known: Iterable<string>): Fault {
  const hint = suggestHint(town, known) ?? 'remove the folder';
  return fault('secret-without-town', `there is no town ${quote(town)}`, { file }, { hint });
}

function readSecret({ path: file, text, value }: InputFile, report: Report): EncryptedSecret | undefined {
  if (value === undefined) return undefined;
  const faults = value['kind'] === 'SealedSecret' ? checkSealed(file, value) : checkSops(file, value);
  report(...faults);
  const { sops, ...rest } = value;
  if (faults.length > 0 || !isNamed(rest)) return undefined;
  const kind = sops === undefined ? 'sealed' : 'sops';
  return { kind, file, text, object: rest, keys: keysOf(rest) };
}

function isNamed(value: JsonObject): value is JsonObject & KubernetesObject {
  const { apiVersion, kind, metadata } = value;
  const named = isObject(metadata) && typeof metadata['name'] === 'string';
  return typeof apiVersion === 'string' && typeof kind === 'string' && named;
}

function keysOf(object: JsonObject): string[] {
  const { spec, data, stringData } = object;
  const { encryptedData, template } = isObject(spec) ? spec : {};
  const more = isObject(template) ? template['data'] : undefined;
  const all = [encryptedData, more, data, stringData].flatMap((map) =>
    isObject(map) ? Object.keys(map) : [],
  );
  return [...new Set(all)].sort();
}

function checkSealed(file: string, value: JsonObject): Fault[] {
  const { spec } = value;
  if (!isNamed(value)) return [unnamed(file)];
  if (isObject(spec) && isObject(spec['encryptedData'])) return [];
  const message = 'this SealedSecret has no spec.encryptedData';
  return [
    fault('secret-not-encrypted', message, at(file, ['kind']), { hint: 'write it anew with kubeseal' }),
  ];
}

function checkSops(file: string, value: JsonObject): Fault[] {
  const { sops, kind } = value;
  if (!isObject(sops) || typeof sops['mac'] !== 'string')
    return [
      fault(
        'secret-not-encrypted',
        'this file is neither a SealedSecret nor encrypted by SOPS, and everything in this repository can be read',
        at(file, kind === undefined ? [] : ['kind']),
        { hint: 'take it out of the history, change the values, and commit it encrypted' },
      ),
    ];
  if (kind !== 'Secret' || !isNamed(value)) return [unnamed(file)];
  const open: YamlPath[] = ['data', 'stringData'].flatMap((part) =>
    Object.entries(isObject(value[part]) ? value[part] : {})
      .filter(([, text]) => text !== '' && !(typeof text === 'string' && ENCRYPTED.test(text)))
      .map(([key]) => [part, key]),
  );
  return open.map((path) =>
    fault(
      'secret-not-encrypted',
      `SOPS has left ${path.join('.')} as it is, so it can be read`,
      at(file, path),
      {
        hint: `change the value, and encrypt the file with ${FLAGS}`,
      },
    ),
  );
}

const FLAGS = "--encrypted-regex '^(data|stringData)$'";

function unnamed(file: string): Fault {
  return fault(
    'secret-not-encrypted',
    'kind and metadata.name cannot be read: expected a Secret whose values alone are encrypted',
    at(file, ['kind']),
    { hint: `encrypt the file with ${FLAGS}` },
  );
}
