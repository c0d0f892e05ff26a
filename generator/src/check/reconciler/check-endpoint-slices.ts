// Argo CD leaves EndpointSlices out unless its settings were changed: the Service would be there, and lead nowhere.
// https://github.com/argoproj/argo-cd/blob/v3.5.7/manifests/base/config/argocd-cm.yaml (resource.exclusions)
import { fault } from '../../diagnostics/fault.ts';
import { nameObject } from '../pods.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

/** Reports EndpointSlices, and Endpoints, that the Argo CD of the cluster does not apply; Flux applies both. */
export const checkEndpointSlices: ReconcilerCheck = (manifest, { cluster }, placeOf) => {
  const { kind } = manifest.object;
  if (kind !== 'EndpointSlice' && kind !== 'Endpoints') return [];
  const { reconciler, argo } = cluster.document;
  if (reconciler !== 'argo-cd' || argo?.managesEndpointSlices) return [];
  const message = `${nameObject(manifest)} would not be applied: the Argo CD of ${cluster.name} leaves out every ${kind}`;
  return [
    fault('endpoint-slice-ignored', message, placeOf(manifest, ['kind']), {
      other: {
        place: { file: cluster.file, path: ['reconciler'] },
        label: 'argo.managesEndpointSlices is not true',
      },
      hint: 'give a host name instead of addresses, or have that Argo CD apply them and say so in cluster.yaml',
    }),
  ];
};
