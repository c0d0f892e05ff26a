// How one shop names another, and where that leads: `shop`, `town/shop`, or `kingdom/town/shop` when the kingdom differs.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { listContainers, openPorts } from './containers.ts';
import type { DraftShop, DraftTown } from './draft.ts';
import type { PodPort } from './resolved.ts';

/** The towns of one environment, resolved when they are asked for. */
export interface Neighbours {
  /** Undefined when the town is not pinned here, or could not be read. */
  find(town: string): DraftTown | undefined;
  /** What the pinned version of a town says of itself, whether or not it can be resolved. */
  declares(town: string): { readonly kingdom: string; readonly shops: readonly string[] } | undefined;
  /** Whether the town is pinned here, and it or some shop of it has a fault of its own. */
  isBroken(town: string): boolean;
  /** Whether the faults of the town are among those that this run reports. */
  isReported(town: string): boolean;
  readonly names: readonly string[];
  readonly environment: string;
}

export interface Reference {
  readonly from: DraftTown;
  /** As written. */
  readonly text: string;
  readonly place: Place;
}

export type FoundShop = { readonly shop: DraftShop; readonly town: DraftTown } | { readonly faults: Fault[] };

/** The shop that an address means. */
export function findShop({ from, text, place }: Reference, neighbours: Neighbours): FoundShop {
  const parts = text.split('/');
  const key = parts.at(-1) ?? '';
  const townName = parts.at(-2) ?? from.name;
  const town = townName === from.name ? from : neighbours.find(townName);
  if (neighbours.isBroken(townName) && !town?.shops.has(key) && !town?.gatedOff.has(key)) {
    return { faults: neighbours.isReported(townName) ? [] : [brokenNeighbour(text, townName, place)] };
  }
  if (!town) {
    const hint = suggestHint(townName, neighbours.names) ?? `pin ${townName} in ${neighbours.environment}`;
    return {
      faults: [
        fault(
          'unknown-shop',
          `"${text}": there is no town "${townName}" in ${neighbours.environment}`,
          place,
          { hint },
        ),
      ],
    };
  }
  const kingdom = parts.length === 3 ? parts[0] : from.kingdom.name;
  if (kingdom !== town.kingdom.name) {
    return {
      faults: [
        fault('wrong-kingdom', `"${text}": ${townName} is in the kingdom ${town.kingdom.name}`, place, {
          hint: `write ${town.kingdom.name}/${townName}/${key}`,
        }),
      ],
    };
  }
  if (parts.length === 3 && kingdom === from.kingdom.name) {
    return {
      faults: [
        fault('wrong-kingdom', `"${text}" names the caller's own kingdom`, place, {
          hint: `write ${townName}/${key}`,
        }),
      ],
    };
  }
  const shop = town.shops.get(key);
  return shop ? { shop, town } : { faults: [unknownShop(text, key, { town, place })] };
}

function brokenNeighbour(text: string, town: string, place: Place): Fault {
  return fault(
    'broken-neighbour',
    `"${text}" cannot be found out: the town ${town} has faults of its own`,
    place,
    {
      hint: `townhall render --town ${town} says which`,
    },
  );
}

function unknownShop(text: string, key: string, { town, place }: { town: DraftTown; place: Place }): Fault {
  const gate = town.gatedOff.get(key);
  if (gate !== undefined) {
    return fault('unknown-shop', `"${text}" is not there: its gate ${gate} is off`, place, {
      other: { place: { file: town.file, path: ['shops', key], part: 'key' }, label: 'the shop' },
      hint: `open the gate in the pin, or put \`when: ${gate}\` on what calls it`,
    });
  }
  const known = [...town.shops.keys()];
  return fault('unknown-shop', `"${text}": the town ${town.name} has no shop "${key}"`, place, {
    hint: suggestHint(key, known) ?? (known.length > 0 ? `it has ${known.join(', ')}` : undefined),
  });
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly target: PodPort;
}

/** The ports of a shop's service with the pod ports that they lead to. */
export function servicePorts({ spec }: Pick<DraftShop, 'spec'>): ServicePort[] {
  const open = openPorts(listContainers(spec));
  return Object.entries(spec.service?.ports ?? {}).map(([name, said]) => {
    const { port, to = name, protocol } = typeof said === 'number' ? { port: said } : said;
    const found = open.find((candidate) => candidate.name === to || candidate.number === to);
    const number = found?.number ?? (typeof to === 'number' ? to : port);
    return { name, port, target: { port: number, protocol: protocolOf(protocol ?? found?.protocol) } };
  });
}

const protocolOf = (text: string | undefined): PodPort['protocol'] =>
  text === 'UDP' || text === 'SCTP' ? text : 'TCP';

/** Every port that callers of a shop may mean: those of its service, or of its containers where it has none. */
export function reachablePorts(shop: DraftShop): PodPort[] {
  const service = servicePorts(shop).map(({ target }) => target);
  if (service.length > 0) return service;
  return openPorts(listContainers(shop.spec)).map(({ number, protocol }) => ({
    port: number,
    protocol: protocolOf(protocol),
  }));
}

/** The host name of a shop's service for a caller. */
export function hostOf(shop: DraftShop, caller: { readonly namespace: string }): string {
  const name = shop.spec.service?.name ?? shop.name;
  return shop.namespace === caller.namespace ? name : `${name}.${shop.namespace}`;
}

/** The ports of a shop's service that are meant: the named one, or all. */
export function choosePorts(
  shop: DraftShop,
  wanted: string | undefined,
  place: Place,
): { ports: readonly ServicePort[] } | { fault: Fault } {
  const ports = servicePorts(shop);
  const names = ports.map(({ name }) => name);
  if (ports.length === 0) {
    return {
      fault: fault('no-service', `${shop.key} has no service, so it has no address`, place, {
        other: { place: shop.place, label: `${shop.key} has no service` },
        hint: `add \`service: { ports: { http: 80 } }\` to ${shop.key}`,
      }),
    };
  }
  if (wanted === undefined || names.includes(wanted)) {
    return { ports: ports.filter(({ name }) => wanted === undefined || name === wanted) };
  }
  return {
    fault: fault('unknown-port', `the service of ${shop.key} has no port "${wanted}"`, place, {
      hint: suggestHint(wanted, names) ?? `it has ${names.join(', ')}`,
    }),
  };
}

export interface PortChoice {
  readonly wanted: string | undefined;
  /** The one that is meant among several when none is named. */
  readonly preferred?: string | undefined;
  readonly place: Place;
}

/** The one port of a shop's service that is meant. */
export function choosePort(
  shop: DraftShop,
  { wanted, preferred, place }: PortChoice,
): { port: ServicePort } | { fault: Fault } {
  const found = choosePorts(shop, wanted, place);
  if ('fault' in found) return found;
  const [first, ...others] = found.ports;
  const port = others.length === 0 ? first : found.ports.find(({ name }) => name === preferred);
  if (port) return { port };
  const names = found.ports.map(({ name }) => name).join(', ');
  const unnamed = preferred === undefined ? '' : `, and none of them is named ${preferred}`;
  return {
    fault: fault('unknown-port', `${shop.key} has several ports (${names})${unnamed}`, place, {
      hint: preferred === undefined ? 'name one with `port`' : `name one of them ${preferred}`,
    }),
  };
}

/** Every port once, in the order of their numbers. */
export function mergePorts(...lists: readonly (readonly PodPort[])[]): PodPort[] {
  const merged = new Map(lists.flat().map((port) => [`${port.port}/${port.protocol}`, port]));
  return [...merged.values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
}
