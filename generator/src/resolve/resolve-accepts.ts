// Who outside its kingdom may connect to a shop: what it says, and what its service and its ingresses imply.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { namespaceOf } from '../validate/check-namespaces.ts';
import { mergePorts, type Neighbours, reachablePorts, servicePorts } from './addresses.ts';
import { type DraftShop, type DraftTown, placeIn } from './draft.ts';
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
  return { accepts: mergeAccepts([...said, ...impliedAccepts(shop)]), faults };
}

function impliedAccepts(shop: DraftShop): ResolvedAccept[] {
  const implied: ResolvedAccept[] = [];
  if (isOpenToAnyone(shop)) {
    const place = placeIn(shop, ['service', 'type']);
    implied.push({ from: 'anyone', place, ports: reachablePorts(shop) });
  }
  if (shop.spec.ingress !== undefined) {
    const place = placeIn(shop, ['ingress'], 'key');
    implied.push({ from: 'ingress', place, ports: ingressPorts(shop) });
  }
  return implied;
}

/** Whether the kind of its service lets in whoever reaches it. */
export function isOpenToAnyone({ spec: { service } }: DraftShop): boolean {
  return service?.type === 'NodePort' || service?.type === 'LoadBalancer';
}

/** What is said comes first, and means every port: what is implied of the same callers adds nothing to it. */
function mergeAccepts(list: readonly ResolvedAccept[]): ResolvedAccept[] {
  const merged = new Map<string, ResolvedAccept>();
  for (const accept of list) {
    const { place: _place, ports: _ports, ...who } = accept;
    const key = JSON.stringify(who);
    if (!merged.has(key)) merged.set(key, accept);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, accept]) => accept);
}

/** The pod ports that the ingresses of a shop lead to, and no other. */
function ingressPorts(shop: DraftShop): PodPort[] {
  const { ingress = [] } = shop.spec;
  const wanted = new Set(
    (Array.isArray(ingress) ? ingress : [ingress]).flatMap(({ paths = {}, backend }) => [
      ...Object.values(paths).map((to) => (typeof to === 'object' ? to.port : to)),
      ...(backend === undefined ? [] : [backend]),
    ]),
  );
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
