// Values in Kubernetes' own form by where they stand; what has another form there is a fault of the schema.
import type { YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';

export interface FoundValue {
  readonly value: unknown;
  readonly path: YamlPath;
}

/** Every value below `value` at the steps of a path; `*` stands for each entry of a list. */
export function findValues(value: unknown, steps: readonly string[]): FoundValue[] {
  let found: FoundValue[] = [{ value, path: [] }];
  for (const step of steps) found = found.flatMap((at) => takeStep(at, step));
  return found;
}

function takeStep({ value, path }: FoundValue, step: string): FoundValue[] {
  if (step === '*')
    return Array.isArray(value)
      ? value.map((entry, index) => ({ value: entry, path: [...path, index] }))
      : [];
  return isObject(value) && Object.hasOwn(value, step) ? [{ value: value[step], path: [...path, step] }] : [];
}
