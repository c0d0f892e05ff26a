// The addresses that a shop is told: `env: { to }` as text, and the stores in its directions. Every one is also a call.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import type { Container, EnvValue } from '../validate/vocabulary/container.ts';
import type { Direction } from '../validate/vocabulary/reach.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import { choosePort, choosePorts, hostOf, type ServicePort } from './addresses.ts';
import type { Calls } from './collect-calls.ts';
import { type DraftShop, placeIn } from './draft.ts';

const HTTP_PORT = 80;

interface AddressForm {
  /** The name of a service port; the only one, or for a URL the one named http, unless said. */
  readonly port: string | undefined;
  readonly as: 'address' | 'url';
  /** The place of a field of the reference. */
  place(field: string): Place;
}

/** Writes the addresses of one shop; faults go where those of its calls go. */
export class AddressWriter {
  readonly #shop: DraftShop;
  readonly #calls: Calls;

  constructor(shop: DraftShop, calls: Calls) {
    this.#shop = shop;
    this.#calls = calls;
  }

  /** `env: { to }` becomes text, in every container; a shop without any is the same object as before. */
  writeSpec(spec: Shop): Shop {
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
    const shop = this.#calls.addShop(text, place('to'), (callee) => {
      const choice = choosePorts(callee, port, place(port === undefined ? 'to' : 'port'));
      if ('fault' in choice) this.#calls.faults.push(choice.fault);
      found = 'ports' in choice;
      return 'ports' in choice ? choice.ports.map(({ target }) => target) : [];
    });
    return shop && found ? hostOf(shop, this.#shop) : '';
  }

  /** `host:port`, or a URL; empty when there is a fault. */
  #address(text: string, { port: wanted, as, place }: AddressForm): string {
    let chosen: ServicePort | undefined;
    const shop = this.#calls.addShop(text, place('to'), (callee) => {
      const preferred = as === 'url' ? 'http' : undefined;
      const asked = place(wanted === undefined ? 'to' : 'port');
      const choice = choosePort(callee, { wanted, preferred, place: asked });
      if ('fault' in choice) this.#calls.faults.push(choice.fault);
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
  writeDirections(directions: readonly Direction[]): string {
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
