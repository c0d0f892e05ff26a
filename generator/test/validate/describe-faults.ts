// A fault on one line, as the tests compare it: `code @ file:path: message (hint)`.
import type { Fault, Place } from '../../src/diagnostics/fault.ts';
import { validate } from '../../src/validate/validate.ts';
import { type Files, MARKET, makeRepository } from './make-repository.ts';

export const CHECKS = { checks: new Set(['probe-missing', 'resources-missing']) };

function describePlace(place: Place | undefined): string {
  const path = place?.path?.join('.') ?? '';
  return `${place?.file}${path && `:${path}`}`;
}

export function describeFault({ code, place, message, hint, other }: Fault): string {
  const second = other ? ` + ${describePlace(other.place)}` : '';
  return `${code} @ ${describePlace(place)}${second}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** The faults of the market repository with some files changed; a file of `undefined` is taken away. */
export function faultsOf(changes: Readonly<Record<string, string | undefined>>): string[] {
  return validate(makeRepository(changed(changes)), CHECKS).faults.map(describeFault);
}

export function changed(changes: Readonly<Record<string, string | undefined>>): Files {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries({ ...MARKET, ...changes }))
    if (text !== undefined) files[path] = text;
  return files;
}
