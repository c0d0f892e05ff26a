// Values with templates in them: found once, and rendered for each environment without copying what has none.
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { compileTemplate, isTemplate, type Template } from './template.ts';
import type { Context, TemplateProblem } from './template-context.ts';

/** A scalar that is a template, with where it stands. */
export interface Slot {
  readonly path: YamlPath;
  readonly template: Template;
}

/** Fields that are read as they are: nothing in them is a template. */
export type Skip = (path: YamlPath) => boolean;

/** Every template below a value. */
export function findTemplates(value: Json, skip: Skip = () => false, path: YamlPath = []): Slot[] {
  if (typeof value === 'string')
    return isTemplate(value) && !skip(path) ? [{ path, template: compileTemplate(value) }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => findTemplates(item, skip, [...path, index]));
  return Object.entries(value).flatMap(([key, member]) => findTemplates(member, skip, [...path, key]));
}

export interface SlotProblem {
  readonly path: YamlPath;
  readonly problem: TemplateProblem;
}

/** The value of each slot, in their order; or what is wrong with some. */
export function renderSlots(
  slots: readonly Slot[],
  context: Context,
): { values: Json[]; problems: SlotProblem[] } {
  const values: Json[] = [];
  const problems: SlotProblem[] = [];
  for (const { path, template } of slots) {
    const rendered = template.render(context);
    if ('problem' in rendered) problems.push({ path, problem: rendered.problem });
    values.push('value' in rendered ? rendered.value : null);
  }
  return { values, problems };
}

/** A copy of `value` with the slots' values in place; what has no slot below it is shared. */
export function fillSlots(value: JsonObject, slots: readonly Slot[], values: readonly Json[]): JsonObject {
  if (slots.length === 0) return value;
  const copied = new Set<Json>();
  const copy = <T extends Json>(node: T): T => {
    if (copied.has(node)) return node;
    const fresh = (Array.isArray(node) ? [...node] : { ...(node as JsonObject) }) as T; // a list or a mapping: a slot is below it
    copied.add(fresh);
    return fresh;
  };
  const root = copy(value);
  slots.forEach(({ path }, index) => {
    // Every step but the last leads to a list or a mapping, for the slot was found by walking this value.
    let node = root as unknown as Record<string | number, Json>;
    for (const key of path.slice(0, -1)) {
      node[key] = copy(node[key] ?? null);
      node = node[key] as unknown as Record<string | number, Json>;
    }
    node[path.at(-1) ?? ''] = values[index] ?? null;
  });
  return root;
}
