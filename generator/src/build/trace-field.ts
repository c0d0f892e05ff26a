// Which line set a rendered field: found by changing one value of the shop after another, building again, and looking
// which change moves the field. So no value carries its origin through the steps, and the answer can never be out of
// step with the builders. It costs one build of a shop for each value, and is paid only when somebody asks: a fault
// that points into a manifest, or `explain`.
import type { YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';

export interface TraceQuestion {
  readonly shop: ResolvedShop;
  /** The manifest that holds the field. */
  readonly manifest: Pick<Manifest, 'path'>;
  /** The rendered field; when it is not there, its nearest ancestor that is. */
  readonly field: YamlPath;
  /** Builds the manifests of the shop with another spec; it may throw, for changed values need not make sense. */
  readonly rebuild: (spec: Shop) => readonly Manifest[];
}

/**
 * The path in the shop's spec whose value sets a rendered field. A field that several values make up is traced to the
 * deepest of them when it is a scalar, and to the mapping that holds them all when it is a mapping or a list (the
 * empty path is the shop itself). Nothing when no value of the spec moves the field: names, labels, what is implied.
 */
export function traceField({ shop, manifest, field, rebuild }: TraceQuestion): YamlPath | undefined {
  const before = readField(findObject(rebuild(shop.spec), manifest), field);
  if (before === undefined) {
    // An answer for the parent: what is missing would have been written there.
    const parent = field.slice(0, -1);
    return field.length === 0 ? undefined : traceField({ shop, manifest, field: parent, rebuild });
  }
  const moves = (path: YamlPath, change: Change): boolean => {
    try {
      // A changed value may have the wrong type for its field: a builder that cannot read it throws.
      const after = findObject(rebuild(changeAt(shop.spec, path, change) as Shop), manifest);
      return after !== undefined && JSON.stringify(readField(after, field)) !== JSON.stringify(before);
    } catch {
      return false;
    }
  };
  const leaves = [...listPaths(shop.spec, 'leaves')];
  const changed = leaves.filter((path) => moves(path, disturb));
  const moved = changed.length > 0 ? changed : leaves.filter((path) => moves(path, remove));
  const found =
    moved.length > 0 ? moved : [...listPaths(shop.spec, 'branches')].filter((path) => moves(path, remove));
  if (found.length === 0) return undefined;
  return typeof before === 'object' ? sharedStart(found) : deepest(found);
}

const JOB = /-[0-9a-f]{8}-job\.yaml$/;

function findObject(manifests: readonly Manifest[], { path }: TraceQuestion['manifest']): unknown {
  const found = manifests.find((manifest) => manifest.path === path);
  if (found || !JOB.test(path)) return found?.object;
  // The name of a job changes with what is in it.
  return manifests.find((manifest) => manifest.object.kind === 'Job')?.object;
}

function readField(object: unknown, field: YamlPath): unknown {
  return field.reduce(descend, object);
}

function descend(node: unknown, step: string | number): unknown {
  if (Array.isArray(node)) return typeof step === 'number' ? node[step] : undefined;
  return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}

/** What becomes of a value; undefined takes it away. */
type Change = (value: unknown) => unknown;

const remove: Change = () => undefined;

const disturb: Change = (value) => {
  if (typeof value === 'string') return `${value}-changed`;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : undefined;
};

/** A copy in which only the value at the path is another. */
function changeAt(node: unknown, [step, ...rest]: YamlPath, change: Change): unknown {
  if (step === undefined) return change(node);
  const value = changeAt(descend(node, step), rest, change);
  if (Array.isArray(node)) {
    return node.flatMap((item, index) => (index !== step ? [item] : value === undefined ? [] : [value]));
  }
  const entries = Object.entries(isObject(node) ? node : {});
  return Object.fromEntries(
    entries.flatMap(([key, item]) =>
      key !== step ? [[key, item]] : value === undefined ? [] : [[key, value]],
    ),
  );
}

/** Paths of scalars (leaves), or of mappings, lists and their entries (branches), outer ones first. */
function* listPaths(node: unknown, which: 'leaves' | 'branches', at: YamlPath = []): Generator<YamlPath> {
  const isBranch = typeof node === 'object' && node !== null;
  if (at.length > 0 && isBranch === (which === 'branches')) yield at;
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* listPaths(item, which, [...at, index]);
  } else if (isObject(node)) {
    for (const [key, item] of Object.entries(node)) yield* listPaths(item, which, [...at, key]);
  }
}

function deepest(paths: readonly YamlPath[]): YamlPath | undefined {
  return paths.reduce((best, path) => (path.length > best.length ? path : best));
}

function sharedStart(paths: readonly YamlPath[]): YamlPath {
  return paths.reduce((shared, path) => {
    const end = shared.findIndex((step, index) => step !== path[index]);
    return end === -1 ? shared : shared.slice(0, end);
  });
}
