// A town's services over some of its shops, in one environment.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type TownService, townServiceSchema } from '../validate/vocabulary/reach.ts';
import { checkServiceFields } from './check-service.ts';
import { listContainers, openPorts } from './containers.ts';
import type { DraftShop } from './draft.ts';
import { isPlain } from './layers.ts';
import { type At, readEntry } from './read-entry.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, checkServiceName, nameObject } from './resolve-names.ts';
import type { ResolvedService } from './resolved.ts';

export interface Around {
  readonly shops: ReadonlyMap<string, DraftShop>;
  /** Shops that are not there because a gate is off. */
  readonly gatedOff: ReadonlyMap<string, string>;
  /** Every shop of the town file, with or without faults. */
  readonly declared: readonly string[];
}

/** One entry of `services`; shops whose gate is off are left out of it. */
export function resolveService({ key, value, town, context }: Entry, around: Around): Found<ResolvedService> {
  const schema = townServiceSchema(resolved);
  const read = readEntry({ town, context, value, root: ['services', key], schema, skip: isPlain });
  if (!read.data) return { value: undefined, faults: read.faults };
  const { data: spec, at } = read;
  const place = at([], 'key');
  const name = spec.name ?? nameObject(town, key);
  const named = spec.name === undefined ? place : at(['name']);
  const shops = spec.shops.flatMap((shop) => around.shops.get(shop) ?? []);
  const faults = [
    ...checkLength(name, undefined, named),
    ...checkServiceName(name, named),
    ...checkShops(spec, around, at),
    ...checkPorts(spec, shops, at),
    ...checkServiceFields(spec, at),
  ];
  return { value: { key, name, shops: shops.map((shop) => shop.key), spec, place }, faults };
}

function checkShops({ shops }: TownService, { declared }: Around, at: At): Fault[] {
  return shops.flatMap((shop, index): Fault[] => {
    if (shops.indexOf(shop) < index)
      return [
        fault('bad-service', `${shop} is listed twice`, at(['shops', index]), { hint: 'take one out' }),
      ];
    if (declared.includes(shop)) return [];
    return [
      fault('unknown-shop', `there is no shop "${shop}" in this town`, at(['shops', index]), {
        hint: suggestHint(shop, declared) ?? `it has ${declared.join(', ') || 'none'}`,
      }),
    ];
  });
}

/** A port by name leads to that port of each shop; the service is one address, so they must agree on the protocol. */
function checkPorts({ ports }: TownService, shops: readonly DraftShop[], at: At): Fault[] {
  return Object.entries(ports).flatMap(([name, said]) => {
    const to = typeof said === 'number' ? name : (said.to ?? name);
    if (typeof to === 'number') return [];
    return shops
      .filter(({ spec }) => !openPorts(listContainers(spec)).some((port) => port.name === to))
      .map((shop) => {
        const names = openPorts(listContainers(shop.spec)).map((port) => port.name);
        return fault(
          'unknown-port',
          `the service leads to a port "${to}" that ${shop.key} does not have`,
          at(['ports', name], 'key'),
          {
            other: { place: shop.place, label: `${shop.key} has ${names.join(', ') || 'no ports'}` },
            hint: suggestHint(to, names),
          },
        );
      });
  });
}
