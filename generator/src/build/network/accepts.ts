// What a shop accepts from outside its kingdom: the other end of calls that its own kingdom cannot see.
import type { V1NetworkPolicyPeer } from '@kubernetes/client-node';
import { type Fault, fault } from '../../diagnostics/fault.ts';
import type { ResolvedAccept, ResolvedKingdom, ResolvedShop } from '../../resolve/resolved.ts';
import type { Allowance } from './network-policy.ts';
import { policyPorts, shopPeer, workloadsPeer } from './peers.ts';

/** The allowance of one `accepts`, or the fault that stands in its way; neither when the shop has no port. */
export function allowAccept(
  accept: ResolvedAccept,
  shop: ResolvedShop,
  kingdom: ResolvedKingdom,
): Allowance | Fault | undefined {
  // A rule without ports would allow every port.
  if (accept.ports.length === 0) return undefined;
  const from = findPeers(accept, shop, kingdom);
  if (from?.length === 0) return noController(accept, shop, kingdom);
  const name = `${shop.name}-accepts-${nameSource(accept)}`;
  const ports = policyPorts(accept.ports);
  return { name, subject: shop, place: accept.place, ingress: from ? { _from: from, ports } : { ports } };
}

/** Nothing for anyone: traffic to a node port comes from addresses of nodes or clients, which nobody can list. */
function findPeers(
  accept: ResolvedAccept,
  shop: ResolvedShop,
  kingdom: ResolvedKingdom,
): V1NetworkPolicyPeer[] | undefined {
  switch (accept.from) {
    case 'shop':
      return [shopPeer({ namespace: accept.namespace, town: accept.town, key: accept.shop }, shop.namespace)];
    case 'workloads':
      return [workloadsPeer(accept)];
    case 'ingress':
      return kingdom.ingressControllers.map(workloadsPeer);
    case 'anyone':
      return undefined;
  }
}

function nameSource(accept: ResolvedAccept): string {
  switch (accept.from) {
    case 'shop':
      return `${accept.namespace}-${accept.town}-${accept.shop}`;
    case 'workloads':
      return accept.namespace;
    default:
      return accept.from;
  }
}

function noController({ place }: ResolvedAccept, shop: ResolvedShop, kingdom: ResolvedKingdom): Fault {
  return fault(
    'no-ingress-controller',
    `shop "${shop.key}" is reached through an ingress, but kingdom "${kingdom.name}" names no ingress controller`,
    place,
    {
      other: { place: { file: kingdom.file, path: ['kingdom'], part: 'key' }, label: 'this kingdom' },
      hint: 'name its namespace under networking.ingressControllers, in the base or here',
    },
  );
}
