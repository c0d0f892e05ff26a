// A town whose workloads all go and come back under other names, or in another namespace.
import type { ObjectChange } from '../change.ts';
import type { TreeObject } from '../snapshot.ts';
import { type HazardRule, hazardOf } from './rule.ts';

const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
]);

export const townMoved: HazardRule = ({ changes, before }) => {
  const towns = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const found = change.before ?? change.after;
    if (!found || !WORKLOADS.has(found.object.kind) || found.town === undefined) continue;
    const key = `${found.environment}\0${found.town}`;
    towns.set(key, [...(towns.get(key) ?? []), change]);
  }
  return [...towns.values()].flatMap((own) => {
    const gone = own.flatMap((change) => (change.before && !change.after ? [change.before] : []));
    const come = own.flatMap((change) => (change.after && !change.before ? [change.after] : []));
    const [old, wanted] = [gone[0], come.find(({ shop }) => shop === gone[0]?.shop)];
    if (!old || !wanted || gone.length < countWorkloads(before.objects.values(), old)) return [];
    const message = `${old.town} moves from ${address(old)} to ${address(wanted)}: all of it is made anew`;
    const safeWay =
      'bring it in as a new town beside the old one, move callers and data, then retire the old one';
    return [hazardOf(wanted, { code: 'town-moved', message, safeWay, field: ['metadata'] })];
  });
};

function countWorkloads(objects: Iterable<TreeObject>, { environment, town }: TreeObject): number {
  return [...objects].filter(
    (found) => found.environment === environment && found.town === town && WORKLOADS.has(found.object.kind),
  ).length;
}

function address({ object: { metadata } }: TreeObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}
