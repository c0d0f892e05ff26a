// What `doctor` says of the trees: the files that each reconciler would read, and what would not go as it looks.
import { describe, expect, test } from 'vitest';
import { reconcilerView } from '../../src/build/reconcilers/read-view.ts';
import { makeCluster, makeEnvironment } from './make-environment.ts';

const MARKET = 'environments/regions/eastus/manifests/market/v1';

function view(reconciler: 'argo-cd' | 'flux', market: readonly string[] | undefined) {
  const cluster = makeCluster({ reconciler });
  return reconcilerView(cluster, [makeEnvironment({ cluster })], (folder) =>
    folder === MARKET ? market : ['any-thing.yaml'],
  );
}

const readMarket = (reconciler: 'argo-cd' | 'flux', market: readonly string[] | undefined) =>
  view(reconciler, market).children.find(({ path }) => path === MARKET);

test('the root comes first, then every child with its folder', () => {
  const { cluster, reconciler, children } = view('flux', ['stall-deployment.yaml']);
  expect({ cluster, reconciler }).toEqual({ cluster: 'eastus', reconciler: 'flux' });
  expect(
    children.map(({ name, path, files, troubles }) => [name, path, files.length, troubles.length]),
  ).toEqual([
    ['townhall-eastus', 'clusters/eastus/flux', 1, 0],
    ['kingdom-riverland-regions-eastus', 'environments/regions/eastus/manifests/_kingdoms/riverland', 1, 0],
    ['town-market-regions-eastus', MARKET, 1, 0],
  ]);
});

describe.each([
  ['argo-cd', 'stall-deployment.yaml', true, []],
  ['flux', 'stall-deployment.yaml', true, []],
  ['flux', 'below/stall-deployment.yaml', true, []],
  ['argo-cd', 'notes.yml', true, ['Argo CD would apply notes.yml, which townhall did not write']],
  ['flux', 'notes.yml', true, ['Flux would apply notes.yml, which townhall did not write']],
  ['argo-cd', 'notes.json', true, ['Argo CD would apply notes.json, which townhall did not write']],
  ['flux', 'notes.json', false, ['Flux does not read notes.json']],
  ['argo-cd', 'notes.jsonnet', true, ['Argo CD would apply notes.jsonnet, which townhall did not write']],
  ['argo-cd', 'notes.txt', false, ['Argo CD does not read notes.txt']],
  ['argo-cd', '.sops.yaml', true, []],
  ['flux', '.sops.yaml', false, ['Flux does not read .sops.yaml']],
  [
    'flux',
    'kustomization.yaml',
    true,
    ['kustomization.yaml decides alone which files of its folder are applied'],
  ],
  ['argo-cd', '.argocd-source.yaml', true, [".argocd-source.yaml overrides the Application's own settings"]],
] as const)('%s and the file %s', (reconciler, file, read, troubles) => {
  test(`${read ? 'reads' : 'does not read'} it`, () => {
    const child = readMarket(reconciler, ['lamp-service.yaml', file]);
    expect(child?.files).toEqual(read ? ['lamp-service.yaml', file] : ['lamp-service.yaml']);
    expect(child?.troubles).toEqual(troubles);
  });
});

test('a folder that is not there, and one without manifests, are troubles', () => {
  expect(readMarket('flux', undefined)?.troubles).toEqual([
    'the folder is not there, so nothing would be applied',
  ]);
  expect(readMarket('flux', [])?.troubles).toEqual(['Flux finds no manifest in the folder']);
});
