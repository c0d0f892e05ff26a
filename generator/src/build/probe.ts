// Health checks of a container.
import type { V1GRPCAction, V1HTTPGetAction, V1Probe } from '@kubernetes/client-node';
import type { Container } from '../validate/vocabulary/container.ts';
import type { Probe } from '../validate/vocabulary/probe.ts';
import { keepDefined, listEntries } from './keep-defined.ts';

type Ports = Container['ports'];

/** A probe of a container with these ports. Names of ports stay names, but for gRPC, where Kubernetes wants a number. */
export function buildProbe(probe: Probe, ports: Ports): V1Probe {
  return Object.assign(
    buildAction(probe, ports),
    keepDefined<V1Probe>({
      initialDelaySeconds: probe.initialDelay,
      timeoutSeconds: probe.timeout,
      periodSeconds: probe.period,
      successThreshold: probe.success,
      failureThreshold: probe.failure,
      terminationGracePeriodSeconds: probe.gracePeriod,
    }),
  );
}

function buildAction(probe: Probe, ports: Ports): V1Probe {
  if ('exec' in probe) return { exec: { command: probe.exec } };
  if ('tcp' in probe) return { tcpSocket: { port: probe.tcp } };
  if ('grpc' in probe) {
    return {
      grpc: keepDefined<V1GRPCAction>({ port: numberPort(probe.grpc, ports), service: probe.service }),
    };
  }
  return {
    httpGet: keepDefined<V1HTTPGetAction>({
      path: probe.http,
      port: probe.port ?? firstPort(ports),
      scheme: probe.scheme,
      httpHeaders: listEntries(probe.headers, (name, value) => ({ name, value })),
    }),
  };
}

/** The only port of the container: resolve refuses a probe without a port where there are more, or none. */
function firstPort(ports: Ports): string {
  return Object.keys(ports ?? {})[0] ?? 'http';
}

function numberPort(port: string | number, ports: Ports): number {
  if (typeof port === 'number') return port;
  const named = ports?.[port];
  return typeof named === 'object' ? named.port : (named ?? 0);
}
