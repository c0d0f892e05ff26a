// EndpointSlice: the addresses behind the service of an external, one slice for each address family.
import type { V1EndpointSlice } from '@kubernetes/client-node';
import type { ResolvedExternal } from '../resolve/resolved.ts';
import { familiesOf, familyOf } from './address-family.ts';
import type { Typed } from './builder.ts';
import type { TownContext } from './town-context.ts';

/** The slices of an external with addresses; the first is named like it, a second one adds its family. */
export function buildEndpointSlices(external: ResolvedExternal, town: TownContext): Typed<V1EndpointSlice>[] {
  if (external.host !== undefined) return [];
  const labels = {
    'kubernetes.io/service-name': external.name,
    'endpointslice.kubernetes.io/managed-by': 'townhall',
  };
  const ports = Object.entries(external.ports).map(([name, port]) => ({ name, ...port }));
  return familiesOf(external.addresses).map((family, index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: town.ofEntry(
      external.key,
      index === 0 ? external.name : `${external.name}-${family.toLowerCase()}`,
      {
        labels,
      },
    ),
    addressType: family,
    // Kubernetes reads only the first address of an endpoint.
    endpoints: external.addresses
      .filter((address) => familyOf(address) === family)
      .map((address) => ({ addresses: [address] })),
    ports,
  }));
}
