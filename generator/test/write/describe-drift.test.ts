// What `render --check` says of a tree that is not what would be rendered.
import { describe, expect, test } from 'vitest';
import { describeDrift } from '../../src/write/describe-drift.ts';
import { planWrites } from '../../src/write/plan-writes.ts';
import { contentOf, generated, OWNED, put, putAll, TREES, temporaryFolder } from './make-tree.ts';

const WANTED = [
  generated('mill/v1/wheel-deployment.yaml', 'replicas: 2\n'),
  generated('mill/v1/wheel-service.yaml'),
];

const drift = (root: string, wanted = WANTED) => describeDrift(planWrites(root, wanted, OWNED).plan, root);

describe('a tree', () => {
  test('that is as it would be rendered has no drift', () => {
    const root = temporaryFolder();
    putAll(root, WANTED);
    expect(drift(root)).toEqual([]);
  });

  test('has one fault for each file, with what to do; and nothing is touched', () => {
    const root = temporaryFolder();
    putAll(root, [
      generated('mill/v1/wheel-deployment.yaml', 'replicas: 7\n'),
      generated('mill/v0/wheel.yaml'),
    ]);
    put(root, `${TREES}/mill/.townhall-0.tmp`, 'half');
    const before = contentOf(root);
    const faults = drift(root);
    expect(faults.map(({ code, place }) => [code, place?.file.slice(TREES.length + 1)])).toEqual([
      ['tree-stale', 'mill/v1/wheel-deployment.yaml'],
      ['tree-missing', 'mill/v1/wheel-service.yaml'],
      ['tree-leftover', 'mill/v0/wheel.yaml'],
      ['tree-leftover', 'mill/.townhall-0.tmp'],
    ]);
    expect(faults[0]?.detail).toContain('-replicas: 7\n+replicas: 2');
    for (const { hint } of faults) expect(hint).toContain('run townhall render');
    expect(contentOf(root)).toEqual(before);
  });

  test('shows the difference of the first ten files, and names the others', () => {
    const root = temporaryFolder();
    const files = Array.from({ length: 12 }, (_, index) => generated(`mill/v1/wheel-${index}.yaml`));
    for (const { path } of files) put(root, path, 'edited\n');
    const faults = drift(root, files);
    expect(faults.map(({ detail }) => detail !== undefined)).toEqual([...Array(10).fill(true), false, false]);
  });
});
