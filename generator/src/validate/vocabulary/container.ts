// The fields of a container: the shop itself, each of its sidecars, each of its init containers.
import { z } from 'zod';
import { type Dialect, kubernetesObject, mapOf, mapping, once, patterned } from './dialect.ts';
import { mountSchema } from './mount.ts';
import {
  CONFIG_KEY,
  CONTAINER_RESOURCE,
  ENV_NAME,
  MOUNT_PATH,
  NAME,
  POD_FIELD,
  PORT_NAME,
  PORT_NUMBER,
  RESOURCE,
  SHOP_ADDRESS,
} from './names.ts';
import { probesSchema } from './probe.ts';

function portSchema(d: Dialect) {
  return z.union([
    d.integer(...PORT_NUMBER),
    mapping('a port', {
      port: d.integer(...PORT_NUMBER).describe('The number the container listens on.'),
      protocol: d.field(d.oneOf(['TCP', 'UDP', 'SCTP']), 'The protocol.', 'TCP'),
      hostPort: d.field(d.integer(...PORT_NUMBER), 'A port of the node that leads to this one.'),
    }),
  ]);
}

function envSchema(d: Dialect) {
  return z.union([
    d.text(),
    mapping('a value from config', {
      config: d.text(NAME).describe("A name under the town's `config`."),
      key: d.text(CONFIG_KEY).describe('The key whose value is taken.'),
    }),
    mapping('a value from a secret', {
      secret: d.text(NAME).describe("A name under the town's `secrets`."),
      key: d.text(CONFIG_KEY).describe('The key whose value is taken.'),
    }),
    mapping('a value from a field', {
      field: d.text(POD_FIELD).describe('A field of the pod, such as metadata.name.'),
    }),
    mapping('a value from a resource', {
      resource: d.text(CONTAINER_RESOURCE).describe('A resource of the container, such as limits.cpu.'),
      container: d.field(d.text(NAME), 'Another container of the pod.'),
      divisor: d.field(d.quantity(), 'The unit of the number.'),
    }),
    mapping('an address', {
      to: d.text(SHOP_ADDRESS).describe('The shop whose address is meant; counts as a call.'),
      port: d.field(d.text(PORT_NAME), 'A port of its service; the only one unless said.'),
      as: d.field(
        d.oneOf(['address', 'host', 'url']),
        'host:port, the host alone, or http://host:port.',
        'address',
      ),
    }),
  ]);
}

function resourcesSchema(d: Dialect) {
  const amounts = mapOf(RESOURCE, d.orNone(d.quantity()));
  return mapping('resources', {
    requests: d.field(amounts, 'What the scheduler sets aside.'),
    limits: d.field(amounts, 'What the container may not pass.'),
  });
}

/** The fields that every container has, in the order of the reference page. */
export const containerFields = once((d: Dialect) => ({
  image: d.field(d.text(), 'The image with its tag or digest.'),
  command: d.field(z.array(d.text()), "Replaces the image's entrypoint."),
  args: d.field(z.array(d.text()), "Replaces the image's arguments."),
  env: d.field(mapOf(ENV_NAME, envSchema(d)), 'Environment variables, in this order.'),
  envFrom: d.field(
    z.array(
      z.union([
        mapping('an envFrom config', {
          config: d.text(NAME).describe("A name under the town's `config`: every key becomes a variable."),
          prefix: d.field(d.text(), 'Put before every name.'),
        }),
        mapping('an envFrom secret', {
          secret: d.text(NAME).describe("A name under the town's `secrets`: every key becomes a variable."),
          prefix: d.field(d.text(), 'Put before every name.'),
        }),
      ]),
    ),
    'Variables from whole configs and secrets.',
  ),
  ports: d.field(mapOf(PORT_NAME, portSchema(d)), 'Named ports: `http: 8080`.'),
  probes: d.field(probesSchema(d), 'Health checks.'),
  resources: d.field(resourcesSchema(d), 'Requests and limits.'),
  mounts: d.field(mapOf(MOUNT_PATH, mountSchema(d)), 'Mount path -> what is mounted there.'),
  security: d.field(kubernetesObject(), "The container's securityContext, in Kubernetes' form."),
  lifecycle: d.field(kubernetesObject(), "postStart and preStop, in Kubernetes' form."),
  workingDir: d.field(d.text(), 'The working directory.'),
  pullPolicy: d.field(
    d.oneOf(['Always', 'IfNotPresent', 'Never']),
    'When the image is pulled; Always for the tag latest and IfNotPresent for others, unless said.',
  ),
  stdin: d.field(d.flag(), 'Whether standard input is kept open.', false),
  tty: d.field(d.flag(), 'Whether a terminal is attached.', false),
}));

/** A container on its own: `defaults.container`. */
export const containerSchema = once((d: Dialect) => mapping('a container', containerFields(d)));

/** One of `init`. */
export const initSchema = once((d: Dialect) =>
  mapping('an init container', { when: gateField(), ...containerFields(d) }),
);

/** One of `sidecars`. */
export const sidecarSchema = once((d: Dialect) =>
  mapping('a sidecar', {
    when: gateField(),
    native: d.field(
      d.flag(),
      'Makes it an init container that restarts: started before the shop, stopped after it.',
      false,
    ),
    ...containerFields(d),
  }),
);

/** `when`: the gate that must be on for an entry to exist. */
export function gateField() {
  return patterned(NAME).optional().describe('A gate of the town: the entry exists where the gate is on.');
}

export type Container = z.output<ReturnType<typeof containerSchema>>;
export type Sidecar = z.output<ReturnType<typeof sidecarSchema>>;
export type EnvValue = z.output<ReturnType<typeof envSchema>>;
