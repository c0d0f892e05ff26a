// A port of the nodes has one owner in a cluster.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ClusterNodePorts } from '../../src/check/check-node-ports.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { makeRepository } from '../stories/repository.ts';

const service = (shop: string, spec: string): Manifest => ({
  object: { apiVersion: 'v1', kind: 'Service', metadata: { name: shop }, ...parse(`spec: ${spec}`) },
  path: `environments/staging/manifests/market/v1/${shop}-service.yaml`,
  source: 'towns/market/v1/town.yaml',
  origin: { file: 'towns/market/v1/town.yaml', path: ['shops', shop], part: 'key' },
  kubernetes: '1.35',
});
const clashes = (first: string, second: string) =>
  new ClusterNodePorts()
    .add([service('baker', first), service('smith', second)], 'staging')
    .map(({ message }) => message);

test('a second service may not ask for it', () => {
  const door = '{ ports: [{ port: 80, nodePort: 30080 }] }';
  expect(clashes(door, door)).toEqual(['Service smith asks for node port 30080, which Service baker has']);
});

test('with another protocol it is another port, and who asks for none takes none', () => {
  const door = '{ ports: [{ port: 80, nodePort: 30080 }] }';
  expect(clashes(door, '{ ports: [{ port: 80, nodePort: 30080, protocol: UDP }] }')).toEqual([]);
  expect(clashes('{ ports: [{ port: 80 }] }', '{ ports: [{ port: 80 }] }')).toEqual([]);
});

test.each(['5', '{ ports: 5 }', '{ ports: [door] }'])(
  'a service that has no shape is refused by its schema, and by nothing else: %s',
  async (spec) => {
    const repo = await makeRepository();
    const object = `  - { apiVersion: v1, kind: Service, metadata: { name: door }, spec: ${spec} }`;
    repo.edit('towns/market/current/town.yaml', 'shops:', `objects:\n${object}\nshops:`);
    const { exit, stderr } = await repo.run('render');
    expect(stderr).toContain('error[schema-wrong-type]');
    expect(exit).toBe(1);
  },
);
