// What the fields of one service must agree on: Kubernetes refuses node ports, policies and load balancers that the
// type of the service does not have.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { Service } from '../validate/vocabulary/reach.ts';
import type { At } from './read-entry.ts';

const OUTSIDE: ReadonlySet<string> = new Set(['NodePort', 'LoadBalancer']);
const OF_LOAD_BALANCERS = ['loadBalancerClass', 'loadBalancerSourceRanges'] as const;

/** Faults of a service by itself. */
export function checkServiceFields(service: Service, at: At): Fault[] {
  const { type = 'ClusterIP', headless, trafficPolicy, ipFamilies, ipFamilyPolicy } = service;
  const faults: Fault[] = [];
  const refuse = (message: string, field: readonly string[], hint: string): void => {
    faults.push(fault('bad-service', message, at(field, 'key'), { hint }));
  };
  const outside = OUTSIDE.has(type);
  if (Object.keys(service.ports).length === 0 && !headless)
    refuse('the service has no ports, so nothing is reached through it', ['ports'], PORTS);
  if (headless && outside)
    refuse(`a headless service is no ${type}: it has no address`, ['headless'], 'take one of the two out');
  if (trafficPolicy !== undefined && !outside && !service.externalIPs)
    refuse(
      `\`trafficPolicy\` is about traffic from outside, and a ${type} has none`,
      ['trafficPolicy'],
      TYPE,
    );
  for (const [name, port] of Object.entries(service.ports)) {
    if (typeof port === 'object' && port.nodePort !== undefined && !outside)
      refuse(`a ${type} service has no node port`, ['ports', name, 'nodePort'], TYPE);
    else faults.push(...checkNodePort(port, at(['ports', name, 'nodePort'])));
  }
  for (const field of OF_LOAD_BALANCERS) {
    if (service[field] !== undefined && type !== 'LoadBalancer')
      refuse(
        `\`${field}\` is a field of load balancers, and this is a ${type}`,
        [field],
        'say `type: LoadBalancer`',
      );
  }
  if (ipFamilyPolicy === 'SingleStack' && ipFamilies && ipFamilies.length > 1)
    refuse('SingleStack has one address family, and two are listed', ['ipFamilyPolicy'], 'take one out');
  return faults;
}

const PORTS = 'add one, such as `http: 80`, or say `headless: true` where names alone are wanted';
const TYPE = 'say `type: NodePort` or `type: LoadBalancer`, or take it out';

function checkNodePort(port: Service['ports'][string], place: Place): Fault[] {
  const { nodePort } = typeof port === 'number' ? { nodePort: undefined } : port;
  if (nodePort === undefined || (nodePort >= 30_000 && nodePort <= 32_767)) return [];
  const message = `node port ${nodePort} is outside of 30000 to 32767, which clusters take unless they were told otherwise`;
  return [fault('node-port-range', message, place, { severity: 'warning' })];
}
