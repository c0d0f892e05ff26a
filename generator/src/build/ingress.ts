// Ingress: how the world outside reaches the service of a shop.
import type { V1HTTPIngressPath, V1Ingress, V1IngressBackend, V1IngressSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Ingress } from '../validate/vocabulary/reach.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { nameService } from './service.ts';
import type { TownContext } from './town-context.ts';

/** The ingresses of a shop, one or a list. */
export function buildIngresses(shop: ResolvedShop, town: TownContext): Typed<V1Ingress>[] {
  const { ingress } = shop.spec;
  if (!ingress) return [];
  const list = Array.isArray(ingress) ? ingress : [ingress];
  return list.map((one) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: town.ofShop(shop, one.name, { annotations: one.annotations }),
    spec: buildSpec(one, nameService(shop), town),
  }));
}

function buildSpec(ingress: Ingress, service: string, town: TownContext): V1IngressSpec {
  const { host, paths = {}, tls, backend } = ingress;
  const hosts = typeof host === 'string' ? [host] : host;
  const list = Object.entries(paths).map(([path, target]) => buildPath(path, target, service));
  const http = list.length > 0 ? { paths: list } : undefined;
  return keepDefined<V1IngressSpec>({
    ingressClassName: ingress.class,
    defaultBackend: backend === undefined ? undefined : buildBackend(backend, service),
    rules: http && (hosts?.map((one) => ({ host: one, http })) ?? [{ http }]),
    tls: tls === undefined ? undefined : [{ ...(hosts && { hosts }), secretName: town.secretName(tls) }],
  });
}

type Target = NonNullable<Ingress['paths']>[string];

function buildPath(path: string, target: Target, service: string): V1HTTPIngressPath {
  const { port, type = 'Prefix' } = typeof target === 'object' ? target : { port: target };
  return { path, pathType: type, backend: buildBackend(port, service) };
}

function buildBackend(port: string | number, name: string): V1IngressBackend {
  return { service: { name, port: typeof port === 'number' ? { number: port } : { name: port } } };
}
