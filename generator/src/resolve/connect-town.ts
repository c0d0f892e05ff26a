// What the shops of a town connect to, and who connects to them: addresses as text, calls with the ports they need,
// directions with the stores of their inputs.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Environment } from '../validate/model.ts';
import type { Container, EnvValue } from '../validate/vocabulary/container.ts';
import type { Direction } from '../validate/vocabulary/reach.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import {
  choosePort,
  choosePorts,
  findShop,
  hostOf,
  mergePorts,
  type Neighbours,
  reachablePorts,
  type ServicePort,
} from './addresses.ts';
import { type DraftShop, type DraftTown, placeIn } from './draft.ts';
import { isOpenToAnyone, resolveAccepts } from './resolve-accepts.ts';
import type { PodPort, ResolvedCall } from './resolved.ts';
import { isGranted, mayCallApi } from './rights.ts';

export interface Connections {
  readonly town: DraftTown;
  readonly neighbours: Neighbours;
  readonly environment: Environment;
}

/** Fills in the calls, accepts, addresses and directions of every shop of a town; `whole`: all of them were found. */
export function connectTown(connections: Connections): { faults: Fault[]; whole: boolean } {
  const works = [...connections.town.shops.values()].map((shop) => new Connecting(shop, connections));
  for (const work of works) work.connect();
  return { faults: works.flatMap(({ faults }) => faults), whole: works.every(({ whole }) => whole) };
}

const HTTP_PORT = 80;

interface AddressForm {
  /** The name of a service port; the only one, or for a URL the one named http, unless said. */
  readonly port: string | undefined;
  readonly as: 'address' | 'url';
  /** The place of a field of the reference. */
  place(field: string): Place;
}

class Connecting {
  readonly faults: Fault[] = [];
  /** False when a shop that it calls has a fault of its own, which is reported there. */
  whole = true;
  readonly #shop: DraftShop;
  readonly #around: Connections;
  /** By what is called; ports are merged. */
  readonly #calls = new Map<string, ResolvedCall>();

  constructor(shop: DraftShop, around: Connections) {
    this.#shop = shop;
    this.#around = around;
  }

  connect(): void {
    const shop = this.#shop;
    const { spec } = shop;
    shop.directions = spec.directions && this.#writeDirections(spec.directions);
    shop.spec = this.#writeAddresses(spec);
    for (const [index, text] of (spec.calls ?? []).entries())
      this.#call(text, placeIn(shop, ['calls', index]));
    this.#callWhatRightsNeed();
    shop.calls.push(...[...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call));
    const { town, neighbours, environment } = this.#around;
    const { accepts, faults } = resolveAccepts({
      shop,
      town,
      neighbours,
      suffix: environment.document.suffix,
    });
    shop.accepts.push(...accepts);
    this.faults.push(...faults);
  }

  #call(text: string, place: Place): void {
    if (text === 'internet') this.#calls.set('~internet', { to: 'internet', place });
    else if (text === 'kubernetes-api') this.#callApi(place);
    else if (text.startsWith('external/')) this.#callExternal(text.slice('external/'.length), place);
    else this.#callShop(text, place, reachablePorts);
  }

  #callWhatRightsNeed(): void {
    const shop = this.#shop;
    const { town } = this.#around;
    if (shop.spec.may) this.#callApi(placeIn(shop, ['may'], 'key'));
    else if (isGranted({ town, shop })) {
      const path = ['grants', `${town.name}/${shop.key}`];
      this.#callApi({ file: town.kingdom.file, path, part: 'key' });
    } else if (mayCallApi({ town, shop })) this.#callApi(placeIn(shop, ['serviceAccount']));
  }

  #callApi(place: Place): void {
    const { cluster } = this.#around.environment;
    if (cluster.document.apiServer) this.#calls.set('~kubernetes-api', { to: 'kubernetes-api', place });
    else {
      this.faults.push(
        fault(
          'no-api-server',
          `${this.#shop.key} talks to the API server, and the cluster ${cluster.name} does not say where it is`,
          place,
          {
            other: { place: { file: cluster.file, path: ['cluster'] }, label: '`apiServer` is missing here' },
            hint: 'add `apiServer: [10.0.0.1/32]` with its addresses to cluster.yaml',
          },
        ),
      );
    }
  }

  #callExternal(name: string, place: Place): void {
    const { externals } = this.#around.town;
    const external = externals.get(name);
    if (external) this.#calls.set(`~external/${name}`, { to: 'external', external, place });
    else
      this.faults.push(
        fault('unknown-external', `there is no external "${name}" in this town`, place, {
          hint: suggestHint(name, externals.keys()) ?? 'declare it under `external` of the town',
        }),
      );
  }

  /** Finds the shop, opens the ports to it, and hands it back. */
  #callShop(
    text: string,
    place: Place,
    portsOf: (shop: DraftShop) => readonly PodPort[],
  ): DraftShop | undefined {
    const { town, neighbours } = this.#around;
    const found = findShop({ from: town, text, place }, neighbours);
    if ('faults' in found) {
      this.faults.push(...found.faults);
      this.whole = false;
      return undefined;
    }
    const { shop } = found;
    if (found.town.kingdom.name !== town.kingdom.name) this.#askToBeAccepted(found.town, shop, place);
    const key = `${found.town.name}/${shop.key}`;
    const before = this.#calls.get(key);
    const ports = mergePorts(before?.to === 'shop' ? before.ports : [], portsOf(shop));
    this.#calls.set(key, { to: 'shop', shop, ports, place: before?.place ?? place });
    return shop;
  }

  #askToBeAccepted(town: DraftTown, shop: DraftShop, place: Place): void {
    const own = this.#around.town;
    const name = `${own.kingdom.name}/${own.name}/${this.#shop.key}`;
    const accepted = shop.spec.accepts?.some((accept) => accept === name || accept === 'anyone');
    if (accepted || isOpenToAnyone(shop, town)) return;
    this.faults.push(
      fault(
        'call-not-accepted',
        `${town.kingdom.name}/${town.name}/${shop.key} is in another kingdom and does not accept ${name}`,
        place,
        {
          other: { place: shop.place, label: 'the called shop' },
          hint: `its team adds \`accepts: [${name}]\``,
        },
      ),
    );
  }

  /** `env: { to }` becomes text, in every container; a shop without any is the same object as before. */
  #writeAddresses(spec: Shop): Shop {
    const main = this.#writeEnv(spec, []);
    const sidecars = this.#writeContainers(spec.sidecars, 'sidecars');
    const init = this.#writeContainers(spec.init, 'init');
    if (!main && !sidecars && !init) return spec;
    return { ...spec, ...main, ...(sidecars && { sidecars }), ...(init && { init }) };
  }

  #writeContainers<T extends Container>(
    containers: Readonly<Record<string, T>> | undefined,
    list: 'sidecars' | 'init',
  ): Record<string, T> | undefined {
    const written = Object.entries(containers ?? {}).map(([name, container]) => ({
      name,
      container,
      change: this.#writeEnv(container, [list, name]),
    }));
    if (!written.some(({ change }) => change)) return undefined;
    return Object.fromEntries(
      written.map(({ name, container, change }) => [name, { ...container, ...change }]),
    );
  }

  #writeEnv({ env }: Container, path: YamlPath): { env: Record<string, EnvValue> } | undefined {
    if (!env || !Object.values(env).some((value) => typeof value === 'object' && 'to' in value))
      return undefined;
    const entries = Object.entries(env).map(([name, value]): [string, EnvValue] => {
      if (typeof value === 'string' || !('to' in value)) return [name, value];
      const place = (field: string) => placeIn(this.#shop, [...path, 'env', name, field]);
      const { to, port, as = 'address' } = value;
      const text = as === 'host' ? this.#host(to, port, place) : this.#address(to, { port, as, place });
      return [name, text];
    });
    return { env: Object.fromEntries(entries) };
  }

  /** A host name needs no port: without one the call means them all. Empty when there is a fault. */
  #host(text: string, port: string | undefined, place: (field: string) => Place): string {
    let found = false;
    const shop = this.#callShop(text, place('to'), (callee) => {
      const choice = choosePorts(callee, port, place(port === undefined ? 'to' : 'port'));
      if ('fault' in choice) this.faults.push(choice.fault);
      found = 'ports' in choice;
      return 'ports' in choice ? choice.ports.map(({ target }) => target) : [];
    });
    return shop && found ? hostOf(shop, this.#shop) : '';
  }

  /** `host:port`, or a URL; empty when there is a fault. */
  #address(text: string, { port: wanted, as, place }: AddressForm): string {
    let chosen: ServicePort | undefined;
    const shop = this.#callShop(text, place('to'), (callee) => {
      const preferred = as === 'url' ? 'http' : undefined;
      const asked = place(wanted === undefined ? 'to' : 'port');
      const choice = choosePort(callee, { wanted, preferred, place: asked });
      if ('fault' in choice) this.faults.push(choice.fault);
      else chosen = choice.port;
      return chosen ? [chosen.target] : [];
    });
    if (!shop || !chosen) return '';
    const host = hostOf(shop, this.#shop);
    // The name of a headless service leads straight to pods, where the service's own port is not open.
    const port = shop.spec.service?.headless ? chosen.target.port : chosen.port;
    if (as === 'address') return `${host}:${port}`;
    return port === HTTP_PORT ? `http://${host}` : `http://${host}:${port}`;
  }

  /** The text of directions.json: inputs become the stores that sell them. */
  #writeDirections(directions: readonly Direction[]): string {
    const written = directions.map(({ product, amount, minimum, interval, inputs = [] }, index) => {
      const productInputList = inputs.map((input, at) => {
        const place = () => placeIn(this.#shop, ['directions', index, 'inputs', at, 'from']);
        const store = this.#address(input.from, { port: undefined, as: 'url', place });
        return { product: input.product, store, amount: input.amount };
      });
      return { product, amount, minimum, interval, ...(inputs.length > 0 && { productInputList }) };
    });
    return `${JSON.stringify(written, null, 2)}\n`;
  }
}
