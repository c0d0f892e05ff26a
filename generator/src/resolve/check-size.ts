// How much a claim asks for, of a shop or of the town: more than nothing.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { Storage } from '../validate/vocabulary/storage.ts';
import { readQuantity } from './read-quantity.ts';

/** The fault of a claim that asks for nothing, if it says how much that is. */
export function checkSize(name: string, size: Storage['size'], place: Place): Fault[] {
  if (size === undefined || readQuantity(size) > 0n) return [];
  const message = `${name} asks for ${size}, and a claim is for more than nothing`;
  return [fault('bad-storage', message, place, { hint: 'write an amount, such as 1Gi' })];
}
