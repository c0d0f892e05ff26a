// The fields of a container: the shop itself, each of its sidecars, each of its init containers.
import { z } from 'zod';
import { type Dialect, kubernetesObject, mapOf, mapping, once, patterned } from './dialect.ts';
import { CONFIG_KEY, ENV_NAME, MOUNT_PATH, NAME, PORT_NAME, SHOP_ADDRESS } from './names.ts';

export const PORT_NUMBER = [1, 65_535] as const;

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

function probeSchema(d: Dialect) {
  const port = z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]);
  const timing = {
    initialDelay: d.field(d.integer(0), 'Seconds after the start before the first probe.', 0),
    timeout: d.field(d.integer(1), 'Seconds until a probe counts as failed.', 1),
    period: d.field(d.integer(1), 'Seconds between two probes.', 10),
    success: d.field(d.integer(1), 'Successes in a row that make the container well again.', 1),
    failure: d.field(d.integer(1), 'Failures in a row that make the container failed.', 3),
    gracePeriod: d.field(d.integer(1), "Seconds to stop in when the probe fails; the pod's unless said."),
  };
  return z.union([
    mapping('an http probe', {
      http: d.text().describe('The path that is asked for.'),
      port: port
        .optional()
        .describe('The port, by name or number; the only port of the container unless said.'),
      headers: d.field(z.record(z.string(), d.text()), 'Headers that are sent.'),
      scheme: d.field(d.oneOf(['HTTP', 'HTTPS']), 'How the port is spoken to.', 'HTTP'),
      ...timing,
    }),
    mapping('a tcp probe', { tcp: port.describe('The port that must accept a connection.'), ...timing }),
    mapping('a grpc probe', {
      grpc: port.describe('The port of the gRPC health service.'),
      service: d.field(d.text(), 'The name of the service that is asked for.'),
      ...timing,
    }),
    mapping('an exec probe', {
      exec: z.array(d.text()).min(1).describe('The command that must end with 0.'),
      ...timing,
    }),
  ]);
}

function probesSchema(d: Dialect) {
  const probe = probeSchema(d);
  return mapping('probes', {
    live: d.field(probe, 'Restarts the container when it fails.'),
    ready: d.field(probe, 'Takes the pod out of its services while it fails.'),
    start: d.field(probe, 'Holds the other two back until it succeeds.'),
  });
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
      field: d.text().describe('A field of the pod, such as metadata.name.'),
    }),
    mapping('a value from a resource', {
      resource: d.text().describe('A resource of the container, such as limits.cpu.'),
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

function projectionSchema(d: Dialect) {
  const items = d.field(z.record(z.string(), d.text()), 'Only these keys: key -> file name.');
  return z.union([
    mapping('a projected config', {
      config: d.text(NAME).describe("A name under the town's `config`."),
      items,
    }),
    mapping('a projected secret', {
      secret: d.text(NAME).describe("A name under the town's `secrets`."),
      items,
    }),
    mapping('a projected token', {
      token: d.text().describe("The file name of a token of the pod's account."),
      audience: d.field(d.text(), 'Who it is for; the API server unless said.'),
      expiration: d.field(d.integer(600), 'Seconds until it is renewed.', 3600),
    }),
    mapping('projected fields', {
      fields: z
        .record(z.string(), d.text())
        .describe('File name -> field of the pod, such as metadata.labels.'),
    }),
  ]);
}

function mountSchema(d: Dialect) {
  const common = {
    readOnly: d.field(d.flag(), 'Whether the container may only read.', false),
    subPath: d.field(d.text(), "A path below the volume's root."),
    propagation: d.field(d.oneOf(['None', 'HostToContainer', 'Bidirectional']), 'Mount propagation.', 'None'),
  };
  return z.union([
    mapping('a config mount', {
      config: d.text(NAME).describe("A name under the town's `config`."),
      items: d.field(z.record(z.string(), d.text()), 'Only these keys: key -> file name.'),
      mode: d.field(
        d.integer(0, 0o777),
        'Permission bits of the files, as a decimal number (420 is 0644).',
        0o644,
      ),
      ...common,
    }),
    mapping('a secret mount', {
      secret: d.text(NAME).describe("A name under the town's `secrets`."),
      items: d.field(z.record(z.string(), d.text()), 'Only these keys: key -> file name.'),
      mode: d.field(
        d.integer(0, 0o777),
        'Permission bits of the files, as a decimal number (420 is 0644).',
        0o644,
      ),
      ...common,
    }),
    mapping('a storage mount', {
      storage: d.text(NAME).describe("A name under the town's `storage`."),
      ...common,
    }),
    mapping('a claim mount', {
      claim: d.text(NAME).describe("A name under the shop's `claims`."),
      ...common,
    }),
    mapping('a host mount', {
      host: d.text(MOUNT_PATH).describe('A path of the node.'),
      type: d.field(
        d.oneOf([
          'DirectoryOrCreate',
          'Directory',
          'FileOrCreate',
          'File',
          'Socket',
          'CharDevice',
          'BlockDevice',
        ]),
        'What must be there; anything unless said.',
      ),
      ...common,
    }),
    mapping('an nfs mount', {
      nfs: mapping('an nfs source', {
        server: d.text().describe('The server.'),
        path: d.text().describe('The exported path.'),
      }).describe('A folder of an NFS server.'),
      ...common,
    }),
    mapping('a projected mount', {
      projected: z.array(projectionSchema(d)).min(1).describe('Sources that are shown in one folder.'),
      mode: d.field(
        d.integer(0, 0o777),
        'Permission bits of the files, as a decimal number (420 is 0644).',
        0o644,
      ),
      ...common,
    }),
    mapping('an empty mount', {
      empty: d.text(NAME).describe("The volume's name; containers that name the same one share it."),
      medium: d.field(
        d.oneOf(['Memory', 'HugePages']),
        "Where the data is kept; the node's disk unless said.",
      ),
      size: d.field(d.quantity(), 'The most it may hold.'),
      ...common,
    }),
  ]);
}

function resourcesSchema(d: Dialect) {
  const amounts = z.record(z.string(), d.orNone(d.quantity()));
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
export type Probe = z.output<ReturnType<typeof probeSchema>>;
export type EnvValue = z.output<ReturnType<typeof envSchema>>;
export type Projection = z.output<ReturnType<typeof projectionSchema>>;
export type MountSource = z.output<ReturnType<typeof mountSchema>>;
