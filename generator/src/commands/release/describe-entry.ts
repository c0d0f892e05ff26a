// One entry of releases.yaml as text, a line for each field, so that a review shows what is new and a diff stays small.
import { emitYaml } from '../../emit/emit-yaml.ts';
import type { JsonObject } from '../../model/json.ts';

/** `v3:` and its fields. */
export function describeEntry(version: string, entry: JsonObject): string {
  // Times read better without quotes, and input accepts them so.
  return emitYaml({ [version]: entry }).replace(/^(\s+date: )"([^"]+)"$/m, '$1$2');
}
