// The fields of a shop that say how it is reached, what it makes and whom it calls.
import { z } from 'zod';
import { ADDRESS, CIDR } from './addresses.ts';
import { gateField } from './container.ts';
import { type Dialect, mapOf, mapping, once, patterned } from './dialect.ts';
import { annotationsField } from './metadata.ts';
import {
  CALL,
  HOST,
  LABEL_KEY,
  NAME,
  PORT_NAME,
  PORT_NUMBER,
  SHOP_ADDRESS,
  SUBDOMAIN,
  URL_PATH,
} from './names.ts';

/** The fields of a service, of a shop or of several. */
function serviceFields(d: Dialect) {
  const port = z.union([
    d.integer(...PORT_NUMBER),
    mapping('a service port', {
      port: d.integer(...PORT_NUMBER).describe("The service's port."),
      to: d.field(
        z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]),
        'A port of a container; the one of this name unless said.',
      ),
      nodePort: d.field(d.integer(...PORT_NUMBER), 'The port of every node.'),
      protocol: d.field(d.oneOf(['TCP', 'UDP', 'SCTP']), "The protocol; the container port's unless said."),
      appProtocol: d.field(d.text(), 'The application protocol.'),
    }),
  ]);
  return {
    type: d.field(
      d.oneOf(['ClusterIP', 'NodePort', 'LoadBalancer']),
      'From where it is reached.',
      'ClusterIP',
    ),
    name: d.field(d.text(NAME), "The object's whole name, for programs that look for a fixed host name."),
    headless: d.field(d.flag(), 'No cluster address: names lead to pods.', false),
    ports: mapOf(PORT_NAME, port).describe('`http: 80` leads to the container port of that name.'),
    sessionAffinity: d.field(d.oneOf(['None', 'ClientIP']), 'Whether a client keeps its pod.', 'None'),
    trafficPolicy: d.field(
      d.oneOf(['Cluster', 'Local']),
      'Which pods callers from outside reach: externalTrafficPolicy.',
      'Cluster',
    ),
    internalTrafficPolicy: d.field(
      d.oneOf(['Cluster', 'Local']),
      'Which pods callers in the cluster reach.',
      'Cluster',
    ),
    publishNotReady: d.field(d.flag(), 'Whether pods that are not ready have names too.', false),
    ipFamilies: d.field(z.array(d.oneOf(['IPv4', 'IPv6'])), 'IPv4, IPv6 or both.'),
    ipFamilyPolicy: d.field(
      d.oneOf(['SingleStack', 'PreferDualStack', 'RequireDualStack']),
      'Whether both families are wanted; PreferDualStack where `ipFamilies` names two.',
    ),
    loadBalancerClass: d.field(d.text(LABEL_KEY), 'Who makes the load balancer.'),
    loadBalancerSourceRanges: d.field(z.array(d.text(CIDR)).min(1), 'The only addresses that it lets in.'),
    externalIPs: d.field(
      z.array(d.text(ADDRESS)).min(1),
      'Addresses outside the cluster that lead to its nodes.',
    ),
    annotations: annotationsField(d, 'Annotations of the service.'),
  };
}

/** One of the town's `services`: a service over some of its shops. */
export const townServiceSchema = once((d: Dialect) =>
  mapping('a service of the town', {
    when: gateField(),
    shops: z.array(d.text(NAME)).min(1).describe('The shops that it leads to.'),
    ...serviceFields(d),
  }),
);

const hostType = (d: Dialect) => z.union([d.text(HOST), z.array(d.text(HOST)).min(1)]);

function ingressSchema(d: Dialect) {
  const port = z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]);
  return mapping('an ingress', {
    when: gateField(),
    name: d.field(d.text(NAME), "The object's name; the shop's unless said."),
    host: d.field(hostType(d), 'The host name, or a list; every host unless said.'),
    paths: d.field(
      z.record(
        patterned(URL_PATH),
        z.union([
          port,
          mapping('a path', {
            port: port.describe("A port of the shop's service."),
            type: d.field(
              d.oneOf(['Prefix', 'Exact', 'ImplementationSpecific']),
              'How the path is compared.',
              'Prefix',
            ),
          }),
        ]),
      ),
      "Path -> port of the shop's service.",
    ),
    tls: d.field(
      d.text(),
      "The Secret with the certificate: a name under the town's `secrets`, or the Secret's own name.",
    ),
    class: d.field(d.text(SUBDOMAIN), 'The IngressClass.'),
    annotations: annotationsField(d, 'Annotations of the ingress.'),
    backend: d.field(port, "The default backend: a port of the shop's service."),
  });
}

function routeSchema(d: Dialect) {
  const port = z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]);
  const parent = z.union([
    d.text(NAME),
    mapping('a gateway', {
      name: d.text(NAME).describe("A name under the base's `networking.gateways`."),
      section: d.field(d.text(), 'One of its listeners.'),
    }),
  ]);
  return mapping('a route', {
    when: gateField(),
    name: d.field(d.text(NAME), "The object's name; the shop's unless said."),
    parents: d.field(
      z.array(parent).min(1),
      "Gateways: names under the base's `networking.gateways` (the only one unless said).",
    ),
    host: d.field(hostType(d), 'The host name, or a list; those of the gateway unless said.'),
    paths: mapOf(
      URL_PATH,
      z.union([
        port,
        mapping('a path of a route', {
          port: port.describe("A port of the shop's service."),
          type: d.field(
            d.oneOf(['Prefix', 'Exact', 'RegularExpression']),
            'How the path is compared.',
            'Prefix',
          ),
        }),
      ]),
    ).describe("Path -> port of the shop's service."),
    annotations: annotationsField(d, 'Annotations of the route.'),
  });
}

const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type)]);

/** What a shop makes. */
export function directionsSchema(d: Dialect) {
  return z.array(
    mapping('a direction', {
      product: d.text().describe('What is made.'),
      amount: d.integer(0).describe('How much is made at a time.'),
      minimum: d.integer(0).describe('The stock below which the shop is not ready.'),
      interval: d.integer(1).describe('Seconds between two productions.'),
      inputs: d.field(
        z.array(
          mapping('an input', {
            product: d.text().describe('What is bought.'),
            from: d.text(SHOP_ADDRESS).describe('The shop that sells it; counts as a call.'),
            amount: d.integer(1).describe('How much is needed at a time.'),
          }),
        ),
        'What is bought from other shops.',
      ),
    }),
  );
}

/** Service, ingress, route, calls and accepts. */
export function networkFields(d: Dialect) {
  return {
    service: d.field(mapping('a service', serviceFields(d)), "The shop's Service."),
    ingress: d.field(oneOrMore(ingressSchema(d)), 'One Ingress, or a list.'),
    route: d.field(oneOrMore(routeSchema(d)), 'One HTTPRoute of the Gateway API, or a list.'),
    calls: d.field(z.array(d.text(CALL)), 'What the shop connects to.'),
    accepts: d.field(
      z.array(
        z.union([
          d.text({
            pattern: /^(ingress|anyone|[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+)$/,
            expected: '"kingdom/town/shop", "ingress" or "anyone"',
          }),
          mapping('a caller', {
            namespace: d.text(NAME).describe('The namespace it is in.'),
            labels: d.field(z.record(z.string(), d.text()), 'Labels of its pods; every pod unless said.'),
          }),
        ]),
      ),
      'Who outside the kingdom may connect.',
    ),
  };
}

export type TownService = z.output<ReturnType<typeof townServiceSchema>>;
export type Service = Omit<TownService, 'shops' | 'when'>;
export type Route = z.output<ReturnType<typeof routeSchema>>;
export type Ingress = z.output<ReturnType<typeof ingressSchema>>;
export type Direction = z.output<ReturnType<typeof directionsSchema>>[number];
