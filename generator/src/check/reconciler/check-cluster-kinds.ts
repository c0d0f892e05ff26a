// Objects outside every namespace belong to the whole cluster: a town renders those kinds only that its kingdom lists,
// and the reconciler is allowed to apply no others.

import { fault } from '../../diagnostics/fault.ts';
import { findClusterKind, groupOf, isClusterScoped } from '../../kubernetes/known-kinds.ts';
import { nameObject } from '../pods.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

/** Reports cluster-scoped objects of a town whose kingdom does not list the kind. */
export const checkClusterKinds: ReconcilerCheck = (manifest, environment, placeOf) => {
  const { apiVersion, kind, metadata } = manifest.object;
  const { customKinds } = environment.base;
  const town = environment.towns.get(metadata.labels?.['town'] ?? '');
  if (!town || !isClusterScoped(apiVersion, kind, customKinds)) return [];
  const { name, file, clusterKinds, owner } = town.kingdom;
  const listed = clusterKinds.some((text) => {
    const found = findClusterKind(text, customKinds);
    return found?.kind === kind && found.group === groupOf(apiVersion);
  });
  if (listed) return [];
  return [
    fault(
      'cluster-kind-not-allowed',
      `${nameObject(manifest)} belongs to the whole cluster, and the kingdom ${name} does not allow its towns a ${kind}`,
      placeOf(manifest, ['kind']),
      {
        other: {
          place: { file, path: ['clusterKinds'] },
          label: `the kingdom allows ${clusterKinds.join(', ') || 'none'}`,
        },
        hint: `ask ${owner} to add ${kind} to clusterKinds`,
      },
    ),
  ];
};
