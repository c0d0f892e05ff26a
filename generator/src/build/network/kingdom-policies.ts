// What every kingdom's network starts from: nobody may talk, and everybody may look up names.
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import type { ResolvedEnvironment, ResolvedKingdom } from '../../resolve/resolved.ts';
import type { Typed } from '../builder.ts';
import { labelKingdom } from '../labels.ts';
import { buildPolicy } from './network-policy.ts';
import { policyPorts, workloadsPeer } from './peers.ts';

/** Denies every connection into and out of every pod of a kingdom that no other policy allows. */
export function buildDefaultDeny(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1NetworkPolicy>[] {
  const labels = labelKingdom(kingdom, environment);
  return [
    buildPolicy(
      { name: 'default-deny', namespace: kingdom.namespace, labels },
      { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    ),
  ];
}

/** Lets every pod of a kingdom ask the cluster's DNS servers. */
export function buildAllowDns(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): Typed<V1NetworkPolicy>[] {
  const labels = labelKingdom(kingdom, environment);
  const ports = policyPorts([
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ]);
  return [
    buildPolicy(
      { name: 'allow-dns', namespace: kingdom.namespace, labels },
      {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [workloadsPeer(kingdom.dns)], ports }],
      },
    ),
  ];
}
