// HTTPRoute: how a gateway reaches the service of a shop. What its API server would fill in is written out, for otherwise
// Argo CD sees a difference for ever. https://gateway-api.sigs.k8s.io/reference/spec/
import type { KubernetesObject } from '../model/manifest.ts';
import { findParents, listRoutes } from '../resolve/resolve-routes.ts';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Route } from '../validate/vocabulary/reach.ts';
import { keepDefined } from './keep-defined.ts';
import { nameService } from './service.ts';
import type { TownContext } from './town-context.ts';

const GROUP = 'gateway.networking.k8s.io';

interface ParentReference {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  sectionName?: string;
}

interface RouteSpec {
  parentRefs: ParentReference[];
  hostnames?: string[];
  rules: object[];
}

interface HttpRoute extends KubernetesObject {
  spec: RouteSpec;
}

/** The routes of a shop, one or a list. */
export function buildHttpRoutes(shop: ResolvedShop, town: TownContext): HttpRoute[] {
  return listRoutes(shop.spec).map(({ route }) => ({
    apiVersion: `${GROUP}/v1`,
    kind: 'HTTPRoute',
    metadata: town.ofShop(shop, route.name, { annotations: route.annotations }),
    spec: keepDefined<RouteSpec>({
      parentRefs: findParents(route, town.town.kingdom).map(({ gateway, section }) =>
        keepDefined<ParentReference>({
          group: GROUP,
          kind: 'Gateway',
          namespace: gateway.namespace,
          name: gateway.name,
          sectionName: section,
        }),
      ),
      hostnames: typeof route.host === 'string' ? [route.host] : route.host,
      rules: Object.entries(route.paths).map(([path, target]) => buildRule(path, target, shop)),
    }),
  }));
}

const TYPES = { Prefix: 'PathPrefix', Exact: 'Exact', RegularExpression: 'RegularExpression' };

function buildRule(value: string, target: Route['paths'][string], shop: ResolvedShop): object {
  const { port, type = 'Prefix' } = typeof target === 'object' ? target : { port: target };
  return {
    matches: [{ path: { type: TYPES[type], value } }],
    backendRefs: [
      { group: '', kind: 'Service', name: nameService(shop), port: findPort(port, shop), weight: 1 },
    ],
  };
}

/** A route knows service ports by their numbers only. */
function findPort(port: string | number, { spec }: ResolvedShop): number | string {
  const said = spec.service?.ports[port];
  if (said === undefined) return port;
  return typeof said === 'number' ? said : said.port;
}
