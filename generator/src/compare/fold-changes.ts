// Changes that are the same in several environments, as one line each: a person reads what happens once, and where.
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Effect, FieldChange, ObjectChange } from './change.ts';
import { classifyFields } from './classify.ts';
import type { TreeObject } from './snapshot.ts';

export interface FoldedChange {
  /** The town, `kingdom <name>`, or `cluster <name>` for the reconcilers' own objects. */
  readonly owner: string;
  readonly shop: string | undefined;
  /** `Deployment market-baker`. */
  readonly object: string;
  readonly effect: Effect;
  readonly fields: readonly FieldChange[];
  /** In the order of the pipeline; empty for the reconcilers' own objects. */
  readonly environments: readonly string[];
  /** Pods, over all environments. */
  readonly restarts: number;
  /** The rendered file and the field that make it what it is, in the first environment. */
  readonly cause: Cause | undefined;
}

export interface Cause {
  readonly path: string;
  readonly field: YamlPath;
}

/** Folds changes; the most urgent first, then by owner and object. `order` lists the environments of the pipeline. */
export function foldChanges(changes: readonly ObjectChange[], order: readonly string[]): FoldedChange[] {
  const folded = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const key = keyOf(change);
    const same = folded.get(key);
    if (same) same.push(change);
    else folded.set(key, [change]);
  }
  return [...folded.values()].map((same) => fold(same, order)).sort(compareFolded);
}

function fold(same: readonly ObjectChange[], order: readonly string[]): FoldedChange {
  const rank = (change: ObjectChange): number => order.indexOf(seen(change)?.environment ?? '');
  const [first] = [...same].sort((a, b) => rank(a) - rank(b));
  const found = first && seen(first);
  const places = new Set(same.flatMap((change) => seen(change)?.environment ?? []));
  return {
    owner: found ? ownerOf(found) : '',
    shop: found?.shop,
    object: found ? nameOf(found) : '',
    effect: first?.effect ?? 'none',
    fields: first?.fields ?? [],
    environments: sortPlaces(places, order),
    restarts: same.reduce((sum, { restarts }) => sum + restarts, 0),
    cause: first && found && { path: found.path, field: chooseField(first) },
  };
}

/** Environments in the order of the pipeline. */
export function sortPlaces(places: Iterable<string>, order: readonly string[]): string[] {
  return [...places].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/**
 * The first field that has the gravest effect and a value; a checksum is written by nobody, so any other comes before
 * it. Where all is gone, the object as a whole.
 */
function chooseField({ after, effect, fields }: ObjectChange): YamlPath {
  const isWritten = ({ path, after: value }: FieldChange): boolean =>
    value !== undefined && !path.includes('annotations');
  const isGrave = (field: FieldChange): boolean =>
    after !== undefined && classifyFields(after.object, [field]) === effect;
  const written = fields.filter(isWritten);
  return (written.find(isGrave) ?? written[0])?.path ?? [];
}

/** The object as it will be, or as it was. */
export function seen({ before, after }: ObjectChange): TreeObject | undefined {
  return after ?? before;
}

function ownerOf({ town, kingdom, cluster }: TreeObject): string {
  if (town !== undefined) return town;
  return kingdom === undefined ? `cluster ${cluster}` : `kingdom ${kingdom}`;
}

function nameOf({ object: { kind, metadata } }: TreeObject): string {
  return `${kind} ${metadata.name}`;
}

function keyOf(change: ObjectChange): string {
  const found = seen(change);
  const { effect, fields } = change;
  return JSON.stringify([found && ownerOf(found), found?.shop, found && nameOf(found), effect, fields]);
}

/** What a reviewer must see first. */
const URGENCY: readonly Effect[] = [
  'data-loss',
  'delete',
  'recreate',
  'restart',
  'scale',
  'configuration',
  'create',
  'metadata',
  'none',
];

function compareFolded(a: FoldedChange, b: FoldedChange): number {
  const urgency = URGENCY.indexOf(a.effect) - URGENCY.indexOf(b.effect);
  if (urgency !== 0) return urgency;
  const [one, other] = [`${a.owner}\0${a.object}`, `${b.owner}\0${b.object}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
