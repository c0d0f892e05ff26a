import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import { traceField } from '../../src/build/trace-field.ts';
import type { YamlPath } from '../../src/diagnostics/fault.ts';
import { find, makeConfig, makeEnvironment, makeShop, makeTown } from './make-town.ts';

const shop = makeShop('vote', {
  spec: {
    image: 'ghcr.io/acme/vote:2.0.0',
    replicas: 2,
    strategy: 'recreate',
    args: ['serve', '--quiet'],
    env: { COLOR: 'red', RULES: { config: 'rules', key: 'a' } },
    ports: { http: 8080, admin: { port: 9000 } },
    probes: { ready: { http: '/ready', port: 'http', period: 10 } },
    service: {
      type: 'NodePort',
      ports: { http: { port: 80, nodePort: 30000 }, door: { port: 81, to: 'admin' } },
    },
    security: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
    sidecars: { exporter: { image: 'exporter:1.0', tty: true } },
    mounts: { '/etc/rules': { config: 'rules', mode: 420 } },
    podSecurity: {},
  },
});
const town = makeTown({ shops: [shop], configs: [makeConfig('rules', { data: { a: 'b' } })] });
const environment = makeEnvironment();
const rebuild = (spec: typeof shop.spec) =>
  buildTown({ ...town, shops: new Map([['vote', { ...shop, spec }]]) }, environment).manifests;

function trace(kind: string, ...field: YamlPath): YamlPath | undefined {
  return traceField({ shop, manifest: find(rebuild(shop.spec), kind, 'market-vote'), field, rebuild });
}

const POD = ['spec', 'template', 'spec'];
const MAIN = [...POD, 'containers', 0];

describe('the line that sets a rendered field', () => {
  test.each<[string, YamlPath, YamlPath]>([
    ['a number', ['spec', 'replicas'], ['replicas']],
    ['a text', [...MAIN, 'image'], ['image']],
    ['a flag', [...MAIN, 'securityContext', 'runAsNonRoot'], ['security', 'runAsNonRoot']],
    ['an entry of a list', [...MAIN, 'args', 1], ['args', 1]],
    ['a whole list', [...MAIN, 'args'], ['args']],
    ['one word that becomes a mapping', ['spec', 'strategy', 'type'], ['strategy']],
    ['a value of a map', [...MAIN, 'env', 0, 'value'], ['env', 'COLOR']],
    [
      'a word that was translated',
      [...MAIN, 'readinessProbe', 'periodSeconds'],
      ['probes', 'ready', 'period'],
    ],
    ['a field of a sidecar', [...POD, 'containers', 1, 'image'], ['sidecars', 'exporter', 'image']],
    ['a whole sidecar', [...POD, 'containers', 1], ['sidecars', 'exporter']],
    ['a mapping made of several values', [...MAIN, 'securityContext'], ['security']],
    [
      'a volume made of a mount',
      [...POD, 'volumes', 0, 'configMap', 'defaultMode'],
      ['mounts', '/etc/rules', 'mode'],
    ],
    ['an empty mapping', [...POD, 'securityContext'], ['podSecurity']],
    ['the whole main container', MAIN, []],
    [
      'a field that is missing: where it would stand',
      [...POD, 'containers', 1, 'resources', 'limits'],
      ['sidecars', 'exporter'],
    ],
  ])('%s', (_name, field, expected) => {
    expect(trace('Deployment', ...field)).toEqual(expected);
  });

  test.each<[string, YamlPath, YamlPath]>([
    ['the port of a service', ['spec', 'ports', 0, 'port'], ['service', 'ports', 'http', 'port']],
    [
      'a target that follows from the name of the port',
      ['spec', 'ports', 0, 'targetPort'],
      ['ports', 'http'],
    ],
    ['a target that is said', ['spec', 'ports', 1, 'targetPort'], ['service', 'ports', 'door', 'to']],
    ['the type', ['spec', 'type'], ['service', 'type']],
  ])('%s', (_name, field, expected) => {
    expect(trace('Service', ...field)).toEqual(expected);
  });

  test.each<[string, YamlPath]>([
    ['a label', ['metadata', 'labels', 'town']],
    ['a selector', ['spec', 'selector', 'matchLabels', 'shop']],
    ['what is always there', [...POD, 'automountServiceAccountToken']],
  ])('no line sets %s', (_name, field) => {
    expect(trace('Deployment', ...field)).toBeUndefined();
  });

  test('a manifest that the shop does not make has no line', () => {
    const manifest = { path: 'environments/regions/eastus/manifests/market/v2/other-service.yaml' };
    expect(traceField({ shop, manifest, field: ['spec'], rebuild })).toBeUndefined();
  });
});
