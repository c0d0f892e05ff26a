// A partial object merged into a whole one as `kubectl patch --type strategic` does: mappings by key, lists whose items
// have a key item by item, all else replaced. `$patch: delete` takes a mapping or an item away, `$patch: replace` puts
// the partial one in its place, `$retainKeys: [type]` keeps those members alone. Custom kinds have no list keys: there
// every list is replaced.
// https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
import type { YamlPath } from '../../diagnostics/fault.ts';
import { isObject } from '../../model/json.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** What stands in the way of a patch, at a path of its change. */
export interface PatchProblem {
  readonly path: YamlPath;
  readonly message: string;
}

/** List -> the field that tells its items apart, the first that an item has; `x-kubernetes-patch-merge-key` of OpenAPI. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ports: ['containerPort', 'port'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';

/** The merged object, and what did not apply; neither argument is changed. */
export function mergeStrategically(
  object: Mapping,
  change: Mapping,
  { custom }: { readonly custom: boolean },
): { merged: Record<string, unknown>; problems: PatchProblem[] } {
  const merge = new Merging(custom);
  const merged = merge.mapping(object, change, []);
  return { merged, problems: merge.problems };
}

class Merging {
  readonly problems: PatchProblem[] = [];
  readonly #custom: boolean;

  constructor(custom: boolean) {
    this.#custom = custom;
  }

  mapping(object: Mapping, change: Mapping, path: YamlPath): Record<string, unknown> {
    const { [DIRECTIVE]: directive, [RETAIN]: retained, ...fields } = change;
    if (directive !== undefined && directive !== 'replace') this.#refuse(path, directive);
    const kept = directive === 'replace' ? [] : Array.isArray(retained) ? retained : Object.keys(object);
    const merged = pick(object, kept);
    for (const [key, value] of Object.entries(fields)) {
      const at = [...path, key];
      if (isObject(value) && value[DIRECTIVE] === 'delete') {
        if (!Object.hasOwn(object, key))
          this.problems.push({ path: at, message: `there is no ${key} to delete` });
        delete merged[key];
      } else merged[key] = this.#value(merged[key], value, at);
    }
    return merged;
  }

  #value(old: unknown, value: unknown, path: YamlPath): unknown {
    if (isObject(value)) return this.mapping(isObject(old) ? old : {}, value, path);
    if (!Array.isArray(value)) return value;
    const key = this.#custom ? undefined : keyOf(String(path.at(-1)), value);
    return key === undefined ? value : this.#list(Array.isArray(old) ? old : [], value, { key, path });
  }

  #list(
    old: readonly unknown[],
    items: readonly unknown[],
    { key, path }: { key: string; path: YamlPath },
  ): unknown[] {
    const merged = [...old];
    for (const [index, item] of items.entries()) {
      if (!isObject(item)) continue;
      const at = [...path, index];
      const found = merged.findIndex((one) => isObject(one) && one[key] === item[key]);
      const before = merged[found];
      if (item[DIRECTIVE] === 'delete') {
        if (found < 0)
          this.problems.push({ path: at, message: `nothing here has ${key} ${String(item[key])}` });
        else merged.splice(found, 1);
      } else if (isObject(before)) merged[found] = this.mapping(before, item, at);
      else merged.push(this.mapping({}, item, at));
    }
    return merged;
  }

  #refuse(path: YamlPath, directive: unknown): void {
    const message = `"$patch: ${String(directive)}" is not understood: it is delete or replace`;
    this.problems.push({ path: [...path, DIRECTIVE], message });
  }
}

/** The key that all items have; without one the list is replaced as a whole. */
function keyOf(list: string, items: readonly unknown[]): string | undefined {
  const keys = Object.hasOwn(MERGE_KEYS, list) ? MERGE_KEYS[list] : undefined;
  return keys?.find((key) => items.every((item) => isObject(item) && item[key] !== undefined));
}

function pick(object: Mapping, keys: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}
