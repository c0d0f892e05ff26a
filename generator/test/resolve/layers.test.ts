import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { mergeLayers } from '../../src/resolve/merge-layers.ts';
import { resolveMarket, shopOf } from './resolve-market.ts';

const SHOP = 'shops:\n  stall:\n    image: docker.io/acme/stall:1.0.0\n';

describe('merging two layers', () => {
  const rows: [rule: string, lower: JsonObject, upper: JsonObject, merged: JsonObject][] = [
    ['mappings merge by key', { security: { a: 1 } }, { security: { b: 2 } }, { security: { a: 1, b: 2 } }],
    ['lists replace', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
    ['scalars replace', { minReady: 1 }, { minReady: 2 }, { minReady: 2 }],
    [
      'a probe replaces whole',
      { probes: { ready: { http: '/a', period: 3 } } },
      { probes: { ready: { tcp: 1 } } },
      { probes: { ready: { tcp: 1 } } },
    ],
    [
      'an env value replaces whole',
      { env: { A: { config: 'x', key: 'y' } } },
      { env: { A: { field: 'z' } } },
      { env: { A: { field: 'z' } } },
    ],
    [
      'a mount replaces whole',
      { mounts: { '/a': { empty: 'x', size: '1Gi' } } },
      { mounts: { '/a': { config: 'y' } } },
      { mounts: { '/a': { config: 'y' } } },
    ],
    [
      'a strategy replaces whole',
      { strategy: { rolling: { surge: 1 } } },
      { strategy: 'recreate' },
      { strategy: 'recreate' },
    ],
    [
      'replicas above drop autoscale below',
      { autoscale: { min: 1, max: 2 } },
      { replicas: 3 },
      { replicas: 3 },
    ],
    [
      'autoscale above drops replicas below',
      { replicas: 3 },
      { autoscale: { min: 1, max: 2 } },
      { autoscale: { min: 1, max: 2 } },
    ],
    ['none takes a field away', { security: { a: 1 }, tty: true }, { security: 'none' }, { tty: true }],
    [
      'none takes a field away at any depth',
      { resources: { limits: { cpu: 1, memory: 2 } } },
      { resources: { limits: { cpu: 'none' } } },
      { resources: { limits: { memory: 2 } } },
    ],
    [
      'none is a word among free text',
      { env: { MODE: 'all' }, labels: {} },
      { env: { MODE: 'none' }, labels: { mode: 'none' } },
      { env: { MODE: 'none' }, labels: { mode: 'none' } },
    ],
  ];
  test.each(rows)('%s', (_rule, lower, upper, merged) => {
    expect(mergeLayers(lower, upper)).toEqual(merged);
  });

  test('keys of the lower layer come first, then new ones as written', () => {
    const merged = mergeLayers({ env: { B: '1', A: '2' } }, { env: { D: '3', A: '4', C: '5' } });
    expect(Object.keys(merged['env'] ?? {})).toEqual(['B', 'A', 'D', 'C']);
  });

  const layer = fc.dictionary(
    fc.constantFrom('args', 'security', 'tty', 'minReady'),
    fc.oneof(
      fc.integer(),
      fc.constant('none'),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.integer(), fc.constant('none'))),
    ),
  );
  const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value));

  test('merging over nothing twice is merging once, and no layer is changed', () => {
    fc.assert(
      fc.property(layer, layer, (first, second) => {
        const [lower, upper] = [plain(first), plain(second)];
        const copies = [plain(lower), plain(upper)];
        const merged = mergeLayers(mergeLayers({}, lower), upper);
        expect(mergeLayers(merged, upper)).toEqual(merged);
        expect([lower, upper]).toEqual(copies);
        expect(JSON.stringify(merged)).not.toContain('none');
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('the layers of a shop', () => {
  const base = (text: string) => ({ 'base/current/base.yaml': `format: 1\n${text}` });

  test('the shop stands over the town, and the town over the base', () => {
    const outcome = resolveMarket(
      `defaults: { shop: { minReady: 2, progressDeadline: 20 } }\n${SHOP}    progressDeadline: 30\n`,
      base('defaults: { shop: { minReady: 1, progressDeadline: 10, revisionHistoryLimit: 1 } }\n'),
    );
    expect(shopOf(outcome, 'stall').spec).toMatchObject({
      minReady: 2,
      progressDeadline: 30,
      revisionHistoryLimit: 1,
    });
  });

  test('container defaults stand under sidecars and init containers too, and none takes them away', () => {
    const outcome = resolveMarket(
      `${SHOP}    sidecars:\n      mirror: { image: docker.io/acme/mirror:1.0.0, security: none }\n    init:\n      seed: { image: docker.io/acme/seed:1.0.0 }\n`,
      base('defaults: { container: { security: { runAsNonRoot: true }, tty: true } }\n'),
    );
    const { spec } = shopOf(outcome, 'stall');
    expect(spec.security).toEqual({ runAsNonRoot: true });
    expect(spec.init?.['seed']).toMatchObject({ tty: true, security: { runAsNonRoot: true } });
    expect(spec.sidecars?.['mirror']).toEqual({ image: 'docker.io/acme/mirror:1.0.0', tty: true });
  });

  test('defaults of a kind refine those of every shop', () => {
    const outcome = resolveMarket(
      `${SHOP}  lamp: { kind: cronjob, schedule: "0 * * * *", image: "docker.io/acme/lamp:1.0.0" }\n`,
      base('defaults: { shop: { gracePeriod: 10 }, cronjob: { gracePeriod: 5 } }\n'),
    );
    expect(shopOf(outcome, 'stall').spec.gracePeriod).toBe(10);
    expect(shopOf(outcome, 'lamp').spec.gracePeriod).toBe(5);
  });
});
