// A value that another value of the same shop speaks against: the fault that checks of several fields share.
import { type Fault, type FaultDetails, fault, type YamlPath } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';

/** A fault of the value at one path that another value speaks against. */
export function conflict(
  { placeOf }: ShopQuestion,
  message: string,
  said: { path: YamlPath; against?: YamlPath; label?: string; hint: string },
): Fault {
  const { path, against, label = 'this speaks against it', hint } = said;
  const details: FaultDetails = against ? { hint, other: { place: placeOf(against), label } } : { hint };
  return fault('values-conflict', message, placeOf(path), details);
}
