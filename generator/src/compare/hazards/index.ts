// Every rule that finds harm: adding one is a file, a line here, and its page in codes.ts.
import type { Hazard, ObjectChange } from '../change.ts';
import type { Snapshot } from '../snapshot.ts';
import { childRemoved } from './child-removed.ts';
import { immutableField } from './immutable-field.ts';
import { jobRunsAgain } from './job-runs-again.ts';
import { unreleased, untestedPair } from './pairs.ts';
import { replicasUnderAutoscale } from './replicas-under-autoscale.ts';
import type { HazardContext, HazardRule } from './rule.ts';
import { serviceStillCalled } from './service-still-called.ts';
import { storageRemoved, storageShrunk } from './storage.ts';
import { townMoved } from './town-moved.ts';

const rules: readonly HazardRule[] = [
  immutableField,
  replicasUnderAutoscale,
  storageShrunk,
  storageRemoved,
  serviceStillCalled,
  jobRunsAgain,
  childRemoved,
  townMoved,
  untestedPair,
  unreleased,
];

export interface HazardOptions {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly context?: HazardContext;
}

const NO_CONTEXT: HazardContext = { untestedPairs: [], unreleased: [] };

/** Every harm that the changes between two snapshots would do. */
export function findHazards(changes: readonly ObjectChange[], options: HazardOptions): readonly Hazard[] {
  const { before, after, context = NO_CONTEXT } = options;
  return rules.flatMap((rule) => rule({ changes, before, after, context }));
}
