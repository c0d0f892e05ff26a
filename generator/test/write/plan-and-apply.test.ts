// What a render does to its folders: exactly the wanted files, nothing of anybody else's.
import { mkdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../src/write/apply-plan.ts';
import { planWrites } from '../../src/write/plan-writes.ts';
import {
  accidentDisk,
  asContent,
  CHILDREN,
  contentOf,
  generated,
  OWNED,
  put,
  putAll,
  render,
  TREES,
  temporaryFolder,
} from './make-tree.ts';

const MILL = [generated('mill/v1/wheel-deployment.yaml'), generated('mill/v1/wheel-service.yaml')];
const FORGE = [generated('forge/v1/anvil-deployment.yaml')];

const plan = (root: string, wanted = MILL, owned = OWNED) => planWrites(root, wanted, owned);

describe('a tree', () => {
  test('that is not there is made, with all its folders', () => {
    const root = temporaryFolder();
    render(root, [...MILL, ...FORGE]);
    expect(contentOf(root)).toEqual(asContent([...MILL, ...FORGE]));
  });

  test('that is as wanted is left alone: no operation at all', () => {
    const root = temporaryFolder();
    putAll(root, MILL);
    const disk = accidentDisk();
    const planned = plan(root).plan;
    applyPlan(root, planned, disk);
    expect(disk.operations).toBe(0);
    expect(planned).toMatchObject({
      create: [],
      update: [],
      remove: [],
      unchanged: MILL.map(({ path }) => path),
    });
  });

  test('keeps the files that did not change untouched when another does', () => {
    const root = temporaryFolder();
    putAll(root, MILL);
    const [first, second] = MILL.map(({ path }) => join(root, path));
    for (const file of [first, second]) utimesSync(file ?? '', 1000, 1000);
    render(root, [generated('mill/v1/wheel-deployment.yaml', 'replicas: 3\n'), ...MILL.slice(1)]);
    expect(readFileSync(first ?? '', 'utf8')).toContain('replicas: 3');
    expect(statSync(second ?? '').mtimeMs).toBe(1_000_000);
  });

  test('loses what nothing renders any more, and the folders that became empty', () => {
    const root = temporaryFolder();
    putAll(root, [
      ...MILL,
      ...FORGE,
      generated('forge/v0/deep/anvil.yaml'),
      generated(`${CHILDREN}/town-forge.yaml`),
    ]);
    mkdirSync(join(root, TREES, 'hollow/within'), { recursive: true });
    render(root, MILL);
    expect(contentOf(root)).toEqual({ ...asContent(MILL), 'clusters/staging/': '' });
  });

  test('is compared by its bytes: a checkout with CRLF is put right', () => {
    const root = temporaryFolder();
    putAll(
      root,
      MILL.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') })),
    );
    expect(plan(root).plan.update).toEqual(MILL);
    render(root, MILL);
    expect(contentOf(root)).toEqual(asContent(MILL));
  });

  test('is listed in the same order whatever the disk says', () => {
    const root = temporaryFolder();
    putAll(
      root,
      ['c', 'a', 'b'].map((name) => generated(`mill/v0/${name}.yaml`)),
    );
    expect(plan(root).plan.remove).toEqual(['a', 'b', 'c'].map((name) => `${TREES}/mill/v0/${name}.yaml`));
  });
});

describe('a run that answers for a part', () => {
  test('leaves the rest as it is', () => {
    const root = temporaryFolder();
    putAll(root, [...FORGE, generated('mill/v0/wheel.yaml'), generated(`${CHILDREN}/town-forge.yaml`)]);
    const child = generated(`${CHILDREN}/town-mill.yaml`);
    render(root, [...MILL, child], undefined, [`${TREES}/mill`, child.path]);
    expect(contentOf(root)).toEqual(
      asContent([...MILL, ...FORGE, child, generated(`${CHILDREN}/town-forge.yaml`)]),
    );
  });

  test('removes what a stopped run left beside a single file', () => {
    const root = temporaryFolder();
    const child = generated(`${CHILDREN}/town-mill.yaml`);
    put(root, `${CHILDREN}/.townhall-0.tmp`, 'half');
    render(root, [child], undefined, [child.path]);
    expect(contentOf(root)).toEqual(asContent([child]));
  });
});

describe('a step before that asks for the impossible is a bug', () => {
  test.each([
    [
      'outside what is owned',
      'environments/canary/manifests/mill/a.yaml',
      'not a path that this run may write',
    ],
    ['beside what is owned', `${TREES}-mill/a.yaml`, 'not a path that this run may write'],
    ['through ..', `${TREES}/../secrets/a.yaml`, 'not a path that this run may write'],
    ['through .', `${TREES}/./a.yaml`, 'not a path that this run may write'],
    ['through nothing', `${TREES}//a.yaml`, 'not a path that this run may write'],
    ['with a backslash', `${TREES}/mill\\a.yaml`, 'not a path that this run may write'],
    ['twice but for the case', `${TREES}/mill/v1/Wheel-Service.yaml`, 'wanted twice'],
    ['as a folder, too', `${TREES}/mill/v1/wheel-service.yaml/a.yaml`, 'wanted as a file and as a folder'],
  ])('%s', (_, path, message) => {
    expect(() => plan(temporaryFolder(), [...MILL, { path, text: '' }])).toThrow(message);
  });
});

describe('modes', () => {
  test.skipIf(process.platform === 'win32').each(['000', '022', '077'])(
    'are 0644 and 0755 under umask %s',
    (umask) => {
      const root = temporaryFolder();
      putAll(root, MILL.slice(1));
      const before = process.umask(Number.parseInt(umask, 8));
      try {
        render(root, [generated('mill/v1/wheel-service.yaml', 'changed: true\n'), ...FORGE]);
      } finally {
        process.umask(before);
      }
      const mode = (path: string): string => (statSync(join(root, path)).mode & 0o777).toString(8);
      expect(mode(`${TREES}/mill/v1/wheel-service.yaml`)).toBe('644');
      expect(mode(`${TREES}/forge/v1/anvil-deployment.yaml`)).toBe('644');
      expect([`${TREES}/forge`, `${TREES}/forge/v1`].map(mode)).toEqual(['755', '755']);
    },
  );
});
