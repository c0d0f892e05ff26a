// Where a value of a merged shop was set, and merging where names that people choose look like fields.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { findOrigin } from '../../src/resolve/layers.ts';
import { mergeLayers } from '../../src/resolve/merge-layers.ts';

describe('merging', () => {
  const rows: [rule: string, lower: JsonObject, upper: JsonObject, merged: JsonObject][] = [
    [
      'a sidecar named like a field merges like any sidecar',
      { sidecars: { env: { image: 'a', resources: { limits: { cpu: 1 } } } } },
      { sidecars: { env: { resources: { limits: { memory: 2 } } } } },
      { sidecars: { env: { image: 'a', resources: { limits: { cpu: 1, memory: 2 } } } } },
    ],
    [
      'none takes a field away from a sidecar named like free text',
      { sidecars: { labels: { tty: true, stdin: true } } },
      { sidecars: { labels: { tty: 'none' } } },
      { sidecars: { labels: { stdin: true } } },
    ],
    [
      'a probe of a sidecar is a choice too',
      { sidecars: { mirror: { probes: { live: { tcp: 1, period: 3 } } } } },
      { sidecars: { mirror: { probes: { live: { http: '/', port: 2 } } } } },
      { sidecars: { mirror: { probes: { live: { http: '/', port: 2 } } } } },
    ],
    [
      'a port of a service is a choice',
      { service: { ports: { http: { port: 80, to: 8080 } }, type: 'NodePort' } },
      { service: { ports: { http: { port: 81 } } } },
      { service: { ports: { http: { port: 81 } }, type: 'NodePort' } },
    ],
    [
      'a path of an ingress is a choice',
      { ingress: { paths: { '/': { port: 80, type: 'Exact' } }, class: 'nginx' } },
      { ingress: { paths: { '/': { port: 81 } } } },
      { ingress: { paths: { '/': { port: 81 } }, class: 'nginx' } },
    ],
    [
      'none for replicas leaves the autoscaler',
      { autoscale: { min: 1, max: 2 } },
      { replicas: 'none' },
      { autoscale: { min: 1, max: 2 } },
    ],
    [
      'none in an entry of a list',
      {},
      { ingress: [{ host: 'a.example.com', tls: 'none' }] },
      { ingress: [{ host: 'a.example.com' }] },
    ],
    ['none as an argument', {}, { args: ['--auth', 'none'] }, { args: ['--auth', 'none'] }],
    [
      'none as a header',
      {},
      { probes: { live: { http: '/', headers: { accept: 'none' } } } },
      { probes: { live: { http: '/', headers: { accept: 'none' } } } },
    ],
    [
      'none as a label that is matched',
      {},
      { affinity: { matchLabels: { tier: 'none' } } },
      { affinity: { matchLabels: { tier: 'none' } } },
    ],
  ];
  test.each(rows)('%s', (_rule, lower, upper, merged) => {
    expect(mergeLayers(mergeLayers({}, lower), upper)).toEqual(merged);
  });
});

describe('the origin of a value', () => {
  const layers = [
    {
      file: 'base/v1/base.yaml',
      path: ['defaults', 'container'],
      value: {
        tty: true,
        probes: { live: { http: '/', port: 1, period: 9 } },
        resources: { limits: { cpu: 1 } },
      },
      everyContainer: true,
    },
    {
      file: 'base/v1/base.yaml',
      path: ['defaults', 'shop'],
      value: { minReady: 5, args: ['a', 'b'] },
      everyContainer: false,
    },
    {
      file: 'towns/market/v1/town.yaml',
      path: ['shops', 'stall'],
      value: {
        image: 'x',
        args: ['c'],
        probes: { live: { tcp: 2 } },
        resources: { limits: { memory: 2 } },
        sidecars: { mirror: { image: 'y' } },
      },
      everyContainer: false,
    },
  ];
  const rows: [rule: string, path: (string | number)[], place: string][] = [
    ['the shop itself', ['image'], 'towns/market/v1/town.yaml shops.stall.image'],
    ['a default of shops', ['minReady'], 'base/v1/base.yaml defaults.shop.minReady'],
    ['a default of containers', ['tty'], 'base/v1/base.yaml defaults.container.tty'],
    [
      'a default of containers, in a sidecar',
      ['sidecars', 'mirror', 'tty'],
      'base/v1/base.yaml defaults.container.tty',
    ],
    [
      'one key below a merged mapping',
      ['resources', 'limits', 'cpu'],
      'base/v1/base.yaml defaults.container.resources.limits.cpu',
    ],
    [
      'the other key',
      ['resources', 'limits', 'memory'],
      'towns/market/v1/town.yaml shops.stall.resources.limits.memory',
    ],
    [
      'what a choice has replaced is not asked',
      ['probes', 'live', 'period'],
      'towns/market/v1/town.yaml shops.stall.probes.live',
    ],
    ['nor what a list has replaced', ['args', 1], 'towns/market/v1/town.yaml shops.stall.args'],
    ['what nobody says stands at the shop', ['workingDir'], 'towns/market/v1/town.yaml shops.stall'],
  ];
  test.each(rows)('%s', (_rule, path, place) => {
    const found = findOrigin({ layers }, path);
    expect(`${found?.file} ${found?.path?.join('.')}`).toBe(place);
  });
});
