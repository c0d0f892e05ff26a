// What a town says in Kubernetes' own form, in one environment: its objects and its patches, in the order written.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import type { AuthoredTown } from '../validate/model.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { patchSchema } from '../validate/vocabulary/object.ts';
import { isPlain } from './layers.ts';
import { readEntry } from './read-entry.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import { isKubernetesObject } from './resolve-kingdom.ts';
import type { ResolvedObject, ResolvedPatch } from './resolved.ts';
import type { Context } from './template-context.ts';

export interface Written {
  readonly town: AuthoredTown;
  readonly context: Context;
  readonly gates: Readonly<Record<string, boolean>>;
}

/** The entries of `objects` whose gate is on; only those that say `template: true` are templates. */
export function resolveObjects({ town, context, gates }: Written): {
  objects: ResolvedObject[];
  faults: Fault[];
} {
  const objects: ResolvedObject[] = [];
  const faults: Fault[] = [];
  for (const [index, entry] of listOf(town, 'objects', gates)) {
    const root = ['objects', index];
    const { when: _when, template, ...rest } = entry;
    const own: JsonObject = isObject(template) ? { ...rest, template } : rest;
    const slots = template === true ? findTemplates(own) : [];
    const { values, problems } = renderSlots(slots, context);
    faults.push(
      ...explainProblems(problems, context, (path) => ({ file: town.file, path: [...root, ...path] })),
    );
    const object = fillSlots(own, slots, values);
    const place: Place = { file: town.file, path: [...root, 'metadata', 'name'] };
    // The schema of the town file has seen apiVersion, kind and metadata.name; a template may have made a number of one.
    if (problems.length === 0 && isKubernetesObject(object)) objects.push({ object, root, place });
    else if (problems.length === 0)
      faults.push(fault('not-an-object', 'apiVersion, kind and metadata.name must be texts', place));
  }
  return { objects, faults };
}

/** The entries of `patches` whose gate is on. */
export function resolvePatches({ town, context, gates }: Written): {
  patches: ResolvedPatch[];
  faults: Fault[];
} {
  const patches: ResolvedPatch[] = [];
  const faults: Fault[] = [];
  for (const [index, value] of listOf(town, 'patches', gates)) {
    const root = ['patches', index];
    const schema = patchSchema(resolved);
    const read = readEntry({ town, context, value, root, schema, skip: isPlain });
    if (!read.data) {
      faults.push(...read.faults);
      continue;
    }
    const { target, change, owner, expires } = read.data;
    if (owner === undefined && expires === undefined)
      faults.push(
        fault('bad-patch', 'nobody answers for this patch, and it never ends', read.at([], 'key'), {
          hint: 'add `owner: market-team`, or `expires: 2027-01-31T00:00:00Z`',
        }),
      );
    patches.push({ target, change, root, place: read.at([], 'key') });
  }
  return { patches, faults };
}

function listOf(town: AuthoredTown, field: 'objects' | 'patches', gates: Written['gates']) {
  const list = town.document[field];
  return (Array.isArray(list) ? list : []).flatMap((entry, index): [number, JsonObject][] => {
    // The schema of the town file has let nothing but mappings through.
    const mapping = entry as JsonObject;
    const { when } = mapping;
    return typeof when === 'string' && gates[when] !== true ? [] : [[index, mapping]];
  });
}
