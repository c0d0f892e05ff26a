// Layers of values, lowest first, merged into one: mappings by key, lists and scalars replaced, choices replaced as a
// whole, and `none` takes away what stands below.
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Json, JsonObject } from '../model/json.ts';

const NONE = 'none';

/** Mappings of free text: `none` is a word there like any other. */
const FREE_TEXT = new Set([
  'annotations',
  'binary',
  'env',
  'files',
  'headers',
  'labels',
  'matchLabels',
  'nodeSelector',
  'podAnnotations',
  'podLabels',
  'values',
  'waive',
]);
/** Fields of a shop or a container that are one choice. */
const CHOICE = new Set(['strategy', 'apart', 'together', 'disruption']);
/** Mappings whose entries are choices: an entry replaces the one below it. */
const CHOICES = new Set(['env', 'mounts', 'ports', 'probes']);

const isMapping = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The merge of two layers; neither is changed. Keys of the lower come first, then new ones in the order written. */
export function mergeLayers(lower: JsonObject, upper: JsonObject, path: YamlPath = []): JsonObject {
  const merged: JsonObject = { ...lower };
  if (path.length === 0) settleScale(merged, upper);
  const free = isFreeText(path);
  for (const [key, value] of Object.entries(upper)) {
    if (value === NONE && !free) delete merged[key];
    else merged[key] = mergeValue(merged[key], value, [...path, key]);
  }
  return merged;
}

/** Who scales owns the number of pods: whichever is said higher up stands alone. */
function settleScale(merged: JsonObject, { replicas, autoscale }: JsonObject): void {
  const says = (value: Json | undefined) => value !== undefined && value !== NONE;
  if (says(replicas) && autoscale === undefined) delete merged['autoscale'];
  if (says(autoscale) && replicas === undefined) delete merged['replicas'];
}

function mergeValue(lower: Json | undefined, upper: Json, path: YamlPath): Json {
  if (Array.isArray(upper)) return upper.map((item, index) => mergeItem(item, [...path, index]));
  if (!isMapping(upper)) return upper;
  const replace = isChoice(path) || !isMapping(lower);
  return mergeLayers(replace ? {} : lower, upper, path);
}

/** Nothing stands below an entry of a list; its `none` says as much. */
function mergeItem(item: Json, path: YamlPath): Json {
  return isMapping(item) ? mergeLayers({}, item, path) : item;
}

/** Whether the value at this path of a shop stands for itself, with nothing of the layers below it. */
export function isChoice(path: YamlPath): boolean {
  const [first, second, ...rest] = inContainer(path);
  if (rest.length === 0) return second === undefined ? CHOICE.has(String(first)) : CHOICES.has(String(first));
  const ofService = first === 'service' && second === 'ports';
  const ofIngress = (first === 'ingress' || first === 'route') && second === 'paths';
  return rest.length === 1 && (ofService || ofIngress);
}

function isFreeText(path: YamlPath): boolean {
  const inside = inContainer(path);
  const [first] = inside;
  // The entry itself of `env` or `ports` may be named like one of these.
  if (inside.length === 2 && CHOICES.has(String(first))) return false;
  return FREE_TEXT.has(String(inside.at(-1)));
}

/** A path below a sidecar or an init container, as if that container were the shop: people choose its name. */
function inContainer(path: YamlPath): YamlPath {
  return path[0] === 'sidecars' || path[0] === 'init' ? path.slice(2) : path;
}
