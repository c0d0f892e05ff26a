// Faults in the order in which they are printed. Invariant: the order is total and knows nothing of the order in
// which faults were found, so the same repository always prints the same text.
import type { Fault, Place } from './fault.ts';
import { createLocator, type Location } from './locate.ts';

export interface LocatedFault {
  readonly fault: Fault;
  readonly at: Location | undefined;
  readonly other: Location | undefined;
}

export interface SortedFaults {
  readonly faults: readonly LocatedFault[];
  /** How many more there are than are listed. */
  readonly omitted: number;
}

const MOST = 100;

/** Sorts by file, line, column and code, drops what is said twice, and keeps the first 100, errors before warnings. */
export function sortFaults(faults: readonly Fault[], texts: ReadonlyMap<string, string>): SortedFaults {
  const locate = createLocator(texts);
  const find = (place: Place | undefined): Location | undefined => place && locate(place);
  const located = faults.map((fault) => ({ fault, at: find(fault.place), other: find(fault.other?.place) }));
  const keyed = located
    .map((entry) => ({ entry, rank: rankOf(entry) }))
    .sort((a, b) => compare(a.rank, b.rank));
  const unique = keyed.filter(
    ({ rank }, index) => index === 0 || compare(keyed[index - 1]?.rank ?? [], rank) !== 0,
  );
  const sorted = unique.map(({ entry }) => entry);
  return { faults: keepMost(sorted), omitted: Math.max(0, sorted.length - MOST) };
}

type Rank = readonly (string | number)[];

function rankOf({ fault, at, other }: LocatedFault): Rank {
  return [
    fault.place?.file ?? '',
    at?.line ?? 0,
    at?.column ?? 0,
    fault.code,
    fault.severity,
    fault.message,
    fault.hint ?? '',
    fault.detail ?? '',
    fault.other?.place.file ?? '',
    other?.line ?? 0,
    other?.column ?? 0,
    fault.other?.label ?? '',
  ];
}

function compare(a: Rank, b: Rank): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left > right) return 1;
    if (left < right) return -1;
  }
  return a.length - b.length;
}

function keepMost(sorted: readonly LocatedFault[]): readonly LocatedFault[] {
  if (sorted.length <= MOST) return sorted;
  const errors = sorted.filter(({ fault }) => fault.severity === 'error').length;
  let room = { error: Math.min(MOST, errors), warning: Math.max(0, MOST - errors) };
  return sorted.filter(({ fault: { severity } }) => {
    room = { ...room, [severity]: room[severity] - 1 };
    return room[severity] >= 0;
  });
}
