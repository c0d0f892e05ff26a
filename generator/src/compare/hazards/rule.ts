// The one shape of the rules that find harm in a change.
import type { YamlPath } from '../../diagnostics/fault.ts';
import type { Hazard, ObjectChange } from '../change.ts';
import type { Snapshot, TreeObject } from '../snapshot.ts';
import type { HazardCode } from './codes.ts';

/** What trees do not know, found by others. */
export interface HazardContext {
  /** Pairs of town and base that no earlier stage ran. */
  readonly untestedPairs: readonly {
    readonly environment: string;
    readonly town: string;
    readonly version: string;
    readonly base: string;
  }[];
  /** Parameters and gates that changed without a release. */
  readonly unreleased: readonly {
    readonly environment: string;
    /** Undefined: what the environment sets for all its towns. */
    readonly town: string | undefined;
    readonly what: string;
    readonly cause: Hazard['cause'];
  }[];
}

export interface HazardQuestion {
  readonly changes: readonly ObjectChange[];
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly context: HazardContext;
}

export type HazardRule = (question: HazardQuestion) => Hazard[];

export interface HazardWords {
  readonly code: HazardCode;
  readonly message: string;
  readonly safeWay: string;
  /** The field that causes it; the object as a whole unless said. */
  readonly field?: YamlPath;
  readonly refuses?: boolean;
  readonly dataLoss?: boolean;
}

/** A hazard of an object; the cause is looked for in what will be, else in what was. */
export function hazardOf(found: TreeObject, words: HazardWords): Hazard {
  const { code, message, safeWay, field = [], refuses = true, dataLoss = false } = words;
  const { environment, town, shop, object, path } = found;
  const name = `${object.kind} ${object.metadata.name}`;
  return {
    code,
    refuses,
    dataLoss,
    environment,
    town,
    shop,
    object: name,
    message,
    safeWay,
    cause: { path, field },
  };
}
