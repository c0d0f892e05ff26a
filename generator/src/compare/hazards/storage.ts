// What holds data: claims, volumes, namespaces, StatefulSets.
import { isObject } from '../../model/json.ts';
import type { ObjectChange } from '../change.ts';
import { isProtected } from '../protection.ts';
import type { HazardCode } from './codes.ts';
import { type HazardRule, hazardOf } from './rule.ts';

export const storageShrunk: HazardRule = ({ changes }) =>
  changes.flatMap(({ before, after, fields }) => {
    if (!before || after?.object.kind !== 'PersistentVolumeClaim') return [];
    const size = fields.find(({ path }) => path.join('.') === 'spec.resources.requests.storage');
    if (!size || readBytes(size.after) >= readBytes(size.before)) return [];
    const message = `the claim ${after.object.metadata.name} shrinks from ${String(size.before)} to ${String(size.after)}, and claims only grow`;
    const safeWay = 'declare a second, smaller storage beside it, copy the data, then switch the shops over';
    return [hazardOf(after, { code: 'storage-shrunk', message, safeWay, field: size.path })];
  });

const REMOVED: Readonly<Record<string, HazardCode>> = {
  Namespace: 'namespace-removed',
  PersistentVolume: 'claim-removed',
  PersistentVolumeClaim: 'claim-removed',
  StatefulSet: 'stateful-set-removed',
};

export const storageRemoved: HazardRule = ({ changes }) =>
  changes.flatMap((change) => {
    const { before, after, effect } = change;
    const code = before && REMOVED[before.object.kind];
    if (!before || after || !code) return [];
    const { kind, metadata } = before.object;
    const message = `${kind} ${metadata.name} ${tellEnd(change)}`;
    const safeWay = 'save its data first; `retire` takes a whole town out in two steps';
    return [hazardOf(before, { code, message, safeWay, dataLoss: effect === 'data-loss' })];
  });

function tellEnd({ before, effect }: ObjectChange): string {
  if (effect === 'data-loss') return 'is deleted, and its data with it';
  const stays = before !== undefined && isProtected(before.object);
  return stays
    ? 'leaves the tree, and stays in the cluster without an owner'
    : 'is deleted; its claims stay behind';
}

const UNITS: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Bytes of a quantity of storage; what is none counts nothing. */
function readBytes(quantity: unknown): number {
  const [, number, unit = ''] =
    String(isObject(quantity) ? '' : quantity).match(/^(\d+(?:\.\d+)?)([a-zA-Z]*)$/) ?? [];
  return Number(number ?? 0) * (UNITS[unit] ?? 1);
}
