// What a container asks for and may use: never more asked for than it may use, devices whole, huge pages by the page.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';
import type { Named } from './containers.ts';
import { divideUp, isWhole, readQuantity } from './read-quantity.ts';

/** Every fault of the resources of one container. */
export function checkResources(container: Named, question: ShopQuestion): Fault[] {
  return [
    ...checkAmountsOf(container, question),
    ...checkLimits(container, question),
    ...checkPagesAlone(container, question),
  ];
}

const LISTS = [
  ['requests', 'asks for'],
  ['limits', 'may use'],
] as const;

/** Each amount by itself. */
function checkAmountsOf({ name, container, path }: Named, { placeOf }: ShopQuestion): Fault[] {
  return LISTS.flatMap(([list, does]) =>
    Object.entries(container.resources?.[list] ?? {}).flatMap(([resource, amount]): Fault[] => {
      const said = refuseAmount(resource, amount);
      if (!said) return [];
      const message = `${name} ${does} ${amount} of ${resource}, and ${said.why}`;
      const place = placeOf([...path, 'resources', list, resource]);
      return [fault('values-conflict', message, place, { hint: said.hint })];
    }),
  );
}

interface Refusal {
  readonly why: string;
  readonly hint: string;
}

function refuseAmount(resource: string, amount: string | number): Refusal | undefined {
  return isDevice(resource) ? refusePart(amount) : refusePages(resource, amount);
}

function refusePart(amount: string | number): Refusal | undefined {
  if (isWhole(amount)) return undefined;
  const why = 'Kubernetes hands out whole ones only';
  return { why, hint: 'write a whole number, such as 1' };
}

function refusePages(resource: string, amount: string | number): Refusal | undefined {
  const [, size = '', number = '', unit = ''] = PAGES.exec(resource) ?? [];
  if (size === '') return undefined;
  const [page, asked] = [readQuantity(size), readQuantity(amount)];
  if (asked % page === 0n) return undefined;
  const least = divideUp(asked, page) * BigInt(number);
  return { why: `its pages are of ${size} each`, hint: `write a multiple of it, such as ${least}${unit}` };
}

const PAGES = /^hugepages-((\d+)(.*))$/;

function checkLimits({ name, container, path }: Named, { placeOf }: ShopQuestion): Fault[] {
  const { requests = {}, limits = {} } = container.resources ?? {};
  return Object.entries(requests).flatMap(([resource, request]): Fault[] => {
    if (refuseAmount(resource, request)) return [];
    const limit = limits[resource];
    const place = placeOf([...path, 'resources', 'requests', resource]);
    const reserved = isDevice(resource) || PAGES.test(resource);
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

/** A resource under the name of its maker; those of Kubernetes itself may be shared. */
function isDevice(resource: string): boolean {
  return resource.includes('/') && !resource.includes('kubernetes.io/');
}

/** Kubernetes takes huge pages only beside processors or memory. */
function checkPagesAlone({ name, container, path }: Named, { placeOf }: ShopQuestion): Fault[] {
  const said = LISTS.flatMap(([list]) =>
    Object.keys(container.resources?.[list] ?? {}).map((resource) => ({ list, resource })),
  );
  const pages = said.find(({ resource }) => PAGES.test(resource));
  if (!pages || said.some(({ resource }) => resource === 'cpu' || resource === 'memory')) return [];
  const at: YamlPath = [...path, 'resources', pages.list, pages.resource];
  const message = `${name} has ${pages.resource}, and neither cpu nor memory beside it`;
  const hint = `say what else it needs under \`${pages.list}\`, such as \`memory: 64Mi\``;
  return [fault('values-conflict', message, placeOf(at, 'key'), { hint })];
}
