// The paths of ingresses and routes: one that is compared as it stands has no detours, for no request would have them.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import type { Shop } from '../validate/vocabulary/shop.ts';
import type { PortQuestion } from './check-ports.ts';
import { listRoutes } from './resolve-routes.ts';

/** How Kubernetes compares the paths whose form it holds; a controller reads the others as it likes. */
const COMPARED: ReadonlySet<string> = new Set(['Prefix', 'Exact']);

const DETOUR = /\/\/|\/\.{1,2}(?=\/|$)|%2f/i;

/** Every path of a shop's ingresses and routes that no request has. */
export function checkPaths({ spec, placeOf }: PortQuestion): Fault[] {
  return listPaths(spec).flatMap(({ value, type, of, path }): Fault[] => {
    if (!COMPARED.has(type)) return [];
    // A gateway compares the path alone; what stands behind a `#` never leaves the browser.
    const found = DETOUR.exec(value)?.[0] ?? (of === 'route' && value.includes('#') ? '#' : undefined);
    if (found === undefined) return [];
    const message = `the path "${value}" holds "${found}", which no path of type ${type} may`;
    return [fault('bad-path', message, placeOf(path, 'key'), { hint: hintPath(value, of) })];
  });
}

interface Found {
  readonly value: string;
  readonly type: string;
  readonly of: 'ingress' | 'route';
  readonly path: YamlPath;
}

function listPaths(spec: Shop): Found[] {
  const ingresses = spec.ingress === undefined ? [] : [spec.ingress].flat();
  return [
    ...ingresses.map(({ paths = {} }, index) => ({
      paths,
      of: 'ingress' as const,
      path: Array.isArray(spec.ingress) ? ['ingress', index] : ['ingress'],
    })),
    ...listRoutes(spec).map(({ route, path }) => ({ paths: route.paths, of: 'route' as const, path })),
  ].flatMap(({ paths, of, path }) =>
    Object.entries(paths).map(([value, to]) => ({
      value,
      type: (typeof to === 'object' ? to.type : undefined) ?? 'Prefix',
      of,
      path: [...path, 'paths', value],
    })),
  );
}

function hintPath(value: string, of: Found['of']): string {
  const straight = straighten(value);
  if (straight !== undefined) return `write "${straight}"`;
  const type = of === 'ingress' ? 'ImplementationSpecific' : 'RegularExpression';
  return `write it without, or say \`type: ${type}\` where the controller knows what to do with it`;
}

/** The same path without empty and dotted segments; undefined where something else is wrong with it. */
function straighten(value: string): string | undefined {
  if (/%2f|#/i.test(value)) return undefined;
  const kept: string[] = [];
  for (const segment of value.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const end = value.endsWith('/') && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${end}`;
}
