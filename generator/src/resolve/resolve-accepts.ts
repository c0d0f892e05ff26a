// Who outside its kingdom may connect to a shop: what it says, and what its service and its ingresses imply.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { namespaceOf } from '../validate/check-namespaces.ts';
import type { Service } from '../validate/vocabulary/reach.ts';
import { mergePorts, type Neighbours, reachablePorts, servicePorts } from './addresses.ts';
import { type DraftShop, type DraftTown, placeIn } from './draft.ts';
import { checkRoutes, findParents, listRoutes } from './resolve-routes.ts';
import type { PodPort, ResolvedAccept } from './resolved.ts';

export interface AcceptQuestion {
  readonly shop: DraftShop;
  readonly town: DraftTown;
  readonly neighbours: Neighbours;
  /** The suffix of the environment's namespaces. */
  readonly suffix: string | undefined;
}

/** Everyone once, in a stable order. */
export function resolveAccepts(question: AcceptQuestion): { accepts: ResolvedAccept[]; faults: Fault[] } {
  const { shop } = question;
  const faults: Fault[] = [];
  const said = (shop.spec.accepts ?? []).flatMap((accept, index): ResolvedAccept[] => {
    const place = placeIn(shop, ['accepts', index]);
    const ports = reachablePorts(shop);
    if (accept === 'ingress' || accept === 'anyone') return [{ from: accept, place, ports }];
    if (typeof accept === 'object') {
      const { namespace, labels = {} } = accept;
      return [{ from: 'workloads', namespace, labels, place, ports }];
    }
    const found = whyRefused(accept, question, place);
    if (found) faults.push(found);
    return found ? [] : [acceptShop(accept, question, { place, ports })];
  });
  faults.push(...checkRoutes(shop, question.town.kingdom));
  return { accepts: mergeAccepts([...said, ...impliedAccepts(question)]), faults };
}

function impliedAccepts({ shop, town }: AcceptQuestion): ResolvedAccept[] {
  const implied: ResolvedAccept[] = [];
  if (isOpen(shop.spec.service)) {
    const place = placeIn(shop, ['service', 'type']);
    implied.push({ from: 'anyone', place, ports: reachablePorts(shop) });
  }
  if (shop.spec.ingress !== undefined) {
    const place = placeIn(shop, ['ingress'], 'key');
    implied.push({ from: 'ingress', place, ports: ingressPorts(shop) });
  }
  return [...implied, ...servicesAccept(shop, town), ...routesAccept(shop, town)];
}

function servicesAccept(shop: DraftShop, { services }: DraftTown): ResolvedAccept[] {
  return [...services.values()]
    .filter(({ shops, spec }) => shops.includes(shop.key) && isOpen(spec))
    .map(({ spec, place }) => {
      const ports = servicePorts({ spec: { ...shop.spec, service: spec } }).map(({ target }) => target);
      return { from: 'anyone', place, ports: mergePorts(ports) };
    });
}

/** The pods of the gateways, on the ports that the routes lead to. */
function routesAccept(shop: DraftShop, { kingdom }: DraftTown): ResolvedAccept[] {
  return listRoutes(shop.spec).flatMap(({ route, path }) => {
    const ports = portsLedTo(shop, Object.values(route.paths));
    return findParents(route, kingdom).map(({ gateway }): ResolvedAccept => {
      const place = placeIn(shop, path, 'key');
      return { from: 'workloads', ...gateway.pods, place, ports };
    });
  });
}

/** Whether the kind of a service lets in whoever reaches it. */
function isOpen(service: Pick<Service, 'type' | 'externalIPs'> | undefined): boolean {
  return (
    service?.type === 'NodePort' || service?.type === 'LoadBalancer' || service?.externalIPs !== undefined
  );
}

/** Whether a service of the shop lets in whoever reaches it. */
export function isOpenToAnyone(shop: DraftShop, { services }: Pick<DraftTown, 'services'>): boolean {
  const over = [...services.values()].filter(({ shops }) => shops.includes(shop.key));
  return isOpen(shop.spec.service) || over.some(({ spec }) => isOpen(spec));
}

/** Each caller once, on all the ports that something opens to it; what is said comes first and is the place of it. */
function mergeAccepts(list: readonly ResolvedAccept[]): ResolvedAccept[] {
  const merged = new Map<string, ResolvedAccept>();
  for (const accept of list) {
    const { place: _place, ports, ...who } = accept;
    const key = JSON.stringify(who);
    const before = merged.get(key);
    const more = ports.filter(({ port, protocol }) =>
      before?.ports.every((one) => one.port !== port || one.protocol !== protocol),
    );
    if (!before) merged.set(key, accept);
    else if (more.length > 0) merged.set(key, { ...before, ports: mergePorts(before.ports, more) });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, accept]) => accept);
}

/** The pod ports that the ingresses of a shop lead to, and no other. */
function ingressPorts(shop: DraftShop): PodPort[] {
  const { ingress = [] } = shop.spec;
  const list = Array.isArray(ingress) ? ingress : [ingress];
  const targets = list.flatMap(({ paths = {}, backend }) => [
    ...Object.values(paths),
    ...(backend === undefined ? [] : [backend]),
  ]);
  return portsLedTo(shop, targets);
}

type Target = string | number | { readonly port: string | number };

function portsLedTo(shop: DraftShop, targets: readonly Target[]): PodPort[] {
  const wanted = new Set(targets.map((to) => (typeof to === 'object' ? to.port : to)));
  const led = servicePorts(shop).filter(({ name, port }) => wanted.has(name) || wanted.has(port));
  return mergePorts(led.map(({ target }) => target));
}

function whyRefused(text: string, { town, neighbours }: AcceptQuestion, place: Place): Fault | undefined {
  const [kingdom = '', townName = '', key = ''] = text.split('/');
  if (kingdom === town.kingdom.name) {
    const message = `"${text}" is in this shop's own kingdom, where calls need no \`accepts\``;
    return fault('wrong-kingdom', message, place, { hint: 'take it out' });
  }
  // A town that does not run here calls nobody here; accepting it already is how such calls are rolled out.
  const caller = neighbours.declares(townName);
  if (!caller || (caller.kingdom === kingdom && caller.shops.includes(key))) return undefined;
  const known = caller.shops.map((name) => `${caller.kingdom}/${townName}/${name}`);
  return fault('unknown-shop', `"${text}" is not a shop of ${neighbours.environment}`, place, {
    hint: suggestHint(text, known),
  });
}

function acceptShop(
  text: string,
  { suffix }: AcceptQuestion,
  found: { place: Place; ports: readonly PodPort[] },
): ResolvedAccept {
  const [kingdom = '', town = '', shop = ''] = text.split('/');
  return { from: 'shop', namespace: namespaceOf(kingdom, suffix), town, shop, ...found };
}
