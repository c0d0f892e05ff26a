// A town's accounts in one environment.

import { accountSchema } from '../validate/vocabulary/account.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { isPlain } from './layers.ts';
import { readEntry } from './read-entry.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, nameObject } from './resolve-names.ts';
import type { ResolvedAccount } from './resolved.ts';

/** One entry of `accounts`. */
export function resolveAccount({ key, value, town, context }: Entry): Found<ResolvedAccount> {
  const schema = accountSchema(resolved);
  const read = readEntry({ town, context, value, root: ['accounts', key], schema, skip: isPlain });
  if (!read.data) return { value: undefined, faults: read.faults };
  const place = read.at([], 'key');
  const name = nameObject(town, key);
  return { value: { key, name, spec: read.data, place }, faults: checkLength(name, undefined, place) };
}
