// Databases outside the cluster, row by row: what the manifests said of them, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown, type Tree } from './rendered.ts';

const testing = seedTown('database', 'staging');
const production = seedTown('database', 'regions/uk');

describe('databases outside the cluster', () => {
  test('E1: programs look for my-database in test and in production, and each finds its own', () => {
    const hostOf = (tree: Tree) => tree.one('Service', 'my-database').spec?.externalName;
    expect(hostOf(testing)).toBe('test-database.company.com');
    expect(hostOf(production)).toBe('prod-database.company.com');
  });

  test('E1: one town is the source of both, and nothing else differs', () => {
    const text = JSON.stringify(testing.objects);
    expect(text.replaceAll('test-database', 'prod-database')).toBe(JSON.stringify(production.objects));
  });

  test('E2: external-database is another name for database.company.com', () => {
    for (const tree of [testing, production]) {
      expect(tree.one('Service', 'external-database').spec).toEqual({
        type: 'ExternalName',
        externalName: 'database.company.com',
      });
    }
  });

  test('E3: external-ip-database selects no pods and has a port, without which its Service is refused today', () => {
    const { spec } = testing.one('Service', 'external-ip-database');
    expect(spec?.selector).toBeUndefined();
    expect(spec?.ports).toMatchObject([{ port: 3306, protocol: 'TCP' }]);
  });

  test('E3: its address is 192.168.0.1, in an EndpointSlice where the source has Endpoints, now deprecated', () => {
    const slice = testing.one('EndpointSlice', 'external-ip-database');
    expect(slice.metadata?.labels).toMatchObject({ 'kubernetes.io/service-name': 'external-ip-database' });
    expect(slice.addressType).toBe('IPv4');
    expect(slice.endpoints).toEqual([{ addresses: ['192.168.0.1'] }]);
    expect(slice.ports).toMatchObject([{ port: 3306, protocol: 'TCP' }]);
    // A slice is found by the name of the Service's port, so the two must agree.
    const { ports } = testing.one('Service', 'external-ip-database').spec ?? {};
    expect(slice.ports?.map(({ name }) => name)).toEqual(ports?.map(({ name }) => name));
    expect(testing.count()).not.toHaveProperty('Endpoints');
  });

  test('E3: Kubernetes does not look whether they answer, so a CronJob does', () => {
    const [script = ''] = testing.container('lookout').command?.slice(-1) ?? [];
    for (const { metadata } of testing.all('Service')) expect(script).toContain(metadata?.name);
    const allowed = testing.all('NetworkPolicy').flatMap(({ spec }) => spec?.egress ?? []);
    expect(allowed).toHaveLength(3);
    for (const { ports } of allowed) expect(ports).toEqual([{ protocol: 'TCP', port: 3306 }]);
    expect(allowed.map(({ to }) => to?.[0]?.ipBlock?.cidr)).toContain('192.168.0.1/32');
  });
});
