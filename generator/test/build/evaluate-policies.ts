// A small reading of NetworkPolicies as the Kubernetes documentation states them: may A open a connection to B? It reads
// the emitted YAML, so a field that the emitter would write under another name does not count.
import { BlockList, isIPv6 } from 'node:net';
import { parse } from 'yaml';
import { emitYaml } from '../../src/emit/emit-yaml.ts';
import type { Manifest } from '../../src/model/manifest.ts';

export interface PodEnd {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A pod, or an address outside the cluster. */
export type End = PodEnd | { readonly address: string };

export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol?: string;
}

interface Selector {
  matchLabels?: Record<string, string>;
}

interface Peer {
  ipBlock?: { cidr: string; except?: string[] };
  namespaceSelector?: Selector;
  podSelector?: Selector;
}

interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port: number; protocol?: string }[];
}

/** A NetworkPolicy as it was emitted. */
export interface Policy {
  metadata: { namespace: string };
  spec: { podSelector: Selector; policyTypes: string[]; ingress?: Rule[]; egress?: Rule[] };
}

/** Whether both ends allow a connection. */
export function mayConnect(manifests: readonly Manifest[], connection: Connection): boolean {
  const policies = manifests
    .filter(({ object }) => object.kind === 'NetworkPolicy')
    .map(({ object }): Policy => parse(emitYaml(object)));
  return letConnect(policies, connection);
}

/** The same of policies that were read already. */
export function letConnect(policies: readonly Policy[], connection: Connection): boolean {
  const { from, to } = connection;
  return (
    allows(policies, { pod: from, other: to, direction: 'Egress', connection }) &&
    allows(policies, { pod: to, other: from, direction: 'Ingress', connection })
  );
}

interface Question {
  readonly pod: End;
  readonly other: End;
  readonly direction: 'Egress' | 'Ingress';
  readonly connection: Connection;
}

function allows(policies: readonly Policy[], { pod, other, direction, connection }: Question): boolean {
  if ('address' in pod) return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      matches(spec.podSelector, pod.labels) &&
      spec.policyTypes.includes(direction),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ metadata, spec }) => {
    const rules = (direction === 'Egress' ? spec.egress : spec.ingress) ?? [];
    return rules.some((rule) => {
      const peers = direction === 'Egress' ? rule.to : rule.from;
      const port = !rule.ports?.length || rule.ports.some((one) => isPort(one, connection));
      return port && (!peers?.length || peers.some((peer) => isPeer(peer, other, metadata.namespace)));
    });
  });
}

function isPort(
  { port, protocol = 'TCP' }: { port: number; protocol?: string },
  wanted: Connection,
): boolean {
  return port === wanted.port && protocol === (wanted.protocol ?? 'TCP');
}

function isPeer(peer: Peer, end: End, own: string): boolean {
  if ('address' in end) {
    if (!peer.ipBlock) return false;
    const { cidr, except = [] } = peer.ipBlock;
    return inRange(cidr, end.address) && !except.some((range) => inRange(range, end.address));
  }
  if (peer.ipBlock) return false;
  const namespace = peer.namespaceSelector
    ? matches(peer.namespaceSelector, { 'kubernetes.io/metadata.name': end.namespace })
    : end.namespace === own;
  return namespace && matches(peer.podSelector ?? {}, end.labels);
}

function inRange(cidr: string, address: string): boolean {
  const [net = '', bits] = cidr.split('/');
  if (isIPv6(net) !== isIPv6(address)) return false;
  const family = isIPv6(net) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(address, family);
}

function matches({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
