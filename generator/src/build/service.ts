// Services: the address of a shop, and of things outside the cluster.
import type { V1Service, V1ServicePort, V1ServiceSpec } from '@kubernetes/client-node';
import type { ResolvedExternal, ResolvedService, ResolvedShop } from '../resolve/resolved.ts';
import type { Service } from '../validate/vocabulary/reach.ts';
import { familiesOf } from './address-family.ts';
import type { Typed } from './builder.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import { selectService, selectShop } from './labels.ts';
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
  const { annotations } = service;
  const metadata = town.ofShop(shop, nameService(shop), { annotations });
  return [{ ...API, metadata, spec: buildSpec(service, [shop], selectShop(shop)) }];
}

/** A service over some shops of a town; none when the gates of all of them are off. */
export function buildTownService(service: ResolvedService, town: TownContext): Typed<V1Service>[] {
  const { key, name, spec } = service;
  const shops = service.shops.flatMap((shop) => town.town.shops.get(shop) ?? []);
  if (shops.length === 0) return [];
  const metadata = town.ofEntry(key, name, { annotations: spec.annotations });
  return [{ ...API, metadata, spec: buildSpec(spec, shops, selectService(service, town.town.name)) }];
}

function buildSpec(
  service: Service,
  shops: readonly ResolvedShop[],
  selector: Record<string, string>,
): V1ServiceSpec {
  const { ipFamilies } = service;
  return keepDefined<V1ServiceSpec>({
    type: service.type ?? 'ClusterIP',
    clusterIP: service.headless ? 'None' : undefined,
    selector,
    ports: Object.entries(service.ports).map(([name, port]) => buildPort(name, port, shops)),
    sessionAffinity: service.sessionAffinity,
    externalTrafficPolicy: service.trafficPolicy,
    internalTrafficPolicy: service.internalTrafficPolicy,
    publishNotReadyAddresses: service.publishNotReady,
    ipFamilies,
    ipFamilyPolicy:
      service.ipFamilyPolicy ?? (ipFamilies && ipFamilies.length > 1 ? 'PreferDualStack' : undefined),
    loadBalancerClass: service.loadBalancerClass,
    loadBalancerSourceRanges: service.loadBalancerSourceRanges,
    externalIPs: service.externalIPs,
  });
}

/**
 * Leads to the port of its own name unless it says which. The number is written, so nothing has to look it up; shops
 * that give one name to different numbers are told apart by the name.
 */
function buildPort(
  name: string,
  value: Service['ports'][string],
  shops: readonly ResolvedShop[],
): V1ServicePort {
  const said = typeof value === 'number' ? { port: value } : value;
  const target = said.to ?? name;
  const all = shops.map((shop) => findPodPort(shop, target));
  const [found] = all;
  const same = all.every((port) => port?.port === found?.port);
  return keepDefined<V1ServicePort>({
    name,
    port: said.port,
    targetPort: same ? (found?.port ?? target) : target,
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
  const { annotations } = external;
  const metadata = town.ofEntry(external.key, external.name, { annotations });
  if (external.host !== undefined) {
    return [{ ...API, metadata, spec: { type: 'ExternalName', externalName: external.host } }];
  }
  const families = familiesOf(external.addresses);
  const ports = listEntries(external.ports, (name, { port, protocol }) => ({
    name,
    port,
    targetPort: port,
    protocol,
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
