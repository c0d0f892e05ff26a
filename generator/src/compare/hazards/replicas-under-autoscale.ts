// The moment between replicas and autoscaler.
import { findAutoscaler } from '../count-pods.ts';
import { type HazardRule, hazardOf } from './rule.ts';

export const replicasUnderAutoscale: HazardRule = ({ changes, before: old, after: wanted }) =>
  changes.flatMap(({ before, after, fields }) => {
    if (!before || !after) return [];
    const gone = fields.find(
      ({ path, after: value }) => path.join('.') === 'spec.replicas' && value === undefined,
    );
    if (!gone || findAutoscaler(before, old) || !findAutoscaler(after, wanted)) return [];
    const message = `${after.object.metadata.name} loses replicas: ${String(gone.before)} and gets an autoscaler at once, so it shrinks to one pod first`;
    const safeWay =
      'suspend its reconciliation, `kubectl scale` it to one more pod so that the API server has another owner of the field, merge, and resume';
    return [hazardOf(after, { code: 'replicas-under-autoscale', message, safeWay, field: ['spec'] })];
  });
