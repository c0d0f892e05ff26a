// What one shop connects to, collected from everything that says so: `calls`, addresses, directions, rights. Each callee
// once, with all the ports that are meant.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Environment } from '../validate/model.ts';
import { findShop, mergePorts, type Neighbours, reachablePorts } from './addresses.ts';
import { type DraftShop, type DraftTown, placeIn } from './draft.ts';
import { isOpenToAnyone } from './resolve-accepts.ts';
import type { PodPort, ResolvedCall } from './resolved.ts';
import { isGranted, mayCallApi } from './rights.ts';

export interface Connections {
  readonly town: DraftTown;
  readonly neighbours: Neighbours;
  readonly environment: Environment;
}

/** The calls of one shop, found one after the other. */
export class Calls {
  readonly faults: Fault[] = [];
  /** False when a shop that is called has a fault of its own, which is reported there. */
  whole = true;
  readonly #shop: DraftShop;
  readonly #around: Connections;
  /** By what is called; ports are merged. */
  readonly #calls = new Map<string, ResolvedCall>();

  constructor(shop: DraftShop, around: Connections) {
    this.#shop = shop;
    this.#around = around;
  }

  /** In the order of what is called. */
  list(): ResolvedCall[] {
    return [...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call);
  }

  /** One entry of `calls`. */
  add(text: string, place: Place): void {
    if (text === 'internet') this.#calls.set('~internet', { to: 'internet', place });
    else if (text === 'kubernetes-api') this.#callApi(place);
    else if (text.startsWith('external/')) this.#callExternal(text.slice('external/'.length), place);
    else this.addShop(text, place, reachablePorts);
  }

  /** Rights in the cluster are used through the API server. */
  addWhatRightsNeed(): void {
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
  addShop(
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
}
