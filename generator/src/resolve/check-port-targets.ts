// Whether what leads to a shop arrives: services name ports of its containers, ingresses and routes name ports of its service.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Ingress } from '../validate/vocabulary/reach.ts';
import type { PortQuestion } from './check-ports.ts';
import { type Named, openPorts } from './containers.ts';
import { listRoutes } from './resolve-routes.ts';

/** Every fault of the ports that a shop's service, ingresses and routes lead to. */
export function checkPortTargets(containers: readonly Named[], question: PortQuestion): Fault[] {
  return [...checkService(containers, question), ...checkIngress(question), ...checkRoutePaths(question)];
}

/** A hint that names the ports there are. */
export const listPorts = (names: readonly string[]): string =>
  names.length > 0
    ? `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`
    : 'name one under `ports`';

function checkService(containers: readonly Named[], { spec, placeOf }: PortQuestion): Fault[] {
  const open = openPorts(containers);
  return Object.entries(spec.service?.ports ?? {}).flatMap(([name, port]) => {
    const to = typeof port === 'number' ? name : (port.to ?? name);
    if (open.some((candidate) => candidate.name === to || candidate.number === to) || typeof to === 'number')
      return [];
    const names = open.map((candidate) => candidate.name);
    const path = ['service', 'ports', name];
    const said = typeof port === 'object' && port.to !== undefined;
    return [
      fault(
        'unknown-port',
        `the service leads to a port "${to}" that no container of this shop has`,
        placeOf(said ? [...path, 'to'] : path, said ? 'value' : 'key'),
        {
          hint: suggestHint(to, names) ?? listPorts(names),
        },
      ),
    ];
  });
}

function checkIngress({ spec, placeOf }: PortQuestion): Fault[] {
  if (!spec.ingress) return [];
  const list = Array.isArray(spec.ingress) ? spec.ingress : [spec.ingress];
  return list.flatMap((ingress, index) => {
    const path: YamlPath = Array.isArray(spec.ingress) ? ['ingress', index] : ['ingress'];
    const astray = checkHost(ingress, path, placeOf);
    if (astray) return [astray];
    const targets: Target[] = [
      ...Object.entries(ingress.paths ?? {}).map(
        ([at, to]): Target =>
          typeof to === 'object' ? [[...path, 'paths', at, 'port'], to.port] : [[...path, 'paths', at], to],
      ),
      ...(ingress.backend === undefined ? [] : [[[...path, 'backend'], ingress.backend] satisfies Target]),
    ];
    return checkTargets('ingress', targets, { spec, placeOf });
  });
}

/** A backend belongs to no host, so a host without paths would be anybody's. */
function checkHost(
  { host, paths = {}, backend }: Ingress,
  path: YamlPath,
  placeOf: PortQuestion['placeOf'],
): Fault | undefined {
  if (Object.keys(paths).length > 0 || (host === undefined && backend !== undefined)) return undefined;
  if (backend === undefined) {
    const hint = 'add `paths: { /: http }`';
    return fault('empty-ingress', 'this ingress leads nowhere', placeOf(path, 'key'), { hint });
  }
  const hint = `write \`paths: { /: ${backend} }\` in place of \`backend\`, or take \`host\` out to take every host`;
  return fault('host-without-paths', 'this ingress has a host and no paths', placeOf([...path, 'host']), {
    hint,
  });
}

function checkRoutePaths({ spec, placeOf }: PortQuestion): Fault[] {
  return listRoutes(spec).flatMap(({ route, path }) => {
    const targets = Object.entries(route.paths).map(
      ([at, to]): Target =>
        typeof to === 'object' ? [[...path, 'paths', at, 'port'], to.port] : [[...path, 'paths', at], to],
    );
    if (targets.length > 0) return checkTargets('route', targets, { spec, placeOf });
    return [
      fault('empty-ingress', 'this route leads nowhere', placeOf(path, 'key'), {
        hint: 'add `paths: { /: http }`',
      }),
    ];
  });
}

type Target = readonly [YamlPath, number | string];

/** Ingresses and routes lead to ports of the shop's service, by name or number. */
function checkTargets(
  what: 'ingress' | 'route',
  targets: readonly Target[],
  { spec, placeOf }: PortQuestion,
): Fault[] {
  const entries = Object.entries(spec.service?.ports ?? {});
  const names = entries.map(([name]) => name);
  const numbers = entries.map(([, port]) => (typeof port === 'number' ? port : port.port));
  return targets
    .filter(([, to]) => !names.includes(String(to)) && !numbers.includes(Number(to)))
    .map(([at, to]) =>
      fault(
        'unknown-port',
        `the ${what} leads to a port "${to}" that the shop's service does not have`,
        placeOf(at),
        {
          hint:
            suggestHint(String(to), names) ??
            (spec.service ? listPorts(names) : 'add a `service` to the shop'),
        },
      ),
    );
}
