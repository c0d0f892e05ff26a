// Edits to a real repository, rendered before and after: what each does, to which objects, and how many pods restart.
import { describe, expect, test } from 'vitest';
import { compareSnapshots } from '../../src/compare/compare-snapshots.ts';
import { foldChanges } from '../../src/compare/fold-changes.ts';
import { findHazards } from '../../src/compare/hazards/index.ts';
import { SnapshotReader } from '../../src/compare/read-snapshot.ts';
import type { OverlayFiles } from '../../src/load/overlay.ts';
import { renderRepository } from '../../src/pipeline.ts';
import { makeRepository, type Repo } from '../stories/repository.ts';

const TOWN = 'towns/market/current/town.yaml';
const BASE = 'base/current/base.yaml';
const PIN = 'environments/staging/pins/market.yaml';

/** Two shops and a config in place of one shop: enough to change every part of it. */
const MARKET = `town: market
kingdom: riverland
owner: market-team
gates: { night: { default: false } }
config:
  prices: { values: { apple: "2" } }
shops:
  stall:
    image: docker.io/library/stall:1.0.0
    replicas: 2
    ports: { http: 8080, admin: 9090 }
    service: { ports: { http: 80, admin: 81 } }
    mounts: { /prices: { config: prices } }
    env: { OPEN: early }
    probes: { ready: { http: /, port: http } }
    ingress: { host: market.example.com, paths: { /: http } }
    disruption: { maxUnavailable: 1 }
  cart:
    image: docker.io/library/cart:1.0.0
    calls: [stall]
    ports: { http: 8080 }
    service: { ports: { http: 80 } }
    probes: { ready: { http: /, port: http } }
  lamp:
    when: night
    kind: cronjob
    schedule: "0 18 * * *"
    image: docker.io/library/lamp:1.0.0
    command: [light]
`;

type Edit = (text: string) => string;
const replace =
  (find: string, put: string): Edit =>
  (text) => {
    expect(text).toContain(find);
    return text.replace(find, () => put);
  };

function renderFiles(repo: Repo, overlay: OverlayFiles) {
  const { files, faults } = renderRepository({ root: repo.root, selection: {}, everything: false, overlay });
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  return files;
}

/** What the edits of files do in staging: `Kind name: effect (pods)`, then `hazard code`. */
async function tell(edits: Readonly<Record<string, Edit>>): Promise<string[]> {
  const repo = await makeRepository();
  const before = new Map([[TOWN, MARKET]]);
  const after = new Map<string, string>(before);
  for (const [path, edit] of Object.entries(edits)) after.set(path, edit(after.get(path) ?? repo.read(path)));
  const reader = new SnapshotReader();
  const [old, wanted] = [reader.read(renderFiles(repo, before)), reader.read(renderFiles(repo, after))];
  const changes = compareSnapshots(old, wanted);
  const folded = foldChanges(changes, ['staging', 'canary', 'regions/eastus']);
  const hazards = findHazards(changes, { before: old, after: wanted });
  return [
    ...folded.map(
      ({ object, effect, restarts }) => `${object}: ${effect}${restarts > 0 ? ` (${restarts})` : ''}`,
    ),
    ...hazards.map(({ code }) => `hazard ${code}`),
  ];
}

const EDITS: readonly (readonly [name: string, file: string, edit: Edit, expected: readonly string[]])[] = [
  ['an image', TOWN, replace('stall:1.0.0', 'stall:1.1.0'), ['Deployment market-stall: restart (2)']],
  ['replicas', TOWN, replace('replicas: 2', 'replicas: 3'), ['Deployment market-stall: scale']],
  [
    'a value of a config',
    TOWN,
    replace('apple: "2"', 'apple: "3"'),
    ['Deployment market-stall: restart (2)', 'ConfigMap market-prices: configuration'],
  ],
  [
    'an environment variable',
    TOWN,
    replace('OPEN: early', 'OPEN: late'),
    ['Deployment market-stall: restart (2)'],
  ],
  [
    'a probe',
    TOWN,
    replace('http: /, port: http } }\n    ingress', 'http: /ready, port: http } }\n    ingress'),
    ['Deployment market-stall: restart (2)'],
  ],
  [
    'a command',
    TOWN,
    replace('env: { OPEN: early }', 'env: { OPEN: early }\n    args: [serve]'),
    ['Deployment market-stall: restart (2)'],
  ],
  [
    'a label of a workload',
    TOWN,
    replace('replicas: 2', 'replicas: 2\n    labels: { row: north }'),
    ['Deployment market-stall: metadata'],
  ],
  [
    'a label of pods',
    TOWN,
    replace('replicas: 2', 'replicas: 2\n    podLabels: { row: north }'),
    ['Deployment market-stall: restart (2)'],
  ],
  [
    'a strategy',
    TOWN,
    replace('replicas: 2', 'replicas: 2\n    strategy: recreate'),
    ['Deployment market-stall: configuration'],
  ],
  [
    'minReady',
    TOWN,
    replace('replicas: 2', 'replicas: 2\n    minReady: 5'),
    ['Deployment market-stall: configuration'],
  ],
  [
    'a host of an ingress',
    TOWN,
    replace('market.example.com', 'shop.example.com'),
    ['Ingress market-stall: configuration'],
  ],
  [
    'a disruption budget',
    TOWN,
    replace('maxUnavailable: 1', 'minAvailable: 1'),
    ['PodDisruptionBudget market-stall: configuration'],
  ],
  [
    'the type of a service',
    TOWN,
    replace(
      'service: { ports: { http: 80, admin: 81 } }',
      'service: { type: LoadBalancer, ports: { http: 80, admin: 81 } }',
    ),
    expect.arrayContaining(['Service market-stall: configuration']),
  ],
  [
    'a call that is new',
    TOWN,
    replace('calls: [stall]', 'calls: [stall, internet]'),
    ['NetworkPolicy market-cart-to-internet: create'],
  ],
  [
    'a call that goes',
    TOWN,
    replace('    calls: [stall]\n', ''),
    ['NetworkPolicy market-cart-into-stall: delete', 'NetworkPolicy market-cart-to-stall: delete'],
  ],
  [
    'a shop that is new',
    TOWN,
    (text) => `${text}  well:\n    image: docker.io/library/well:1.0.0\n`,
    ['Deployment market-well: create'],
  ],
  ['a gate that opens', PIN, (text) => `${text}gates: { night: true }\n`, ['CronJob market-lamp: create']],
  [
    'a default of the base',
    BASE,
    replace('revisionHistoryLimit: ', 'minReady: 3\n    revisionHistoryLimit: '),
    ['Deployment market-cart: configuration', 'Deployment market-stall: configuration'],
  ],
  [
    'an autoscaler in place of replicas',
    TOWN,
    replace('replicas: 2', 'autoscale: { min: 2, max: 5, cpu: 80 }'),
    [
      'Deployment market-stall: scale',
      'HorizontalPodAutoscaler market-stall: create',
      'hazard replicas-under-autoscale',
    ],
  ],
  [
    'the names of a town',
    TOWN,
    replace('owner: market-team', 'owner: market-team\nnames: short'),
    expect.arrayContaining([
      'Deployment market-stall: delete',
      'Deployment stall: create',
      'hazard town-moved',
    ]),
  ],
  ['nothing but a remark', TOWN, (text) => `# A remark.\n${text}`, []],
  ['nothing but the order of shops', TOWN, (text) => text, []],
];

describe('what an edit of a town does', () => {
  test.each(EDITS)('%s', async (_name, file, edit, expected) => {
    expect(await tell({ [file]: edit })).toEqual(expected);
  });

  test('pods that an autoscaler keeps restart by its minimum', async () => {
    const repo = await makeRepository();
    const scaled = replace('replicas: 2', 'autoscale: { min: 4, max: 9, cpu: 80 }')(MARKET);
    const reader = new SnapshotReader();
    const before = reader.read(renderFiles(repo, new Map([[TOWN, scaled]])));
    const after = reader.read(
      renderFiles(repo, new Map([[TOWN, scaled.replace('stall:1.0.0', 'stall:2.0.0')]])),
    );
    expect(compareSnapshots(before, after).map(({ effect, restarts }) => [effect, restarts])).toEqual([
      ['restart', 4],
    ]);
  });

  test('a version that moves with nothing else moves nothing', async () => {
    const repo = await makeRepository();
    const pin = repo.read('environments/canary/pins/market.yaml');
    const files: OverlayFiles = new Map();
    const list = repo.read('towns/market/releases.yaml');
    const entry = list.slice(list.indexOf('v1:')).replace('v1:', 'v2:');
    const moved = new Map<string, string>([
      ['towns/market/v2/town.yaml', repo.read('towns/market/v1/town.yaml')],
      ['towns/market/releases.yaml', list + entry],
      ['environments/canary/pins/market.yaml', pin.replace('version: v1', 'version: v2')],
    ]);
    const reader = new SnapshotReader();
    const [before, after] = [reader.read(renderFiles(repo, files)), reader.read(renderFiles(repo, moved))];
    expect([...after.objects.values()].filter(({ version }) => version === 'v2').length).toBeGreaterThan(0);
    expect(compareSnapshots(before, after)).toEqual([]);
  });
});
