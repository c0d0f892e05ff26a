// Makes generator/kubernetes/: the structure of every Kubernetes kind of the supported versions, and of the custom
// kinds that townhall renders, from the documents that their Go modules publish. Run by scripts/update-schemas; needs
// Go and its module proxy, which verifies what it hands out.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { formatCatalogue } from '../src/kubernetes/schemas/catalogue-text.ts';
import type {
  StoredCatalogue,
  StoredSource,
  StoredVersions,
} from '../src/kubernetes/schemas/load-schemas.ts';
import { readCustomKinds } from '../src/kubernetes/schemas/read-custom-kind.ts';
import { reduceSchema } from '../src/kubernetes/schemas/reduce-schema.ts';
import type { Kind, Schema, Scope } from '../src/kubernetes/schemas/schema.ts';
import { isObject } from '../src/model/json.ts';
import { addEnums } from './read-enums.ts';

const OUT = join(import.meta.dirname, '../kubernetes');
const VERSIONS = { '1.34': 'v1.34.4', '1.35': 'v1.35.4', '1.36': 'v1.36.3' };
const CUSTOM = [
  {
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.5.7',
    folder: 'manifests/crds',
    kinds: ['Application', 'AppProject'],
  },
  {
    module: 'github.com/fluxcd/source-controller',
    version: 'v1.9.6',
    folder: 'config/crd/bases',
    kinds: ['GitRepository'],
  },
  {
    module: 'github.com/fluxcd/kustomize-controller',
    version: 'v1.9.6',
    folder: 'config/crd/bases',
    kinds: ['Kustomization'],
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    folder: 'config/crds/bases',
    kinds: ['ExternalSecret'],
  },
  {
    module: 'github.com/bitnami-labs/sealed-secrets',
    version: 'v0.27.1',
    folder: 'helm/sealed-secrets/crds',
    kinds: ['SealedSecret'],
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    folder: 'config/crd/standard',
    kinds: ['HTTPRoute'],
  },
];

interface Module {
  readonly folder: string;
  readonly source: StoredSource;
}

function download(module: string, version: string): Module {
  const out = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], {
    encoding: 'utf8',
    cwd: '/',
  });
  const { Dir, Sum }: { Dir: string; Sum: string } = JSON.parse(out);
  return { folder: Dir, source: { module, version, sum: Sum } };
}

const mapping = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

function keyOf(gvk: Record<string, unknown>): [apiVersion: string, kind: string] {
  const { group, version, kind } = gvk;
  return [group ? `${String(group)}/${String(version)}` : String(version), String(kind)];
}

/** The scope of every kind that can be created, from the paths that an API server serves. */
function scopesOf(document: Record<string, unknown>): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const [path, item] of Object.entries(mapping(document['paths']))) {
    const post = mapping(mapping(item)['post']);
    const gvk = post['x-kubernetes-group-version-kind'];
    if (!isObject(gvk) || post['x-kubernetes-action'] !== 'post' || path.includes('{name}')) continue;
    const key = keyOf(gvk).join(' ');
    const namespaced = path.includes('/namespaces/{namespace}/');
    if (namespaced || !scopes.has(key)) scopes.set(key, namespaced ? 'Namespaced' : 'Cluster');
  }
  return scopes;
}

interface Reduced {
  readonly kinds: Kind[];
  readonly definitions: Map<string, Schema>;
}

function reduceKubernetes(document: Record<string, unknown>): Reduced {
  const published = mapping(document['definitions']);
  const scopes = scopesOf(document);
  const kinds: Kind[] = [];
  for (const [definition, schema] of Object.entries(published)) {
    const gvks = mapping(schema)['x-kubernetes-group-version-kind'];
    for (const gvk of Array.isArray(gvks) ? gvks.filter(isObject) : []) {
      const [apiVersion, kind] = keyOf(gvk);
      const scope = scopes.get(`${apiVersion} ${kind}`);
      if (scope && isObject(mapping(schema)['properties']))
        kinds.push({ apiVersion, kind, scope, definition });
    }
  }
  return { kinds, definitions: reachable(kinds, published) };
}

/** The definitions that the kinds are made of, and no other. */
function reachable(kinds: readonly Kind[], published: Record<string, unknown>): Map<string, Schema> {
  const definitions = new Map<string, Schema>();
  const queue = kinds.map(({ definition }) => definition);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (definitions.has(name)) continue;
    const schema = readDefinition(name, published[name]);
    definitions.set(name, schema);
    for (const [, next = ''] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) queue.push(next);
  }
  return definitions;
}

/** What OpenAPI says of these is less than what the API server reads. */
function readDefinition(name: string, published: unknown): Schema {
  if (name === 'io.k8s.apimachinery.pkg.api.resource.Quantity') return { type: 'string', format: 'quantity' };
  const schema = reduceSchema(published);
  const free = schema.type === undefined && !schema['x-kubernetes-int-or-string'];
  const bare = schema.type === 'object' && !schema.properties && !schema.additionalProperties;
  // JSON, RawExtension, FieldsV1 and their like hold whatever somebody put there.
  return free || bare ? { 'x-kubernetes-preserve-unknown-fields': true } : schema;
}

function reduceCustom(folder: string, wanted: readonly string[]): Reduced {
  const objects = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document): unknown => document.toJS())
    .filter((object) => wanted.includes(String(mapping(mapping(mapping(object)['spec'])['names'])['kind'])));
  const { kinds, definitions } = readCustomKinds(objects);
  return { kinds: [...kinds], definitions: new Map(definitions) };
}

function store(
  file: string,
  { kinds, definitions }: Reduced,
  sources: readonly StoredSource[],
): StoredCatalogue {
  const text = formatCatalogue(kinds, definitions);
  // The best compression and no time stamp: same input, same bytes.
  writeFileSync(join(OUT, file), gzipSync(text, { level: 9 }));
  return { file, sources, sha256: createHash('sha256').update(text).digest('hex') };
}

function storeKubernetes(minor: string, version: string): StoredCatalogue {
  const { folder, source } = download('k8s.io/kubernetes', version);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const document = mapping(JSON.parse(read('api/openapi-spec/swagger.json')));
  addEnums(mapping(document['definitions']), read('pkg/generated/openapi/zz_generated.openapi.go'));
  return store(`${minor}.gz`, reduceKubernetes(document), [source]);
}

function storeReconcilers(): StoredCatalogue {
  const all: Reduced = { kinds: [], definitions: new Map() };
  const sources = CUSTOM.map(({ module, version, folder, kinds }) => {
    const found = download(module, version);
    const reduced = reduceCustom(join(found.folder, folder), kinds);
    all.kinds.push(...reduced.kinds);
    for (const [name, schema] of reduced.definitions) all.definitions.set(name, schema);
    return found.source;
  });
  return store('reconcilers.gz', all, sources);
}

const kubernetes = Object.fromEntries(
  Object.entries(VERSIONS).map(([minor, version]) => [minor, storeKubernetes(minor, version)]),
);
const versions: StoredVersions = { kubernetes, reconcilers: storeReconcilers() };
writeFileSync(join(OUT, 'versions.json'), `${JSON.stringify(versions, null, 2)}\n`);
