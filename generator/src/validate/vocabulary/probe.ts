// Health checks of a container.
import { z } from 'zod';
import { type Dialect, mapOf, mapping } from './dialect.ts';
import { HEADER_NAME, PORT_NAME, PORT_NUMBER } from './names.ts';

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
      headers: d.field(mapOf(HEADER_NAME, d.text()), 'Headers that are sent.'),
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

/** `probes` of a container. */
export function probesSchema(d: Dialect) {
  const probe = probeSchema(d);
  return mapping('probes', {
    live: d.field(probe, 'Restarts the container when it fails.'),
    ready: d.field(probe, 'Takes the pod out of its services while it fails.'),
    start: d.field(probe, 'Holds the other two back until it succeeds.'),
  });
}

export type Probe = z.output<ReturnType<typeof probeSchema>>;
