// The ports that the running containers of a pod listen on, by name: what services and targets lead to.
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Container } from '../validate/vocabulary/container.ts';

export interface NamedPort {
  readonly port: number;
  readonly protocol: string;
}

/** The port of that name (or number) in any container of the shop's pods; init containers that end have none. */
export function findPodPort({ spec }: ResolvedShop, wanted: string | number): NamedPort | undefined {
  for (const container of [spec, ...Object.values(spec.sidecars ?? {})]) {
    const found = findPort(container, wanted);
    if (found) return found;
  }
  return undefined;
}

function findPort({ ports = {} }: Container, wanted: string | number): NamedPort | undefined {
  for (const [name, value] of Object.entries(ports)) {
    const { port, protocol = 'TCP' } = typeof value === 'number' ? { port: value } : value;
    if (name === wanted || port === wanted) return { port, protocol };
  }
  return undefined;
}
