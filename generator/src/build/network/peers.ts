// Who stands at the other end of an allowed connection. Invariant: a peer list is never empty, for Kubernetes reads an
// empty list as everyone; callers leave the rule out instead.
import type { V1NetworkPolicyPeer, V1NetworkPolicyPort } from '@kubernetes/client-node';
import type { PodPort, Workloads } from '../../resolve/resolved.ts';
import { toRange } from '../address-family.ts';
import { type Labels, selectShop } from '../labels.ts';

/** Addresses that belong to no network of our own. */
const INTERNET: readonly V1NetworkPolicyPeer[] = [
  {
    ipBlock: {
      cidr: '0.0.0.0/0',
      except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
    },
  },
  { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
];

const ANYWHERE: readonly V1NetworkPolicyPeer[] = [
  { ipBlock: { cidr: '0.0.0.0/0' } },
  { ipBlock: { cidr: '::/0' } },
];

export interface ShopAddress {
  readonly namespace: string;
  readonly town: string;
  readonly key: string;
}

/** The pods of a shop, seen from a namespace: its own namespace needs no selector, another is named exactly. */
export function shopPeer(shop: ShopAddress, from: string): V1NetworkPolicyPeer {
  const podSelector = { matchLabels: selectShop(shop) };
  return shop.namespace === from
    ? { podSelector }
    : { namespaceSelector: selectNamespace(shop.namespace), podSelector };
}

/** Pods by namespace and labels; no labels select every pod of the namespace. */
export function workloadsPeer({ namespace, labels }: Workloads): V1NetworkPolicyPeer {
  return {
    namespaceSelector: selectNamespace(namespace),
    podSelector: Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } },
  };
}

/** What is outside: every public address. */
export function internetPeers(): V1NetworkPolicyPeer[] {
  return [...INTERNET];
}

/** Every address there is: a policy cannot select a host by its name. */
export function anywherePeers(): V1NetworkPolicyPeer[] {
  return [...ANYWHERE];
}

/** Address ranges. */
export function rangePeers(ranges: readonly string[]): V1NetworkPolicyPeer[] {
  return ranges.map((cidr) => ({ ipBlock: { cidr } }));
}

/** Single addresses. */
export function addressPeers(addresses: readonly string[]): V1NetworkPolicyPeer[] {
  return rangePeers(addresses.map(toRange));
}

/** Ports as a policy wants them. */
export function policyPorts(ports: readonly PodPort[]): V1NetworkPolicyPort[] {
  return ports.map(({ port, protocol }) => ({ protocol, port }));
}

function selectNamespace(name: string): { matchLabels: Labels } {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
