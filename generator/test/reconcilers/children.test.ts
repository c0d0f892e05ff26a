// What children of both reconcilers have in common: their names, and what a promotion does to them.
import { describe, expect, test } from 'vitest';
import { buildCluster } from '../../src/build/reconcilers/build-cluster.ts';
import { makeCluster, makeEnvironment, makeShop, makeTown } from './make-environment.ts';

const RECONCILERS = ['argo-cd', 'flux'] as const;

describe.each(RECONCILERS)('on %s', (reconciler) => {
  const cluster = makeCluster({ reconciler });

  test('a promotion changes the path of one child, and nothing else', () => {
    const build = (version: string) =>
      buildCluster(cluster, [
        makeEnvironment({ cluster, towns: [makeTown({ version }), makeTown({ name: 'mill' })] }),
      ]).manifests.map(({ path, object }) => [path, JSON.stringify(object)] as const);
    const before = build('v1');
    const after = build('v2');
    const changed = after.filter(([path, text], index) => before[index]?.join() !== [path, text].join());
    expect(changed.map(([path]) => path)).toEqual([expect.stringContaining('town-market-regions-eastus-')]);
    expect(after.map(([path, text]) => [path, text.replace('/market/v2', '/market/v1')])).toEqual(before);
  });

  test('a call never becomes an order', () => {
    const stall = makeShop('stall');
    const wheel = {
      ...makeShop('wheel'),
      calls: [
        { to: 'shop', shop: stall, ports: [{ port: 8080, protocol: 'TCP' }], place: stall.place },
      ] as const,
    };
    const apart = [makeTown({ shops: [stall] }), makeTown({ name: 'mill', shops: [makeShop('wheel')] })];
    const calling = [makeTown({ shops: [stall] }), makeTown({ name: 'mill', shops: [wheel] })];
    const objects = (towns: typeof apart) =>
      buildCluster(cluster, [makeEnvironment({ cluster, towns })]).manifests.map(({ object }) => object);
    expect(objects(calling)).toEqual(objects(apart));
  });

  test('every file names the cluster as its source, and is for the version of its Kubernetes', () => {
    const { manifests } = buildCluster(cluster, [makeEnvironment({ cluster })]);
    for (const { path, source, kubernetes } of manifests) {
      expect(path).toMatch(new RegExp(`^clusters/eastus/${reconciler}/`));
      expect({ source, kubernetes }).toEqual({ source: 'clusters/eastus/cluster.yaml', kubernetes: '1.35' });
    }
  });

  test('no file is a kustomization file: Flux makes its own, and one would list what is applied', () => {
    const { manifests } = buildCluster(cluster, [makeEnvironment({ cluster })]);
    expect(manifests.map(({ path }) => path.replace(/.*\//, ''))).not.toContain('kustomization.yaml');
  });

  test('two towns that would be one child are a fault that names both, and the first stays', () => {
    const environments = [
      makeEnvironment({ name: 'b-c', cluster, towns: [makeTown({ name: 'a' })] }),
      makeEnvironment({ name: 'c', cluster, towns: [makeTown({ name: 'a-b' })] }),
    ];
    const { faults, manifests } = buildCluster(cluster, environments);
    expect(faults).toMatchObject([
      {
        code: 'same-child',
        message: 'town a-b in c and town a in b-c would both be given to the reconciler as "town-a-b-c"',
        place: { file: environments[1]?.towns.get('a-b')?.pin.file },
        other: { place: { file: environments[0]?.towns.get('a')?.pin.file } },
      },
    ]);
    const paths = manifests.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('a name of 63 characters fits into a label, one of 64 is a fault', () => {
    const town = (length: number) => makeTown({ name: 'm'.repeat(length - 'town--regions-eastus'.length) });
    const faultsOf = (length: number) =>
      buildCluster(cluster, [makeEnvironment({ cluster, towns: [town(length)] })]).faults;
    expect(faultsOf(63)).toEqual([]);
    expect(faultsOf(64)).toMatchObject([
      {
        code: 'child-name-too-long',
        message: expect.stringContaining('has 64 characters, expected at most 63'),
      },
    ]);
  });

  test('the root of a cluster has a name that fits, too', () => {
    const long = makeCluster({ reconciler, cluster: 'c'.repeat(55) });
    expect(buildCluster(long, []).faults).toMatchObject([
      { code: 'child-name-too-long', place: { file: long.file, path: ['cluster'] } },
    ]);
  });
});
