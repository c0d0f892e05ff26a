import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import type { ResolvedShop, ResolvedTown } from '../../src/resolve/resolved.ts';
import { at, find, makeConfig, makeEnvironment, makeShop, makeTown } from './make-town.ts';

const render = (town: ResolvedTown) => buildTown(town, makeEnvironment());

describe('the checksum of configuration', () => {
  const checksum = (shop: ResolvedShop, configs: ReturnType<typeof makeConfig>[]): unknown =>
    at(
      find(render(makeTown({ shops: [shop], configs })).manifests, 'Deployment').object,
      'spec',
      'template',
      'metadata',
      'annotations',
      'checksum/config',
    );
  const rules = makeConfig('rules', { data: { a: '1', b: '2' } });
  const other = makeConfig('other', { data: { c: '3' } });

  test.each([
    ['mounts', { mounts: { '/etc/rules': { config: 'rules' } } }],
    ['env', { env: { A: { config: 'rules', key: 'a' } } }],
    ['envFrom', { envFrom: [{ config: 'rules' }] }],
    ['a sidecar', { sidecars: { till: { envFrom: [{ config: 'rules' }] } } }],
    ['an init container', { init: { seed: { envFrom: [{ config: 'rules' }] } } }],
  ])('covers a config read through %s, and only that', (_how, spec) => {
    const shop = makeShop('woodworker', { spec });
    const before = checksum(shop, [rules, other]);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum(shop, [{ ...rules, data: { a: '1', b: '3' } }, other])).not.toBe(before);
    expect(checksum(shop, [{ ...rules, binaryData: { z: 'AA==' } }, other])).not.toBe(before);
    expect(checksum(shop, [rules, { ...other, data: {} }])).toBe(before);
    expect(checksum(shop, [{ ...rules, data: { b: '2', a: '1' } }])).toBe(before);
  });

  test('covers the directions', () => {
    const sum = (directions: string) => checksum(makeShop('woodworker', { directions }), []);
    expect(sum('[1]')).toMatch(/^[0-9a-f]{64}$/);
    expect(sum('[1]')).not.toBe(sum('[2]'));
  });

  test('is absent when the pod reads no configuration', () => {
    const { object } = find(
      render(makeTown({ shops: [makeShop('woodworker')], configs: [rules] })).manifests,
      'Deployment',
    );
    expect(at(object, 'spec', 'template', 'metadata')).toEqual({
      labels: { town: 'market', shop: 'woodworker' },
    });
  });
});
