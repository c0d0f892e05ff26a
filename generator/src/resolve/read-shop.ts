// A layered shop in one environment: templates rendered, gated entries left out, and the result read by the vocabulary.
// What comes out the same as before is the same object as before.
import { z } from 'zod';
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { schemaAt } from '../validate/choose-branch.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type Shop, shopSchema } from '../validate/vocabulary/shop.ts';
import { checkShop } from './check-shop.ts';
import { hintName } from './hint-name.ts';
import { findOrigin, holds, type LayeredShop } from './layers.ts';
import { fillSlots, renderSlots, type Slot, type SlotProblem } from './render-templates.ts';
import type { Context } from './template-context.ts';

export interface ReadShop {
  readonly spec: Shop | undefined;
  readonly faults: readonly Fault[];
}

type Gates = Readonly<Record<string, boolean>>;

/** What is known of one shop: each distinct result, and the first good one, from which others differ in slots only. */
interface Known {
  readonly results: Map<string, ReadShop>;
  /** By the state of the gates, for they decide what is left out. */
  readonly first: Map<
    string,
    {
      readonly spec: Shop;
      readonly faults: readonly Fault[];
      readonly values: readonly Json[];
      readonly types: readonly (z.ZodType | undefined)[];
    }
  >;
}

/** Reads shops, and remembers each distinct result. */
export class ShopReader {
  readonly #known = new WeakMap<LayeredShop, Known>();

  read(shop: LayeredShop, context: Context, gates: Gates): ReadShop {
    const { values, problems } = renderSlots(shop.slots, context);
    if (problems.length > 0) {
      const placeOf = (path: YamlPath) => findOrigin(shop, path);
      return { spec: undefined, faults: explainProblems(problems, context, placeOf) };
    }
    const known: Known = this.#known.get(shop) ?? { results: new Map(), first: new Map() };
    this.#known.set(shop, known);
    const gateKey = JSON.stringify(gates);
    const key = JSON.stringify(values) + gateKey;
    const before = known.results.get(key);
    if (before) return before;
    const read =
      readAgain(shop, values, known.first.get(gateKey)) ??
      readFilled(shop, fillSlots(shop.merged, shop.slots, values), gates);
    known.results.set(key, read);
    if (read.spec && !known.first.has(gateKey)) {
      known.first.set(gateKey, {
        spec: read.spec,
        faults: read.faults,
        values,
        types: shop.slots.map(({ path }) => typeAt(path, shop, values)),
      });
    }
    return read;
  }
}

type First = Known['first'] extends Map<string, infer T> ? T : never;

/** Fields whose values `checkShop` never looks at, so that another value is no reason to ask it again. */
const UNCHECKED: ReadonlySet<string> = new Set(['args', 'command', 'env', 'image', 'replicas', 'workingDir']);

/** Fields that are one entry, or a list. */
const ONE_OR_MORE: ReadonlySet<string> = new Set(['ingress', 'route']);

/** The form of the value at a slot. */
function typeAt(path: YamlPath, shop: LayeredShop, values: readonly Json[]): z.ZodType | undefined {
  const found = schemaAt(shopSchema(resolved), path, fillSlots(shop.merged, shop.slots, values));
  return found instanceof z.ZodType ? found : undefined;
}

/**
 * The shop of another environment: the first one with other values in the slots, each read by the form of its field, so
 * that what all environments have in common is read once. Undefined when that cannot be done, or a value does not fit.
 */
function readAgain(
  shop: LayeredShop,
  values: readonly Json[],
  first: First | undefined,
): ReadShop | undefined {
  if (!first) return undefined;
  const changed: { slot: Slot; value: Json }[] = [];
  for (const [index, slot] of shop.slots.entries()) {
    const value = values[index] ?? null;
    if (value === first.values[index]) continue;
    const read = first.types[index]?.safeParse(value);
    // A gate that is off takes entries out of the list of ingresses or routes, and those behind them move up.
    if (!read?.success || ONE_OR_MORE.has(String(slot.path[0])) || !holds(first.spec, slot.path))
      return undefined;
    // What a field of the vocabulary reads from plain data is plain data.
    changed.push({ slot, value: read.data as Json });
  }
  const filled = fillSlots(
    first.spec as unknown as JsonObject,
    changed.map(({ slot }) => slot),
    changed.map(({ value }) => value),
  );
  const spec = filled as unknown as Shop; // the first shop with values that their own fields have read
  if (changed.every(({ slot }) => UNCHECKED.has(String(slot.path[0])))) return { spec, faults: first.faults };
  return { spec, faults: checkShop({ spec, kind: shop.kind, layers: shop.layers, placeOf: placesOf(shop) }) };
}

function placesOf(shop: LayeredShop): (path: YamlPath, part?: 'key' | 'value') => Place {
  return (path, part = 'value') => ({ ...(findOrigin(shop, path) ?? { file: '' }), part });
}

/** What is wrong with templates, at the scalars that hold them. */
export function explainProblems(
  problems: readonly SlotProblem[],
  context: Context,
  placeOf: (path: YamlPath) => Place | undefined,
): Fault[] {
  return problems.map(({ path, problem: { message, unknown } }) => {
    const code = unknown === undefined ? 'bad-template' : 'unknown-template-name';
    const hint = unknown === undefined ? undefined : hintName(unknown, context);
    return fault(code, message, placeOf(path), { hint });
  });
}

function readFilled(shop: LayeredShop, filled: JsonObject, gates: Gates): ReadShop {
  const value = dropGated(filled, gates);
  const schema = shopSchema(resolved);
  const result = schema.safeParse(value);
  const placeOf = placesOf(shop);
  if (!result.success) return { spec: undefined, faults: explainIssues(schema, value, { placeOf }) };
  const faults = checkShop({ spec: result.data, kind: shop.kind, layers: shop.layers, placeOf });
  return { spec: result.data, faults };
}

/** Leaves out the sidecars, init containers, ingresses and routes whose gate is off. */
function dropGated(shop: JsonObject, gates: Gates): JsonObject {
  const off = (entry: Json | undefined): boolean => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
    return typeof entry['when'] === 'string' && !gates[entry['when']];
  };
  const kept: JsonObject = { ...shop };
  for (const list of ['sidecars', 'init']) {
    const entries = kept[list];
    if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) continue;
    if (Object.values(entries).some(off)) {
      kept[list] = Object.fromEntries(Object.entries(entries).filter(([, entry]) => !off(entry)));
    }
  }
  for (const field of ONE_OR_MORE) {
    const entry = kept[field];
    if (Array.isArray(entry)) kept[field] = entry.filter((one) => !off(one));
    else if (off(entry)) delete kept[field];
  }
  return kept;
}
