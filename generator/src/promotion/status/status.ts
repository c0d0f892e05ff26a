// What `townhall status` knows, as plain values: the matrix of towns and environments at one time, and what stands in
// the way of the next promotion. What is not known is said to be unknown; it is never zero, and never ready.
import type { Instant } from '../../model/time.ts';
import type { Hold, Refusal } from '../fleet.ts';

/** How far a version is with its soak in one environment. `none`: it goes nowhere from here. */
export type Soak =
  | { readonly state: 'none' | 'ready' | 'unknown' }
  /** Milliseconds. */
  | { readonly state: 'soaking'; readonly left: number };

export interface Cell {
  readonly version: string;
  /** From when it counts; undefined when that is unknown. */
  readonly since: Instant | undefined;
  /** Milliseconds; undefined when unknown. */
  readonly age: number | undefined;
  /** False: the source branch does not say so yet; undefined when that is unknown. */
  readonly merged: boolean | undefined;
  readonly soak: Soak;
  /** Releases that are newer and not rejected. */
  readonly behind: number;
  readonly barred: readonly string[];
  readonly retired: boolean;
}

/** The base, or a town. */
export interface Row {
  readonly subject: string;
  /** The newest release that is not rejected. */
  readonly newest: string | undefined;
  /** By environment; those that do not pin it are left out. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly rejected: readonly { readonly version: string; readonly reason: string }[];
  /** Distinct versions that run, the oldest first. */
  readonly activeVersions: readonly string[];
  /** Releases between the last and the first stage that pin it. */
  readonly versionsBehind: number;
}

/** A version that a stage would get next. */
export interface NextMove {
  readonly subject: string;
  readonly version: string;
  readonly stage: string;
  readonly environments: readonly string[];
  /** Whether these are all the environments of the stage that run the subject. */
  readonly whole: boolean;
  /** What keeps it out now; nothing: it may go. */
  readonly refusals: readonly Refusal[];
}

/** A gate that is on in some environments and off in others. */
export interface GateDifference {
  readonly town: string;
  readonly gate: string;
  readonly on: readonly string[];
  readonly off: readonly string[];
}

/** Something that should be gone by now. */
export interface Expired {
  /** `hold`, `override` or `patch`. */
  readonly what: string;
  readonly name: string;
  readonly file: string;
  readonly since: Instant;
  /** Of a patch. */
  readonly town?: string;
}

export interface BrokenLimit {
  readonly subject: string;
  readonly limit: 'activeVersions' | 'versionsBehind';
  readonly found: number;
  readonly allowed: number;
}

export interface Status {
  readonly now: Instant;
  /** Why ages and soaks are unknown; undefined when they are known. */
  readonly unknown: string | undefined;
  /** In the order of the pipeline. */
  readonly stages: readonly { readonly name: string; readonly environments: readonly string[] }[];
  /** The base first, then the towns by name. */
  readonly rows: readonly Row[];
  /** What `promote --all` would move, or would like to. */
  readonly next: readonly NextMove[];
  readonly gates: readonly GateDifference[];
  /** Those in force. */
  readonly holds: readonly Hold[];
  readonly expired: readonly Expired[];
  readonly broken: readonly BrokenLimit[];
}
