// What a town has beside its shops, in one environment: configs, externals, secrets, accounts, objects and patches.
import type { Fault } from '../diagnostics/fault.ts';
import type { AuthoredBase, AuthoredTown, Environment } from '../validate/model.ts';
import { resolveAccount } from './resolve-account.ts';
import { type Entry, entriesOf, type Found, type MapField, resolveConfig } from './resolve-config.ts';
import { resolveExternal } from './resolve-external.ts';
import { renderObjects } from './resolve-kingdom.ts';
import { resolveObjects, resolvePatches } from './resolve-objects.ts';
import { resolveSecret } from './resolve-secret.ts';
import { resolveStorage } from './resolve-storage.ts';
import type { ResolvedKingdom, ResolvedTown } from './resolved.ts';
import type { Context } from './template-context.ts';

export interface EntriesQuestion {
  readonly town: AuthoredTown;
  readonly environment: Environment;
  readonly base: AuthoredBase;
  readonly kingdom: Pick<ResolvedKingdom, 'namespace'>;
  readonly context: Context;
  readonly gates: Readonly<Record<string, boolean>>;
}

type Entries = Pick<
  ResolvedTown,
  'configs' | 'externals' | 'secrets' | 'storages' | 'accounts' | 'objects' | 'patches'
>;

/** Everything whose gate is on; an entry with a fault is left out. */
export function resolveEntries(question: EntriesQuestion): { entries: Entries; faults: Fault[] } {
  const { environment, base, kingdom, context } = question;
  const faults: Fault[] = [];
  const take = <T>(found: { readonly faults: readonly Fault[] } & T): T => {
    faults.push(...found.faults);
    return found;
  };
  const around = { environment, namespace: kingdom.namespace };
  const configs = take(resolveMap('config', question, resolveConfig)).values;
  const externals = take(resolveMap('external', question, resolveExternal)).values;
  const secrets = take(resolveMap('secrets', question, (entry) => resolveSecret(entry, around))).values;
  const storages = take(resolveMap('storage', question, resolveStorage)).values;
  const accounts = take(resolveMap('accounts', question, resolveAccount)).values;
  const given = take(renderObjects(base.townObjects, context)).objects;
  const own = take(resolveObjects(question)).objects;
  const patches = take(resolvePatches(question)).patches;
  const objects = [...given, ...own];
  return { entries: { configs, externals, secrets, storages, accounts, objects, patches }, faults };
}

/** The entries of a town-level map, in the order of their names. */
export function resolveMap<T>(
  field: MapField,
  { town, context, gates }: Pick<EntriesQuestion, 'town' | 'context' | 'gates'>,
  resolve: (entry: Entry) => Found<T>,
): { values: Map<string, T>; faults: Fault[] } {
  const values = new Map<string, T>();
  const faults: Fault[] = [];
  for (const [key, value] of entriesOf(town, field, gates)) {
    const found = resolve({ key, value, town, context });
    faults.push(...found.faults);
    if (found.value !== undefined) values.set(key, found.value);
  }
  return { values, faults };
}
