// A list of operations of RFC 6902 applied to an object; the first that does not apply ends it.
// https://www.rfc-editor.org/rfc/rfc6902
import { isObject } from '../../model/json.ts';
import type { Patch } from '../../validate/vocabulary/object.ts';
import type { PatchProblem } from './strategic-merge.ts';

type Operations = Extract<Patch['change'], readonly unknown[]>;

/** The changed object, or the operation that did not apply; the object itself is not changed. */
export function applyOperations(
  object: object,
  operations: Operations,
): { changed: unknown } | { problem: PatchProblem } {
  const root: { value: unknown } = { value: structuredClone(object) };
  for (const [index, operation] of operations.entries()) {
    const message = applyOperation(root, operation);
    if (message !== undefined)
      return { problem: { path: [index, message.startsWith('from') ? 'from' : 'path'], message } };
  }
  return { changed: root.value };
}

/** What stands in the way, or nothing. */
function applyOperation(root: object, operation: Operations[number]): string | undefined {
  const { op, path } = operation;
  const target = findSlot(root, path);
  if (!target) return `"${path}" is not there: its parent is missing`;
  const there = read(target);
  if (op === 'add') return write(target, structuredClone(operation.value));
  if (op === 'move' || op === 'copy') {
    const source = findSlot(root, operation.from);
    const value = source && read(source);
    if (!source || value === undefined) return `from "${operation.from}" is not there`;
    if (op === 'move') remove(source);
    return write(target, structuredClone(value));
  }
  if (there === undefined) return `"${path}" is not there`;
  if (!('value' in operation)) remove(target);
  else if (op === 'replace') replace(target, structuredClone(operation.value));
  else if (JSON.stringify(there) !== JSON.stringify(operation.value))
    return `"${path}" is ${JSON.stringify(there)}, and the patch expects ${JSON.stringify(operation.value)}`;
  return undefined;
}

/** A member of a mapping, or an index of a list. */
type Slot =
  | { readonly list: unknown[]; readonly index: number }
  | { readonly map: Record<string, unknown>; readonly key: string };

function findSlot(root: object, pointer: string): Slot | undefined {
  const steps = ['value', ...pointer.split('/').slice(1)].map((step) =>
    step.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
  let node: unknown = root;
  for (const step of steps.slice(0, -1)) {
    const slot = slotOf(node, step);
    node = slot && read(slot);
  }
  return slotOf(node, steps.at(-1) ?? '');
}

function slotOf(node: unknown, step: string): Slot | undefined {
  if (Array.isArray(node)) {
    const index = step === '-' ? node.length : /^(0|[1-9]\d*)$/.test(step) ? Number(step) : -1;
    return index >= 0 && index <= node.length ? { list: node, index } : undefined;
  }
  return isObject(node) && step !== '__proto__' ? { map: node, key: step } : undefined;
}

function read(slot: Slot): unknown {
  if ('list' in slot) return slot.list[slot.index];
  return Object.hasOwn(slot.map, slot.key) ? slot.map[slot.key] : undefined;
}

/** Puts a value in; before the one that stands there, in a list. */
function write(slot: Slot, value: unknown): undefined {
  if ('list' in slot) slot.list.splice(slot.index, 0, value);
  else slot.map[slot.key] = value;
}

function replace(slot: Slot, value: unknown): void {
  if ('list' in slot) slot.list[slot.index] = value;
  else slot.map[slot.key] = value;
}

function remove(slot: Slot): void {
  if ('list' in slot) slot.list.splice(slot.index, 1);
  else delete slot.map[slot.key];
}
