// What promotion looks at: which environment ran which version from when to when, and the reviewed rules. A plain
// value: every rule is a pure function of it and of a time.
import type { FaultCode } from '../diagnostics/codes/index.ts';
import type { Instant } from '../model/time.ts';
import type { PipelineDocument } from '../validate/vocabulary/pipeline.ts';

/** The base is promoted like a town, under this name; no town may have it. */
export const BASE = 'base';

/** One stretch of time in which an environment ran a version. */
export interface Run {
  readonly version: string;
  /**
   * From when it counts: the later of `since` in the pin and of the commit that brought it to the source branch.
   * Undefined when that is not known: not on the source branch yet, or no `since`.
   */
  readonly since: Instant | undefined;
  /** From when the pin says that it ran, on the source branch or not. */
  readonly said: Instant | undefined;
  /** Undefined while it runs. */
  readonly until: Instant | undefined;
}

/** A rule of the pipeline that a person set aside for one version in one place, as the pin keeps it. */
export interface Exception {
  /** `expedite`, or the code of a hazard. */
  readonly rule: string;
  readonly version: string;
  readonly reason: string;
  readonly owner?: string | undefined;
  readonly date: string;
}

/** What one environment runs of one subject. */
export interface Pinned {
  readonly subject: string;
  readonly environment: string;
  /** The file that says so: a pin, or environment.yaml for the base. */
  readonly file: string;
  /** `current` in the first stage, or a release. */
  readonly version: string;
  /** The newest first; the first one is running. */
  readonly runs: readonly [Run, ...Run[]];
  readonly barred: ReadonlySet<string>;
  readonly retired: boolean;
  readonly exceptions: readonly Exception[];
  /** Other towns that were promoted with it as one set. */
  readonly together: readonly string[];
}

export interface Release {
  readonly version: string;
  readonly rejected: { readonly reason: string } | undefined;
  /** The folder is gone. */
  readonly removed: boolean;
}

/** A town, or the base. */
export interface Subject {
  readonly name: string;
  /** The oldest first. */
  readonly releases: ReadonlyMap<string, Release>;
  /** The release that `current` is, byte for byte; undefined where it has changed since. */
  readonly currentIs?: string | undefined;
  /** By environment. */
  readonly pins: ReadonlyMap<string, Pinned>;
}

export interface Stage {
  readonly name: string;
  /** In the order of the pipeline: 0 is the first. */
  readonly index: number;
  readonly environments: readonly string[];
  /** Milliseconds; 0 when it has none. */
  readonly soak: number;
}

export interface Hold {
  readonly name: string;
  /** `environments/holds/<name>.yaml`. */
  readonly file: string;
  readonly owner: string;
  readonly reason: string;
  /** Empty lists: all of them. */
  readonly towns: readonly string[];
  readonly stages: readonly string[];
  readonly environments: readonly string[];
  readonly until: Instant | undefined;
}

export interface Fleet {
  readonly stages: readonly Stage[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly holds: readonly Hold[];
  readonly windows: NonNullable<PipelineDocument['windows']>;
  readonly limits: NonNullable<PipelineDocument['limits']>;
  /** Why it is not known when versions reached the source branch (a shallow clone, no git); undefined when it is. */
  readonly unknownArrivals: string | undefined;
}

/** A version on its way into one environment. */
export interface Move {
  readonly subject: string;
  readonly environment: string;
  /** Undefined when the pin is new. */
  readonly from: string | undefined;
  readonly to: string;
}

/** Why a move is not possible now, and what would make it so. */
export interface Refusal {
  /** The rule, by the code of the fault that it becomes. */
  readonly rule: FaultCode;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What would unlock it. */
  readonly unlock: string;
  /** From when it would pass, if nothing else changed; undefined where time alone unlocks nothing. */
  readonly until: Instant | undefined;
}

/** The number of a release: `v12` is 12; `current` comes after all releases. */
export function numberOf(version: string): number {
  return version === 'current' ? Number.POSITIVE_INFINITY : Number(version.slice(1));
}
