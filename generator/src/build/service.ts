// Services: the address of a shop, and of things outside the cluster.
import type { V1Service, V1ServicePort, V1ServiceSpec } from '@kubernetes/client-node';
import type { ResolvedExternal, ResolvedShop } from '../resolve/resolved.ts';
import type { Service } from '../validate/vocabulary/reach.ts';
import { familiesOf } from './address-family.ts';
import type { Typed } from './builder.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import { findPodPort } from './pod-ports.ts';
import type { TownContext } from './town-context.ts';

const API = { apiVersion: 'v1', kind: 'Service' } as const;

/** The object name of a shop's service. */
export function nameService({ name, spec }: ResolvedShop): string {
  return spec.service?.name ?? name;
}

/** The service of a shop that has one. */
export function buildService(shop: ResolvedShop, town: TownContext): Typed<V1Service>[] {
  const { service } = shop.spec;
  if (!service) return [];
  const { annotations, ipFamilies } = service;
  return [
    {
      ...API,
      metadata: town.ofShop(shop, nameService(shop), { annotations }),
      spec: keepDefined<V1ServiceSpec>({
        type: service.type ?? 'ClusterIP',
        clusterIP: service.headless ? 'None' : undefined,
        selector: selectShop(shop),
        ports: Object.entries(service.ports).map(([name, port]) => buildPort(name, port, shop)),
        sessionAffinity: service.sessionAffinity,
        externalTrafficPolicy: service.trafficPolicy,
        publishNotReadyAddresses: service.publishNotReady,
        ipFamilies,
        ipFamilyPolicy: ipFamilies && ipFamilies.length > 1 ? 'PreferDualStack' : undefined,
      }),
    },
  ];
}

/** Leads to the port of its own name unless it says which; the number is written, so nothing has to look it up. */
function buildPort(name: string, value: Service['ports'][string], shop: ResolvedShop): V1ServicePort {
  const said = typeof value === 'number' ? { port: value } : value;
  const target = said.to ?? name;
  const found = findPodPort(shop, target);
  return keepDefined<V1ServicePort>({
    name,
    port: said.port,
    targetPort: found?.port ?? target,
    nodePort: said.nodePort,
    protocol: said.protocol ?? found?.protocol ?? 'TCP',
    appProtocol: said.appProtocol,
  });
}

/**
 * The service of an external: a host becomes an ExternalName; addresses are met by EndpointSlices, and without ports
 * the service is headless, for only then may it have none.
 */
export function buildExternalService(external: ResolvedExternal, town: TownContext): Typed<V1Service>[] {
  const metadata = town.ofEntry(external.key, external.name);
  if (external.host !== undefined) {
    return [{ ...API, metadata, spec: { type: 'ExternalName', externalName: external.host } }];
  }
  const families = familiesOf(external.addresses);
  const ports = listEntries(external.ports, (name, port) => ({
    name,
    port,
    targetPort: port,
    protocol: 'TCP',
  }));
  return [
    {
      ...API,
      metadata,
      spec: keepDefined<V1ServiceSpec>({
        type: 'ClusterIP',
        clusterIP: ports ? undefined : 'None',
        ports,
        ipFamilies: families.includes('IPv6') ? families : undefined,
        ipFamilyPolicy: families.length > 1 ? 'PreferDualStack' : undefined,
      }),
    },
  ];
}
