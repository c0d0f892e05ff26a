// Which workloads have which fields: all others are fields of every kind.
import type { Shop, WorkloadKind } from './shop.ts';

const SCALED: readonly WorkloadKind[] = ['deployment', 'statefulset', 'replicaset'];
const UPDATED: readonly WorkloadKind[] = ['deployment', 'statefulset', 'daemonset'];
const CRONJOB: readonly WorkloadKind[] = ['cronjob'];

/** Fields that not every kind has -> the kinds that have them. */
export const KINDS_OF_FIELDS: Readonly<Partial<Record<keyof Shop, readonly WorkloadKind[]>>> = {
  replicas: SCALED,
  autoscale: SCALED,
  disruption: SCALED,
  strategy: UPDATED,
  revisionHistoryLimit: UPDATED,
  minReady: [...UPDATED, 'replicaset'],
  progressDeadline: ['deployment'],
  claims: ['statefulset'],
  parallel: ['statefulset'],
  schedule: CRONJOB,
  timezone: CRONJOB,
  concurrency: CRONJOB,
  startingDeadline: CRONJOB,
  history: CRONJOB,
  suspend: ['job', 'cronjob'],
  job: ['job', 'cronjob'],
};

/** Kinds as a message names them: `deployment, a statefulset or a replicaset`. */
export function listKinds(kinds: readonly WorkloadKind[]): string {
  return kinds.length === 1 ? String(kinds[0]) : `${kinds.slice(0, -1).join(', a ')} or a ${kinds.at(-1)}`;
}
