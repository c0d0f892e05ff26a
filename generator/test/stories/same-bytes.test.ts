// Same input, same bytes: whatever the order of keys and files, the line ends, the time zone, the language or the umask.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { renderRepository } from '../../src/pipeline.ts';
import { makeRepository, type Repo, temporaryFolder } from './repository.ts';

const TOWN = 'towns/market/current/town.yaml';
const SHOPS = ['stall', 'scale', 'cart', 'well'];

async function grow(): Promise<Repo> {
  const repo = await makeRepository();
  for (const shop of SHOPS.slice(1)) await repo.run('new', 'shop', `market/${shop}`);
  await repo.run('new', 'town', 'mill');
  const town = parse(repo.read(TOWN));
  town.shops.cart.calls = ['stall', 'well', 'mill/web', 'internet'];
  town.shops.cart.env = { SECOND: 'b', FIRST: 'a', STALL: { to: 'stall', as: 'url' } };
  town.config = { signs: { values: { west: 'on', east: 'no' } }, rules: { values: { open: '08:00' } } };
  repo.write(TOWN, stringify(town, { version: '1.2', compat: 'yaml-1.1' }));
  return repo;
}

const render = (root: string): [string, string][] => {
  const { faults, files } = renderRepository({ root, selection: {}, everything: false });
  expect(faults).toEqual([]);
  return files.map(({ path, text }): [string, string] => [path, text]).sort(([a], [b]) => (a < b ? -1 : 1));
};

const reorder = (value: object, keys: readonly string[]): object =>
  Object.fromEntries(keys.map((key) => [key, value[key as keyof typeof value]]));

test('the order of shops and of top-level keys means nothing', async () => {
  const repo = await grow();
  const town = parse(repo.read(TOWN));
  const wanted = render(repo.root);
  const orders = fc.tuple(
    fc.shuffledSubarray(Object.keys(town), { minLength: Object.keys(town).length }),
    fc.shuffledSubarray(SHOPS, { minLength: SHOPS.length }),
  );
  fc.assert(
    fc.property(orders, ([keys, shops]) => {
      const shuffled = reorder({ ...town, shops: reorder(town.shops, shops) }, keys);
      repo.write(TOWN, stringify(shuffled, { version: '1.2', compat: 'yaml-1.1' }));
      expect(render(repo.root)).toEqual(wanted);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('inside a shop the order is kept', async () => {
  const repo = await grow();
  const path = 'environments/staging/manifests/market/current/cart-deployment.yaml';
  const text = new Map(render(repo.root)).get(path) ?? '';
  expect(text.indexOf('name: SECOND')).toBeGreaterThan(0);
  expect(text.indexOf('name: SECOND')).toBeLessThan(text.indexOf('name: FIRST'));
});

test('CRLF line ends, a byte order mark and executable bits mean nothing', async () => {
  const repo = await grow();
  const wanted = render(repo.root);
  for (const [path] of repo.snapshot()) {
    if (!path.endsWith('.yaml') || path.includes('/manifests/') || /\/(flux|argo-cd)\//.test(path)) continue;
    // A byte order mark is one byte too many for a frozen release; line ends are git's to choose.
    const mark = /\/v\d+\//.test(path) ? '' : '\uFEFF';
    repo.write(path, `${mark}${repo.read(path).replaceAll('\n', '\r\n')}`);
  }
  execFileSync('chmod', ['-R', 'a+x', join(repo.root, 'towns')]);
  expect(render(repo.root)).toEqual(wanted);
});

test('the machine around it means nothing', async () => {
  const repo = await grow();
  const bin = join(import.meta.dirname, '../../bin/townhall.js');
  const surroundings = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'C', HOME: '' },
  ];
  const trees = surroundings.map((env, index) => {
    const root = join(temporaryFolder(), `copy-${index}`);
    cpSync(repo.root, root, { recursive: true });
    const umask = index === 1 ? '077' : '000';
    execFileSync(
      'sh',
      ['-c', `umask ${umask}; exec "$0" "$1" render --root "$2"`, process.execPath, bin, root],
      {
        cwd: index === 0 ? '/' : root,
        env,
      },
    );
    return render(root).map(([path]) => [path, readFileSync(join(root, path), 'latin1')]);
  });
  expect(trees[1]).toEqual(trees[0]);
  expect(trees[2]).toEqual(trees[0]);
});
