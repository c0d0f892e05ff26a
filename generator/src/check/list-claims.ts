// What an Ingress or an HTTPRoute claims of the requests from outside: hosts and paths of a class, or of a gateway. Objects
// that people wrote are read as they are, with or without the shape of their kind.
import type { YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';

/** Requests that one object wants for itself. */
export interface Claim {
  /** Equal for claims that only one object can have. */
  readonly key: string;
  /** How a message names them. */
  readonly name: string;
  /** Where they stand in an object in Kubernetes' own form. */
  readonly field: YamlPath;
  /** The path as people wrote it. */
  readonly path: string | undefined;
}

/** Every claim of an object; none of those that share their requests with others on purpose. */
export function listClaims(object: KubernetesObject): Claim[] {
  if (object.kind === 'Ingress') return sharesRequests(object) ? [] : listOfIngress(object);
  return object.kind === 'HTTPRoute' ? listOfRoute(object) : [];
}

/** Annotations by which a controller tells two ingresses of one path apart. */
const SHARING = /^(nginx\.ingress\.kubernetes\.io\/canary$|alb\.ingress\.kubernetes\.io\/conditions\.)/;

function sharesRequests({ metadata }: KubernetesObject): boolean {
  return Object.keys(metadata.annotations ?? {}).some((name) => SHARING.test(name));
}

function listOfIngress(object: KubernetesObject): Claim[] {
  const spec = specOf(object);
  const said = spec['ingressClassName'] ?? object.metadata.annotations?.['kubernetes.io/ingress.class'];
  const of = said === undefined ? 'of the default class' : `of class ${said}`;
  const rules = listOf(spec['rules']);
  if (rules.length === 0 && spec['defaultBackend'] !== undefined) {
    const name = `what nobody else claims ${of}`;
    return [{ key: JSON.stringify([of]), name, field: ['spec', 'defaultBackend'], path: undefined }];
  }
  return rules.flatMap(({ host, http }, rule) =>
    listOf(isObject(http) ? http['paths'] : undefined).map(({ path = '/', pathType }, index): Claim => {
      const field = ['spec', 'rules', rule, 'http', 'paths', index];
      return describeClaim({ of, host, path, type: pathType }, field);
    }),
  );
}

function listOfRoute(object: KubernetesObject): Claim[] {
  const spec = specOf(object);
  const hosts = Array.isArray(spec['hostnames']) ? spec['hostnames'] : [undefined];
  return listOf(spec['parentRefs']).flatMap((parent) => {
    const { namespace = object.metadata.namespace, name, sectionName, port } = parent;
    const listener = [sectionName, port].flatMap((part) => (part === undefined ? [] : [`, ${part}`]));
    const of = `of gateway ${namespace}/${name}${listener.join('')}`;
    return listMatches(spec).flatMap(({ match, field }) => {
      const { path: compared, ...others } = match;
      const { type = 'PathPrefix', value = '/' } = isObject(compared) ? compared : {};
      return hosts.map((host) => describeClaim({ of, host, path: value, type, others }, field));
    });
  });
}

/** Where the rules of a route look at requests; one that does not say takes them all. */
function listMatches(spec: Readonly<Record<string, unknown>>) {
  return listOf(spec['rules']).flatMap(({ matches }, rule) => {
    const found = listOf(matches);
    const field = ['spec', 'rules', rule];
    if (found.length === 0) return [{ match: {}, field }];
    return found.map((match, index) => ({ match, field: [...field, 'matches', index] }));
  });
}

interface Request {
  readonly of: string;
  readonly host: unknown;
  readonly path: unknown;
  readonly type: unknown;
  /** What else a route looks at. */
  readonly others?: Readonly<Record<string, unknown>>;
}

function describeClaim({ of, host, path, type, others = {} }: Request, field: YamlPath): Claim {
  const prefix = type === 'Prefix' || type === 'PathPrefix';
  // As prefixes /bread and /bread/ are the same.
  const compared = prefix ? String(path).replace(/(?<=.)\/$/, '') : path;
  const key = JSON.stringify([of, host ?? '', type, compared, Object.entries(others).sort()]);
  const where = typeof host === 'string' && host !== '' ? `${host}${path}` : `${path} on every host`;
  const name = `${where} ${of}${prefix ? '' : ` (${type})`}`;
  return { key, name, field, path: String(path) };
}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const spec: unknown = 'spec' in object ? object.spec : undefined;
  return isObject(spec) ? spec : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
