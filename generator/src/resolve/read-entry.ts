// One entry of a town-level map or list in one environment: templates rendered, and the result read by the vocabulary.
import type { z } from 'zod';
import type { Fault, Place, YamlPath } from '../diagnostics/fault.ts';
import type { JsonObject } from '../model/json.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import type { AuthoredTown } from '../validate/model.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots, type Skip } from './render-templates.ts';
import type { Context } from './template-context.ts';

export interface EntryQuestion<T> {
  readonly town: AuthoredTown;
  readonly context: Context;
  readonly value: JsonObject;
  /** Where the entry stands: `['secrets', 'database']`. */
  readonly root: YamlPath;
  readonly schema: z.ZodType<T>;
  /** What is read as it is. */
  readonly skip: Skip;
}

/** The place of a node of an entry. */
export type At = (path: YamlPath, part?: 'key' | 'value') => Place;

export type ReadEntry<T> =
  | { readonly data: T; readonly at: At; readonly faults?: undefined }
  | { readonly data?: undefined; readonly at: At; readonly faults: readonly Fault[] };

/** Reads an entry, or says what is wrong with it. */
export function readEntry<T>({ town, context, value, root, schema, skip }: EntryQuestion<T>): ReadEntry<T> {
  const at: At = (path, part = 'value') => ({ file: town.file, path: [...root, ...path], part });
  const slots = findTemplates(value, skip);
  const { values, problems } = renderSlots(slots, context);
  if (problems.length > 0) return { at, faults: explainProblems(problems, context, at) };
  const filled = fillSlots(value, slots, values);
  const read = schema.safeParse(filled);
  if (read.success) return { at, data: read.data };
  return { at, faults: explainIssues(schema, filled, { placeOf: at }) };
}
