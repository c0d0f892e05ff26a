// Fields that cannot change, and what to do instead.
import type { ObjectChange } from '../change.ts';
import { isImmutable } from '../immutable-fields.ts';
import { type HazardRule, hazardOf } from './rule.ts';

const SAFE_WAYS: Readonly<Record<string, string>> = {
  StatefulSet:
    'bring it in under a new name beside the old one and move the data, or delete the StatefulSet by hand with --cascade=orphan just before the merge',
  PersistentVolumeClaim: 'declare a second storage beside it, copy the data, then switch the shops over',
  PersistentVolume: 'declare a second storage beside it, copy the data, then switch the shops over',
  Service: 'bring it in under a new name, switch the callers over, then remove the old one',
  RoleBinding: 'bind under a new name, and remove the old binding in a later change',
  ClusterRoleBinding: 'bind under a new name, and remove the old binding in a later change',
  StorageClass: 'make a class under a new name, and move claims to it',
};
const ANY = 'bring it in under a new name, and remove the old one in a later change';

export const immutableField: HazardRule = ({ changes }) => changes.flatMap(explain);

function explain({ before, after, fields }: ObjectChange) {
  // A new name (a Job, an immutable ConfigMap) is a new object, and may have any fields.
  if (!before || !after || before.object.metadata.name !== after.object.metadata.name) return [];
  const { kind, metadata } = after.object;
  if (kind === 'Job') return [];
  const isFrozen = Reflect.get(before.object, 'immutable') === true;
  const field = fields.find(
    ({ path, ...change }) => isImmutable(kind, path, change) || (isFrozen && path[0] !== 'metadata'),
  );
  if (!field) return [];
  const message = `${kind} ${metadata.name} changes ${spell(field.path)}, which Kubernetes never changes`;
  return [
    hazardOf(after, { code: 'immutable-field', message, safeWay: SAFE_WAYS[kind] ?? ANY, field: field.path }),
  ];
}

function spell(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
