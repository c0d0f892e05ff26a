// What one container says against itself: resources that nobody hands out, and health that nobody asks an init container for.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { checkResources } from './check-resources.ts';
import type { ShopQuestion } from './check-shop.ts';
import { listContainers, type Named } from './containers.ts';

/** Every fault of the containers of a shop, each by itself. */
export function checkContainers(question: ShopQuestion): Fault[] {
  return listContainers(question.spec).flatMap((container) => [
    ...checkResources(container, question),
    ...(container.beside ? [] : checkInit(container, question)),
  ]);
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
