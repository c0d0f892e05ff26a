// What one container says against itself: more set aside than it may use, and health that nobody asks an init container for.
import { type Fault, fault } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';
import { listContainers, type Named } from './containers.ts';

/** Every fault of the containers of a shop, each by itself. */
export function checkContainers(question: ShopQuestion): Fault[] {
  return listContainers(question.spec).flatMap((container) => [
    ...checkResources(container, question),
    ...(container.beside ? [] : checkInit(container, question)),
  ]);
}

function checkResources({ name, container, path }: Named, { placeOf }: ShopQuestion): Fault[] {
  const { requests = {}, limits = {} } = container.resources ?? {};
  return Object.entries(requests).flatMap(([resource, request]): Fault[] => {
    const limit = limits[resource];
    const place = placeOf([...path, 'resources', 'requests', resource]);
    const reserved = isReserved(resource);
    if (limit === undefined) {
      if (!reserved) return [];
      const message = `${name} asks for ${resource}, and only a limit hands it out`;
      return [fault('values-conflict', message, place, { hint: `set \`limits.${resource}\` to ${request}` })];
    }
    const [asked, most] = [readQuantity(request), readQuantity(limit)];
    if (reserved ? asked === most : asked <= most) return [];
    const message = `${name} asks for ${request} of ${resource}, and may use ${limit} of it`;
    const other = { place: placeOf([...path, 'resources', 'limits', resource]), label: 'the limit' };
    const hint = reserved ? 'write the same amount in both' : 'raise the limit, or ask for less';
    return [fault('values-conflict', message, place, { other, hint })];
  });
}

/** Devices and huge pages are never shared, so what is asked for is what may be used. */
function isReserved(resource: string): boolean {
  return resource.includes('/') || resource.startsWith('hugepages-');
}

/** It runs to its end before anybody could ask. */
function checkInit({ name, container, path }: Named, { placeOf }: ShopQuestion): Fault[] {
  return (['probes', 'lifecycle'] as const)
    .filter((field) => container[field] !== undefined)
    .map((field) =>
      fault(
        'not-for-this-kind',
        `${name} runs to its end before the shop starts, so it has no ${field}`,
        placeOf([...path, field], 'key'),
        { hint: `take \`${field}\` out, or make it one of \`sidecars\` with \`native: true\`` },
      ),
    );
}

const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The amount that a quantity stands for. */
function readQuantity(quantity: string | number): number {
  const [, number, unit = ''] = /^(.*?)([numkMGTPE]i?|Ki)?$/.exec(String(quantity)) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}
