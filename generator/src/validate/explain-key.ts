// A key that is no field of its mapping: the field that was meant, or the place where such a field belongs.
import { z } from 'zod';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { branchesOf, fieldsOf, listFields, nounOf } from './describe-schema.ts';
import { listOr, quote } from './describe-value.ts';
import { KUBERNETES_WORDS } from './kubernetes-words.ts';
import type { Reading } from './reading.ts';

type Schema = z.core.$ZodType;

/** The fault of `key`, which stands at `reading.path` in a mapping of one of the given forms. */
export function explainKey(
  key: string,
  { root, path, source }: Pick<Reading, 'root' | 'path' | 'source'>,
  mappings: readonly Schema[],
): Fault {
  const fields = mappings.flatMap((mapping) => Object.keys(fieldsOf(mapping) ?? {}));
  const message = `${quote(key)} is not a field of ${listOr(mappings.map(nounOf))}`;
  return fault('unknown-key', message, source.placeOf([...path, key], 'key'), {
    hint:
      refuseValue(key, mappings) ??
      suggestHint(key, fields) ??
      belongsElsewhere(key, root) ??
      translate(key) ??
      listFields(mappings),
  });
}

const VALUES: ReadonlySet<string> = new Set(['data', 'stringData', 'text', 'value', 'values']);

/** Who writes values into a secret must not be sent to a field that would take them. */
function refuseValue(key: string, mappings: readonly Schema[]): string | undefined {
  if (!VALUES.has(key) || !mappings.some((mapping) => nounOf(mapping) === 'a secret')) return undefined;
  return 'everybody can read what stands here: write `existing`, `externalSecret`, `sealed` or `sops`';
}

function translate(key: string): string | undefined {
  const ours = Object.hasOwn(KUBERNETES_WORDS, key) ? KUBERNETES_WORDS[key] : undefined;
  return ours === undefined ? undefined : `here it is ${ours}`;
}

function belongsElsewhere(key: string, root: Schema): string | undefined {
  const owners = ownersOf(root).get(key);
  return owners && `${quote(key)} is a field of ${listOr(owners)}`;
}

const known = new WeakMap<Schema, Map<string, string[]>>();
const MOST_OWNERS = 3;

/** Every field below `root` -> what it is a field of, outermost first. */
function ownersOf(root: Schema): Map<string, string[]> {
  const before = known.get(root);
  if (before) return before;
  const owners = new Map<string, string[]>();
  const seen = new Set<Schema>();
  let level: Schema[] = [root];
  while (level.length > 0) {
    const mappings = level.flatMap(branchesOf).filter((type) => !seen.has(type) && seen.add(type));
    for (const mapping of mappings) addOwner(mapping, owners);
    level = mappings.flatMap(childrenOf);
  }
  known.set(root, owners);
  return owners;
}

function addOwner(mapping: Schema, owners: Map<string, string[]>): void {
  for (const field of Object.keys(fieldsOf(mapping) ?? {})) {
    const nouns = owners.get(field) ?? [];
    if (nouns.length < MOST_OWNERS) owners.set(field, [...nouns, nounOf(mapping)]);
  }
}

function childrenOf(type: Schema): Schema[] {
  const fields = fieldsOf(type);
  if (fields) return Object.values(fields);
  if (type instanceof z.ZodRecord) return [type.valueType];
  return type instanceof z.ZodArray ? [type.element] : [];
}
