// What `defaults.<kind>` says, in the base and in towns: only fields that this kind has, for no shop would use another.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { at } from './read-document.ts';
import { KINDS_OF_FIELDS, listKinds } from './vocabulary/kinds-of-fields.ts';
import { WORKLOAD_KINDS, type WorkloadKind } from './vocabulary/shop.ts';

/** A fault for each field of a file's `defaults.<kind>` that shops of this kind do not have. */
export function checkDefaults(defaults: unknown, file: string): Fault[] {
  if (!isObject(defaults)) return [];
  return WORKLOAD_KINDS.flatMap((kind) => {
    const section = defaults[kind];
    if (!isObject(section)) return [];
    return [...checkFields(kind, section, file), ...checkKind(kind, section, file)];
  });
}

function checkFields(kind: WorkloadKind, section: Readonly<Record<string, unknown>>, file: string): Fault[] {
  return Object.entries(KINDS_OF_FIELDS)
    .filter(([field, kinds]) => (section[field] ?? 'none') !== 'none' && !kinds.includes(kind))
    .map(([field, kinds]) => {
      const message = `"${field}" is a field of a ${listKinds(kinds)}, and these are the defaults of a ${kind}`;
      const hint = `take it out, or move it to \`defaults.${kinds[0]}\``;
      return fault('field-of-another-kind', message, at(file, ['defaults', kind, field], 'key'), { hint });
    });
}

/** What stands under a kind is looked up by the kind, so it cannot say another. */
function checkKind(kind: WorkloadKind, section: Readonly<Record<string, unknown>>, file: string): Fault[] {
  const said = section['kind'];
  if (said === undefined || said === 'none' || said === kind) return [];
  const message = `these are the defaults of a ${kind}, so "kind" has no effect here`;
  const hint = 'take it out; the kind of shops that say none stands under `defaults.shop`';
  return [fault('field-of-another-kind', message, at(file, ['defaults', kind, 'kind'], 'key'), { hint })];
}
