// A repository of any size for measurements: N towns of three shops (a Deployment, a Service and a ConfigMap each),
// pinned in six environments with parameters of their own. Same number, same bytes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestFolder } from '../src/load/digest-folder.ts';

export const ENVIRONMENTS = [
  'staging',
  'canary',
  'regions/eastus',
  'regions/westus',
  'regions/uk',
  'regions/asia',
];
export const SHOPS = ['baker', 'cooper', 'smith'];
const TIME = '2026-11-01T08:00:00Z';

export const townName = (index: number): string => `town-${String(index).padStart(4, '0')}`;
export const registryOf = (environment: string): string =>
  `${environment.split('/').at(-1)}.registry.example.com`;
export const replicasOf = (environment: string): number => 1 + ENVIRONMENTS.indexOf(environment);

const BASE = `format: 1
defaults:
  shop:
    revisionHistoryLimit: 5
    strategy: { rolling: { surge: 1, unavailable: 0 } }
    podSecurity: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  container:
    security: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
    resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 128Mi } }
`;

const shopText = (shop: string): string => `  ${shop}:
    image: "{{ environment.parameters.registry }}/${shop}:1.0.0"
    args: [serve, /config/directions.json]
    replicas: "{{ parameters.replicas }}"
    ports: { http: 8080 }
    service: { ports: { http: 80 } }
    probes:
      live: { http: /live, port: http, initialDelay: 1, period: 20 }
      ready: { http: /ready, port: http, initialDelay: 5, period: 10 }
    directions:
      - { product: ${shop}-goods, amount: 10, minimum: 1, interval: 5 }
`;

const townText = (name: string): string => `town: ${name}
kingdom: plains
owner: ${name}-team
parameters:
  replicas: { type: integer, default: 1, minimum: 0, maximum: 20 }
shops:
${SHOPS.map(shopText).join('')}`;

const release = (digest: string): string => `v1: { digest: "${digest}", date: ${TIME} }\n`;

/** Writes a repository with `towns` towns to an empty folder. */
export function makeRepository(root: string, towns: number): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const kingdom = 'kingdom: plains\nowner: platform-team\n';
  for (const version of ['current', 'v1']) {
    write(`base/${version}/base.yaml`, BASE);
    write(`base/${version}/kingdoms/plains.yaml`, kingdom);
  }
  const bytes = (files: Record<string, string>): Map<string, Uint8Array> =>
    new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  write(
    'base/releases.yaml',
    release(digestFolder(bytes({ 'base.yaml': BASE, 'kingdoms/plains.yaml': kingdom }))),
  );
  write(
    'environments/pipeline.yaml',
    `parameters:\n  registry: { type: string }\nstages:\n${ENVIRONMENTS.map((name) => `  - { name: ${name.replace('/', '-')}, environments: [${name}] }\n`).join('')}`,
  );
  for (const name of ENVIRONMENTS) {
    const cluster = name.replace('/', '-');
    write(
      `environments/${name}/environment.yaml`,
      `environment: ${name}\nbase: { version: v1, since: ${TIME} }\nparameters: { registry: ${registryOf(name)} }\n`,
    );
    write(
      `clusters/${cluster}/cluster.yaml`,
      `cluster: ${cluster}\nkubernetes: "1.35"\nenvironments: [${name}]\nreconciler: argo-cd\nsource: { url: "https://git.example.com/plains.git", branch: main }\n`,
    );
  }
  for (let index = 0; index < towns; index++) {
    const name = townName(index);
    const text = townText(name);
    write(`towns/${name}/current/town.yaml`, text);
    write(`towns/${name}/v1/town.yaml`, text);
    write(`towns/${name}/releases.yaml`, release(digestFolder(bytes({ 'town.yaml': text }))));
    for (const environment of ENVIRONMENTS) {
      write(
        `environments/${environment}/pins/${name}.yaml`,
        `town: ${name}\nversion: v1\nsince: ${TIME}\nparameters: { replicas: ${replicasOf(environment)} }\n`,
      );
    }
  }
}

/** A fresh copy of a folder, and everything written through to the disk, so that one run does not pay for another's writes. */
export function freshCopy(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  execFileSync('sync');
}
