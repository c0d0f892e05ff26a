// Whether every port of a shop is taken once, and its probes name ports that there are.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Probe } from '../validate/vocabulary/probe.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import { checkPortTargets, listPorts } from './check-port-targets.ts';
import { listContainers, type Named, type OpenPort, openPorts } from './containers.ts';

export interface PortQuestion {
  readonly spec: Shop;
  placeOf(path: YamlPath, part?: 'key' | 'value'): Place;
}

/** Every fault of the ports of a shop. */
export function checkPorts(question: PortQuestion): Fault[] {
  const containers = listContainers(question.spec);
  return [
    ...checkOpenPorts(containers, question),
    ...checkHostPorts(containers, question),
    ...containers.flatMap((container) => checkProbes(container, question)),
    ...checkServicePorts(question),
    ...checkPortTargets(containers, question),
  ];
}

function checkOpenPorts(containers: readonly Named[], { placeOf }: PortQuestion): Fault[] {
  const taken = new Map<string, OpenPort>();
  return openPorts(containers).flatMap((port) => {
    const clash = [`${port.number}/${port.protocol}`, port.name]
      .map((key) => taken.get(key))
      .find((first) => first !== undefined && first.container !== port.container);
    taken.set(`${port.number}/${port.protocol}`, port).set(port.name, port);
    if (!clash) return [];
    const what = clash.number === port.number ? `port ${port.number}` : `a port named "${port.name}"`;
    return [
      fault(
        'port-conflict',
        `${clash.container} and ${port.container} both have ${what}, and the containers of a pod share their ports`,
        placeOf(port.path),
        {
          other: { place: placeOf(clash.path), label: `${clash.container} has it here` },
          hint: 'make them two shops, or let one listen on another port',
        },
      ),
    ];
  });
}

/** A port of the node leads to one container only. */
function checkHostPorts(containers: readonly Named[], { placeOf }: PortQuestion): Fault[] {
  const taken = new Map<string, YamlPath>();
  return containers.flatMap(({ container: { ports = {} }, path }) =>
    Object.entries(ports).flatMap(([name, port]): Fault[] => {
      if (typeof port === 'number' || port.hostPort === undefined) return [];
      const key = `${port.hostPort}/${port.protocol ?? 'TCP'}`;
      const here = [...path, 'ports', name, 'hostPort'];
      const before = taken.get(key);
      taken.set(key, here);
      return before ? [portTwice(`the node's port ${port.hostPort}`, placeOf(here), placeOf(before))] : [];
    }),
  );
}

/** One port of a service leads to one place. */
function checkServicePorts({ spec, placeOf }: PortQuestion): Fault[] {
  const taken = new Map<string, YamlPath>();
  return Object.entries(spec.service?.ports ?? {}).flatMap(([name, said]): Fault[] => {
    const { port, protocol } = typeof said === 'number' ? { port: said } : said;
    const key = `${port}/${protocol ?? 'TCP'}`;
    const here = ['service', 'ports', name];
    const before = taken.get(key);
    taken.set(key, here);
    return before ? [portTwice(`port ${port} of the service`, placeOf(here), placeOf(before))] : [];
  });
}

function portTwice(what: string, place: Place, first: Place): Fault {
  return fault('port-conflict', `${what} is taken twice`, place, {
    other: { place: first, label: 'it is taken here' },
    hint: 'use another number',
  });
}

function checkProbes({ container, path }: Named, { placeOf }: PortQuestion): Fault[] {
  const ports = Object.keys(container.ports ?? {});
  return Object.entries(container.probes ?? {}).flatMap(([kind, probe]) => {
    if (!probe) return [];
    const { field, port } = probePort(probe);
    const at = [...path, 'probes', kind, field];
    if (port === undefined && field === 'port' && ports.length !== 1) {
      return [
        fault(
          'unknown-port',
          `the ${kind} probe names no port, and the container has ${ports.length === 0 ? 'none' : 'several'}`,
          placeOf(at.slice(0, -1)),
          { hint: 'add `port: http`' },
        ),
      ];
    }
    if (typeof port !== 'string' || ports.includes(port)) return [];
    return [
      fault('unknown-port', `"${port}" is not a port of this container`, placeOf(at), {
        hint: suggestHint(port, ports) ?? listPorts(ports),
      }),
    ];
  });
}

function probePort(probe: Probe): { field: string; port: number | string | undefined } {
  if ('http' in probe) return { field: 'port', port: probe.port };
  if ('tcp' in probe) return { field: 'tcp', port: probe.tcp };
  if ('grpc' in probe) return { field: 'grpc', port: probe.grpc };
  return { field: 'exec', port: undefined };
}
