// What a shop's calls allow. A call within a kingdom opens both ends, and both policies stand in the caller's folder,
// so that a call comes and goes in one place; a call into another kingdom opens only the caller's end, and the called
// shop's `accepts` the other.
import type { V1NetworkPolicyEgressRule, V1NetworkPolicyPeer } from '@kubernetes/client-node';
import type { PodPort, ResolvedCall, ResolvedExternal, ResolvedShop } from '../../resolve/resolved.ts';
import type { TownContext } from '../town-context.ts';
import type { Allowance } from './network-policy.ts';
import { addressPeers, anywherePeers, internetPeers, policyPorts, rangePeers, shopPeer } from './peers.ts';

/** The API server behind its service and as most clusters run it. */
const API_PORTS: readonly PodPort[] = [
  { port: 443, protocol: 'TCP' },
  { port: 6443, protocol: 'TCP' },
];

/** The allowances of one call; none when it names no port, or no address that could be allowed. */
export function allowCall(call: ResolvedCall, caller: ResolvedShop, town: TownContext): Allowance[] {
  const { place } = call;
  switch (call.to) {
    case 'shop':
      return allowShop(call, caller);
    case 'external':
      return allowEgress(`external-${call.external.key}`, callExternal(call.external));
    case 'internet':
      return allowEgress('internet', { to: internetPeers() });
    case 'kubernetes-api': {
      const to = rangePeers(town.environment.cluster.document.apiServer ?? []);
      return allowEgress('kubernetes-api', { to, ports: policyPorts(API_PORTS) });
    }
  }

  function allowEgress(callee: string, egress: V1NetworkPolicyEgressRule): Allowance[] {
    if (egress.to?.length === 0) return [];
    return [{ name: `${caller.name}-to-${callee}`, subject: caller, place, egress }];
  }
}

function allowShop(call: Extract<ResolvedCall, { to: 'shop' }>, caller: ResolvedShop): Allowance[] {
  const { shop: callee, place } = call;
  // A rule without ports would allow every port.
  if (call.ports.length === 0) return [];
  const target = callee.town === caller.town ? callee.key : `${callee.town}-${callee.key}`;
  const ports = policyPorts(call.ports);
  const out: Allowance = {
    name: `${caller.name}-to-${target}`,
    subject: caller,
    place,
    egress: { to: [shopPeer(callee, caller.namespace)], ports },
  };
  if (callee.namespace !== caller.namespace) return [out];
  const into: Allowance = {
    name: `${caller.name}-into-${target}`,
    subject: callee,
    place,
    ingress: { _from: [shopPeer(caller, callee.namespace)], ports },
  };
  return [out, into];
}

/** By address where there are addresses; a host may be anywhere, on its ports, or on every port when it names none. */
function callExternal({ host, addresses, ports }: ResolvedExternal): V1NetworkPolicyEgressRule {
  const to: V1NetworkPolicyPeer[] = host === undefined ? addressPeers(addresses) : anywherePeers();
  const list = Object.values(ports);
  return list.length === 0 ? { to } : { to, ports: policyPorts(list) };
}
