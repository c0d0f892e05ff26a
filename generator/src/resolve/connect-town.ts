// What the shops of a town connect to, and who connects to them: addresses as text, calls with the ports they need,
// directions with the stores of their inputs.
import type { Fault } from '../diagnostics/fault.ts';
import { Calls, type Connections } from './collect-calls.ts';
import { type DraftShop, placeIn } from './draft.ts';
import { resolveAccepts } from './resolve-accepts.ts';
import { AddressWriter } from './write-addresses.ts';

/** Fills in the calls, accepts, addresses and directions of every shop of a town; `whole`: all of them were found. */
export function connectTown(connections: Connections): { faults: Fault[]; whole: boolean } {
  const found = [...connections.town.shops.values()].map((shop) => connectShop(shop, connections));
  return { faults: found.flatMap(({ faults }) => faults), whole: found.every(({ whole }) => whole) };
}

function connectShop(shop: DraftShop, connections: Connections): { faults: Fault[]; whole: boolean } {
  const calls = new Calls(shop, connections);
  const addresses = new AddressWriter(shop, calls);
  const { spec } = shop;
  shop.directions = spec.directions && addresses.writeDirections(spec.directions);
  shop.spec = addresses.writeSpec(spec);
  for (const [index, text] of (spec.calls ?? []).entries()) calls.add(text, placeIn(shop, ['calls', index]));
  calls.addWhatRightsNeed();
  shop.calls.push(...calls.list());
  const { town, neighbours, environment } = connections;
  const { accepts, faults } = resolveAccepts({ shop, town, neighbours, suffix: environment.document.suffix });
  shop.accepts.push(...accepts);
  return { faults: [...calls.faults, ...faults], whole: calls.whole };
}
