// How fast the embedded schema check is: `npx tsx generator/tools/bench-schema.ts`. Prints how long the schemas of one
// version take to load, and how many valid objects of each kind are checked in a second.
import { knownVersions, loadSchemas } from '../src/kubernetes/schemas/load-schemas.ts';
import { validateObject } from '../src/kubernetes/schemas/validate-object.ts';

const MEASURED_FOR = 500;

const metadata = {
  name: 'market-stall',
  namespace: 'kingdom-of-riverland',
  labels: { town: 'market', shop: 'stall' },
};
const stall = {
  name: 'stall',
  image: 'ghcr.io/acme/stall:1.0.0',
  ports: [{ name: 'http', containerPort: 8080 }],
  env: [
    { name: 'TOWN', value: 'market' },
    { name: 'SHOP', value: 'stall' },
  ],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
  readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10 },
};
const template = { metadata: { labels: metadata.labels }, spec: { containers: [stall] } };

const OBJECTS = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'directions.json': '[]' } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: metadata.labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas: 1, selector: { matchLabels: metadata.labels }, template },
  },
];

/** Objects per second, after one round that compiles what is needed. */
function measure(objects: typeof OBJECTS, version: string): number {
  for (const object of objects) {
    if (validateObject(object, version).length > 0)
      throw new Error(`the ${object.kind} to measure is not valid`);
  }
  let checked = 0;
  const started = performance.now();
  while (performance.now() - started < MEASURED_FOR) {
    for (let round = 0; round < 100; round++) for (const object of objects) validateObject(object, version);
    checked += 100 * objects.length;
  }
  return Math.round((checked / (performance.now() - started)) * 1000);
}

const version = knownVersions().at(-1) ?? '';
const started = performance.now();
loadSchemas(version);
process.stdout.write(`load Kubernetes ${version}: ${(performance.now() - started).toFixed(1)} ms\n`);
for (const object of OBJECTS)
  process.stdout.write(`${object.kind}: ${measure([object], version)} objects/s\n`);
process.stdout.write(`all of them: ${measure(OBJECTS, version)} objects/s\n`);
