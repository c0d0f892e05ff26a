// The containers of a shop, and the ports that they open to each other and to services.
import type { YamlPath } from '../diagnostics/fault.ts';
import type { Container } from '../validate/vocabulary/container.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';

export interface Named {
  readonly name: string;
  readonly container: Container;
  readonly path: YamlPath;
  /** Whether it runs beside the shop, on the same ports. */
  readonly beside: boolean;
}

/** The shop itself and its other containers. */
export function listContainers(shop: Shop): Named[] {
  const { sidecars = {}, init = {} } = shop;
  return [
    { name: 'the shop', container: shop, path: [], beside: true },
    ...Object.entries(sidecars).map(([name, container]) => ({
      name: `sidecar ${name}`,
      container,
      path: ['sidecars', name],
      beside: true,
    })),
    ...Object.entries(init).map(([name, container]) => ({
      name: `init container ${name}`,
      container,
      path: ['init', name],
      beside: false,
    })),
  ];
}

export interface OpenPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
  readonly container: string;
  readonly path: YamlPath;
}

/** The ports of all containers that run side by side. */
export function openPorts(containers: readonly Named[]): OpenPort[] {
  return containers
    .filter(({ beside }) => beside)
    .flatMap(({ name: container, container: { ports = {} }, path }) =>
      Object.entries(ports).map(([name, port]) => ({
        name,
        number: typeof port === 'number' ? port : port.port,
        protocol: typeof port === 'number' ? 'TCP' : (port.protocol ?? 'TCP'),
        container,
        path: [...path, 'ports', name],
      })),
    );
}
