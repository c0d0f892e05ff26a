// How an application is organised in files: the principles of the last chapter, each held to what the product does with
// this repository as it once was.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Rendering, renderRepository } from '../../src/pipeline.ts';
import { judgeMove } from '../../src/promotion/judge-move.ts';
import { buildStatus } from '../../src/promotion/status/build-status.ts';
import { statusJson } from '../../src/promotion/status/status-json.ts';
import { makeFleet } from '../promotion/make-fleet.ts';

const ROOT = join(import.meta.dirname, '../fixtures/snapshot');
const CURRENT = 'towns/simple-town/current/town.yaml';
const NOW = Date.parse('2026-11-20T09:30:00Z');

const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What would be rendered with these edits: path, what stands there, what takes its place. */
function renderWith(...edits: readonly (readonly [path: string, find: string, replace: string])[]) {
  const files = edits.map(([path, find, replace]): [string, string] => {
    expect(textOf(path)).toContain(find);
    return [path, textOf(path).replace(find, replace)];
  });
  return renderRepository({ root: ROOT, selection: {}, everything: true, overlay: new Map(files) });
}

const rendering = renderWith();

/** The paths that differ between what is rendered and what would be. */
function changedBy(after: Rendering): string[] {
  const [was, is] = [rendering, after].map(
    ({ files }) => new Map(files.map(({ path, text }) => [path, text] as const)),
  );
  const paths = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...paths].filter((path) => was?.get(path) !== is?.get(path)).sort();
}

const woodworkersIn = ({ files }: Rendering, environment: string, version: string): string | undefined => {
  const path = `environments/${environment}/manifests/simple-town/${version}/woodworker-deployment.yaml`;
  return files.find((file) => file.path === path)?.text.match(/replicas: (\d+)/)?.[1];
};

describe('organising an application', () => {
  test('G1: what a gate guards may be merged early: closed, nothing of it is rendered', () => {
    const closed = renderWith([
      'environments/staging/pins/simple-town.yaml',
      'night-market: true',
      'night-market: false',
    ]);
    expect(changedBy(closed)).toEqual([
      'environments/staging/manifests/simple-town/current/lamplighter-cronjob.yaml',
    ]);
  });

  test('G2: each object has a file of its own, named after its part of the application and its kind', () => {
    const manifests = rendering.files.filter(({ path }) => path.startsWith('environments/'));
    for (const { path, text } of manifests) {
      const documents = parseAllDocuments(text).map((document): { kind: string } => document.toJS());
      expect(documents, path).toHaveLength(1);
      expect(path.endsWith(`-${documents[0]?.kind.toLowerCase()}.yaml`), path).toBe(true);
    }
    const folder = 'environments/regions/uk/manifests/simple-town/v2';
    for (const kind of ['deployment', 'service'])
      expect(manifests.map(({ path }) => path)).toContain(`${folder}/woodworker-${kind}.yaml`);
  });

  test('G3: new work is done in `current` and reaches only who follows it; a release never changes', () => {
    const edited = changedBy(renderWith([CURRENT, 'initialDelay: 5', 'initialDelay: 6']));
    expect(edited).not.toEqual([]);
    for (const path of edited)
      expect(path).toMatch(/^environments\/staging\/manifests\/simple-town\/current\//);
    const release = renderWith(['towns/simple-town/v1/town.yaml', 'initialDelay: 5', 'initialDelay: 6']);
    expect(release.faults).toMatchObject([{ code: 'release-changed', severity: 'error' }]);
  });

  test('G4: a stage leads to a version through its pin and the path of the reconciler, where the source has a link', () => {
    const { environments } = rendering.model;
    const versions = [...environments].map(([name, { pins }]) => [
      name,
      pins.get('simple-town')?.document.version,
    ]);
    expect(Object.fromEntries(versions)).toEqual({
      staging: 'current',
      canary: 'v2',
      'regions/asia': 'v2',
      'regions/uk': 'v2',
      'regions/eastus': 'v1',
      'regions/westus': 'v1',
    });
    for (const [environment, version] of versions) {
      const child = `/town-simple-town-${environment?.replace('/', '-')}-`;
      const { text = '' } = rendering.files.find(({ path }) => path.includes(child)) ?? {};
      expect(text.match(/path: .*\benvironments\/([^"\n]+)/)?.[1]).toBe(
        `${environment}/manifests/simple-town/${version}`,
      );
    }
  });

  test('G5: a parameter has the default of its town, unless the environment says otherwise, unless the pin does', () => {
    const environment = 'environments/regions/uk/environment.yaml';
    const quiet = [
      'environments/regions/uk/pins/simple-town.yaml',
      'parameters: { woodworkers: 2 }',
      '',
    ] as const;
    const said = [environment, 'uk.example.com }', 'uk.example.com, woodworkers: 4 }'] as const;
    expect(woodworkersIn(renderWith(quiet), 'regions/uk', 'v2')).toBe('1');
    expect(woodworkersIn(renderWith(quiet, said), 'regions/uk', 'v2')).toBe('4');
    expect(woodworkersIn(renderWith(said), 'regions/uk', 'v2')).toBe('2');
  });

  test('G6: a region is an environment like a stage: with parameters, every town, and a cluster of its own', () => {
    const { environments, clusters } = rendering.model;
    const regions = [...environments.values()].filter(({ name }) => name.startsWith('regions/'));
    expect(regions).toHaveLength(4);
    for (const { name, cluster, document, pins } of regions) {
      expect(cluster.document.environments).toEqual([name]);
      expect(document.parameters).toHaveProperty('domain', `${cluster.name}.example.com`);
      expect([...pins.keys()].sort()).toEqual(rendering.towns);
    }
    expect(clusters.size).toBe(1 + regions.length);
  });

  test('G7: regions with little traffic come first, and the others wait until it has run there long enough', () => {
    const { stages } = rendering.model.pipeline.document;
    expect(stages.map(({ name }) => name)).toEqual(['staging', 'canary', 'low-traffic', 'high-traffic']);
    const refusals = (asia: string, uk: string) => {
      const fleet = makeFleet({
        stages: ['low-traffic 1d: regions/asia regions/uk', 'high-traffic: regions/westus'],
        subjects: {
          market: {
            releases: 2,
            pins: { 'regions/asia': asia, 'regions/uk': uk, 'regions/westus': 'v1 2026-10-01' },
          },
        },
      });
      const move = { subject: 'market', environment: 'regions/westus', from: 'v1', to: 'v2' };
      return judgeMove(fleet, move, { now: NOW }).map(({ rule }) => rule);
    };
    expect(refusals('v2 2026-11-18', 'v1 2026-10-01')).toEqual(['stage-skipped']);
    expect(refusals('v2 2026-11-18', 'v2 2026-11-20')).toEqual(['soak-not-over']);
    expect(refusals('v2 2026-11-18', 'v2 2026-11-18')).toEqual([]);
  });

  test('G8: one table shows the version of each region, and no fourth one starts while three are live', () => {
    const { limits = {} } = rendering.model.pipeline.document;
    expect(limits.activeVersions).toBe(3);
    const pins = { staging: 'v3 2026-11-18', canary: 'v2 2026-11-18', 'regions/uk': 'v1 2026-11-01' };
    const fleet = makeFleet({ subjects: { market: { releases: 4, pins } }, more: { limits } });
    const status = statusJson(buildStatus(fleet, { now: NOW, gates: [], ends: [] }));
    expect(status).toMatchObject({
      towns: [
        {
          town: 'market',
          activeVersions: ['v1', 'v2', 'v3'],
          environments: Object.entries(pins).map(([environment, pin]) => ({
            environment,
            version: pin.split(' ')[0],
          })),
        },
      ],
      limits: [],
    });
    const fourth = { subject: 'market', environment: 'staging', from: 'v3', to: 'v4' };
    const more = makeFleet({
      subjects: { market: { releases: 4, pins: { ...pins, 'regions/asia': 'v3 2026-11-01' } } },
      more: { limits },
    });
    expect(judgeMove(more, fourth, { now: NOW }).map(({ rule }) => rule)).toContain('too-many-versions');
  });
});
