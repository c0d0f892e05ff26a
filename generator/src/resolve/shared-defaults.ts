// What `defaults.shop` says to every kind, as one kind takes it: a value that only other kinds may have does not reach it.
import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from '../model/json.ts';
import type { WorkloadKind } from '../validate/vocabulary/shop.ts';

/** Kinds whose pods are restarted for ever. */
export const LASTING: readonly WorkloadKind[] = ['deployment', 'statefulset', 'daemonset', 'replicaset'];

/** The part of `defaults.shop` that holds for a kind. */
export function takeShared(kind: WorkloadKind, shared: JsonObject): JsonObject {
  const taken: JsonObject = { ...shared };
  if (LASTING.includes(kind) && taken['restartPolicy'] !== 'Always') delete taken['restartPolicy'];
  // How many pods may be missing is said of pods that are alike, and those of a statefulset are not.
  if (kind === 'statefulset') takeOut(taken, 'strategy', 'rolling', 'unavailable');
  // A job that is gone would be made again, and run again.
  if (kind === 'job') takeOut(taken, 'job', 'ttl');
  return taken;
}

/** Takes a member out of `object`; the mappings on the way to it are copied. */
function takeOut(object: JsonObject, key: string, ...rest: readonly string[]): void {
  if (rest.length === 0) delete object[key];
  const below: Json | undefined = object[key];
  const [next, ...further] = rest;
  if (next === undefined || !isObject(below)) return;
  const copy: JsonObject = { ...below };
  takeOut(copy, next, ...further);
  object[key] = copy;
}
