// The reconcilers' children: what applies a town must not vanish while the town is meant to stay.
import { isObject } from '../../model/json.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import { type HazardRule, hazardOf } from './rule.ts';

export const childRemoved: HazardRule = ({ changes }) =>
  changes.flatMap(({ before, after }) => {
    if (!before || after || before.cluster === undefined) return [];
    const { kind, metadata } = before.object;
    if (kind !== 'Application' && kind !== 'Kustomization') return [];
    const end = takesAlong(before.object)
      ? 'and the reconciler deletes everything that it applied'
      : 'and everything that it applied stays in the cluster without an owner';
    const message = `${kind} ${metadata.name} goes, ${end}`;
    const safeWay = 'a child is never renamed; take a town out with `townhall retire`, in two steps';
    return [hazardOf(before, { code: 'child-removed', message, safeWay })];
  });

function takesAlong(object: KubernetesObject): boolean {
  const finalizers: unknown = Reflect.get(object.metadata, 'finalizers');
  const spec: unknown = Reflect.get(object, 'spec');
  const cascades =
    Array.isArray(finalizers) && finalizers.some((name) => String(name).startsWith('resources-finalizer.'));
  return cascades || (isObject(spec) && spec['deletionPolicy'] === 'Delete');
}
