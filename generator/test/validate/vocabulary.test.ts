// The vocabulary and the editor schemas made of it: every field is described, and both take and refuse the same.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { isObject } from '../../src/model/json.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { editorSchemas } from '../../src/validate/editor-schemas.ts';
import { clusterText } from './make-repository.ts';

const SAMPLES = {
  town: `
town: simple-town
kingdom: foobar
owner: market-team
names: short
parameters:
  shopImage: { type: string, default: ghcr.io/acme/shop:1.0.0 }
  woodworkers: { type: integer, default: 1, minimum: 0, maximum: 20 }
gates:
  night-market: { default: false, description: open after dark }
shops:
  woodworker:
    image: "{{ parameters.shopImage }}"
    args: [serve, /config/directions.json]
    replicas: "{{ parameters.woodworkers }}"
    ports: { http: 8080, admin: { port: 9090, protocol: TCP } }
    service: { ports: { http: 80, admin: { port: 81, to: admin } } }
    env: { LEVEL: info, HOME_OF: { field: metadata.name }, IRON: { to: ironworker, port: http, as: url } }
    probes:
      live: { http: /live, port: http, initialDelay: 1, period: 20 }
      ready: { exec: [cat, /ready] }
    mounts: { /scratch: { empty: scratch, size: 1Gi }, /settings: { config: settings, readOnly: true } }
    security: none
    resources: { limits: { cpu: none, memory: 128Mi } }
    sidecars: { proxy: { image: "envoy:1.30", native: true } }
    calls: [ironworker, internet]
    directions:
      - { product: wood, amount: 10, minimum: 1, interval: 5 }
  ironworker:
    image: "{{ parameters.shopImage }}"
    strategy: recreate
    ingress: [{ host: iron.example.com, paths: { /: http } }]
    accepts: [ingress, { namespace: monitoring }]
    route: { parents: [public, { name: inner, section: https }], host: iron.example.com, paths: { /: http, /a: { port: http, type: Exact } } }
    serviceAccount: clerk
    imagePullSecrets: [registry]
    directions:
      - { product: iron, amount: 1, minimum: 1, interval: 10, inputs: [{ product: wood, from: woodworker, amount: 10 }] }
  lamplighter:
    when: night-market
    kind: cronjob
    schedule: "0 */5 * * *"
    image: busybox:1.37
    command: [sh, -c, "echo lamps lit"]
config: { settings: { values: { a: b }, files: { app.conf: { file: app.conf } } } }
external: { bank: { host: bank.example.com, ports: { https: 443, ntp: { port: 123, protocol: UDP } } } }
secrets:
  registry: { existing: regcred }
  till: { existing: true, keys: [pin] }
  vault: { externalSecret: { store: { name: vault, kind: ClusterSecretStore }, refresh: 30m, data: { pin: bank/pin, key: { key: bank, property: key } } } }
  chest: { sealed: true, when: night-market }
  safe: { sops: safe.yaml }
accounts:
  clerk: { may: [{ apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [{ secret: till }] }], imagePullSecrets: [registry] }
services:
  everything: { type: LoadBalancer, shops: [woodworker, ironworker], ports: { http: 80 }, loadBalancerSourceRanges: [192.0.2.0/24] }
objects:
  - { apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: market }, spec: { secretName: market-tls }, template: true }
patches:
  - target: { kind: Deployment, name: simple-town-woodworker }
    change: { spec: { paused: true } }
    reason: it is rebuilt
    owner: market-team
  - target: { kind: Service, name: simple-town-woodworker }
    change: [{ op: replace, path: /spec/ports/0/port, value: 81 }]
    reason: until the callers have moved
    expires: "2027-01-01T00:00:00Z"
waive: { probe-missing: it is a test }
`,
  base: `
format: 1
defaults:
  shop: { strategy: { rolling: { surge: 1, unavailable: 0 } }, revisionHistoryLimit: 14, progressDeadline: 600 }
  container: { resources: { requests: { cpu: 50m } }, security: { allowPrivilegeEscalation: false } }
policies: { image-tag-floating: error, resources-missing: warning }
networking: { ingressControllers: [{ namespace: ingress-nginx }], gateways: { public: { namespace: gateways, pods: { namespace: envoy-gateway-system } } } }
`,
  kingdom: `
kingdom: foobar
owner: platform-team
towns: [simple-town]
podSecurity: restricted
quota: { pods: 50, requests.cpu: 8 }
members: { view: [{ group: market-team }] }
clusterKinds: [PersistentVolume, Widget.acme.com]
grants: { simple-town/ironworker: [{ apiGroups: [""], resources: [nodes], verbs: [get, list] }] }
`,
  environment: `
environment: regions/eastus
base: { version: v1, since: "2026-11-01T08:00:00Z" }
suffix: ""
parameters: { domain: eastus.example.com }
kingdoms: { foobar: { quota: { pods: 10 } } }
`,
  pin: `
town: simple-town
version: v1
since: "2026-11-20T09:30:00Z"
parameters: { woodworkers: 5 }
gates: { night-market: true }
history: [{ version: v0, since: "2026-11-01T08:00:00Z", until: "2026-11-20T09:30:00Z" }]
barred: [v2]
waive: { some-check: why }
`,
  pipeline: `
parameters: { domain: { type: string } }
stages: [{ name: staging, environments: [staging], soak: 1h }, { name: high-traffic, environments: [regions/eastus] }]
windows: [{ stages: [high-traffic], allow: "Mon-Thu 09:00-16:00", timezone: America/New_York }]
limits: { activeVersions: 3, versionsBehind: 2, change: { stages: 1, deletions: 5, restarts: 200 } }
`,
  cluster: `${clusterText('eastus', 'regions/eastus')}apiServer: [10.0.0.1/32]\nargo: { managesEndpointSlices: false }\n`,
  releases: `v1: { digest: "sha256:${'0'.repeat(64)}", date: "2026-11-01T08:00:00Z", images: ["a:1"] }\n`,
} as const;

const schemas = editorSchemas();
const kinds = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];

/** Every mapping in a JSON Schema, with its path. */
function* mappingsIn(node: unknown, path = ''): Generator<[path: string, mapping: Record<string, unknown>]> {
  if (Array.isArray(node))
    for (const [index, item] of node.entries()) yield* mappingsIn(item, `${path}/${index}`);
  if (!isObject(node)) return;
  if (isObject(node['properties'])) yield [path, node];
  for (const [key, value] of Object.entries(node)) yield* mappingsIn(value, `${path}/${key}`);
}

describe.each(kinds)('%s', (kind) => {
  test('the file in generator/schema is what `townhall schema` writes', () => {
    const file = new URL(`../../schema/${kind}.schema.json`, import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(schemas.get(`${kind}.schema.json`));
  });

  const sample: unknown = parse(SAMPLES[kind]);
  const json: unknown = JSON.parse(schemas.get(`${kind}.schema.json`) ?? 'null');
  // The text is a JSON Schema: the tests below are about it.
  const editor = z.fromJSONSchema(json as z.core.JSONSchema.JSONSchema);

  test('the vocabulary and the editor take a valid file', () => {
    expect(documentSchemas[kind]().safeParse(sample).error).toBeUndefined();
    expect(editor.safeParse(sample).error).toBeUndefined();
  });

  test('the vocabulary and the editor refuse an unknown field', () => {
    const wrong = { ...(isObject(sample) ? sample : {}), 'no-such-field': 1 };
    expect(documentSchemas[kind]().safeParse(wrong).success).toBe(false);
    expect(editor.safeParse(wrong).success).toBe(false);
  });

  test("every field of every mapping has a description, and mappings take no others (but those in Kubernetes' own form)", () => {
    const bare: string[] = [];
    for (const [path, { properties, additionalProperties }] of mappingsIn(json)) {
      const ownForm = isObject(properties) && Object.keys(properties).length === 0;
      if (path.endsWith('/properties') || ownForm) continue;
      // An object that people write out has its own fields beside those that every object has.
      const writtenOut = /^\/definitions\/object(\/|$)/.test(path);
      if (additionalProperties !== false && !writtenOut) bare.push(`${path} takes any field`);
      for (const [field, schema] of Object.entries(isObject(properties) ? properties : {})) {
        if (!isObject(schema) || typeof schema['description'] !== 'string') bare.push(`${path}: ${field}`);
      }
    }
    expect(bare).toEqual([]);
  });

  test('every reference leads to a definition', () => {
    const text = schemas.get(`${kind}.schema.json`) ?? '';
    const definitions = isObject(json) && isObject(json['definitions']) ? json['definitions'] : {};
    for (const [, name] of text.matchAll(/"\$ref": "#\/definitions\/([^"]+)"/g)) {
      expect(Object.keys(definitions)).toContain(name);
    }
  });
});

test('the text of the schemas does not depend on the run', () => {
  expect([...editorSchemas()]).toEqual([...schemas]);
});
