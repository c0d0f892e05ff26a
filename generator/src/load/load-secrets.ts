// The folder secrets/ of an environment: a folder for each town, with the files that kubeseal or SOPS wrote. Other
// programs write them, so they are read as YAML at large; a value of null is left out.
import { isUtf8 } from 'node:buffer';
import { parseDocument } from 'yaml';
import { fault } from '../diagnostics/fault.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { InputFile } from '../model/repository.ts';
import { type Entry, SIZE_LIMITS, type TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

const EXPECTED = ['<town>/<secret>.yaml'];

/** The files by town and name: `market/database.yaml`. */
export function loadSecrets(reader: TreeReader, folder: string): Map<string, InputFile> {
  const files = new Map<string, InputFile>();
  for (const town of reader.list(folder)) {
    if (!town.folder) {
      refuseUnknownFile(reader, town, EXPECTED);
      continue;
    }
    for (const entry of reader.list(town.path)) {
      if (entry.folder || !entry.name.endsWith('.yaml')) refuseUnknownFile(reader, entry, EXPECTED);
      else files.set(`${town.name}/${entry.name}`, readSecret(reader, entry));
    }
  }
  return files;
}

function readSecret(reader: TreeReader, { path }: Entry): InputFile {
  const nothing: InputFile = { path, text: '', value: undefined };
  const bytes = reader.readBytes(path, SIZE_LIMITS.document);
  if (!bytes) return nothing;
  if (!isUtf8(bytes)) {
    reader.faults.push(fault('not-utf8', 'the file is not UTF-8 text', { file: path }));
    return nothing;
  }
  const text = Buffer.from(bytes).toString('utf8');
  reader.texts.set(path, text);
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const [message = ''] = error.message.split(' at line');
    const [offset, end] = error.pos;
    const place = { file: path, offset, length: Math.max(1, end - offset) };
    reader.faults.push(fault('yaml-syntax', message, place, { hint: 'write the file anew with its tool' }));
    return { path, text, value: undefined };
  }
  const value: unknown = document.toJS();
  return { path, text, value: isObject(value) ? withoutNulls(value) : {} };
}

function withoutNulls(value: Readonly<Record<string, unknown>>): JsonObject {
  const entries = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, plain(member)]));
}

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(plain);
  if (isObject(value)) return withoutNulls(value);
  // The core schema of YAML makes no other scalars than these.
  return value as string | number | boolean;
}
