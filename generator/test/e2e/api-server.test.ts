// A real API server takes what we render: every object of every town that the fixtures have, strictly, without a warning,
// and once applied nothing of it differs from what was asked for.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { OutputFile } from '../../src/model/manifest.ts';
import { renderRepository } from '../../src/pipeline.ts';
import { ControlPlane, findControlPlane, NEEDS } from './control-plane.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const programs = findControlPlane();

/** Kinds that others need, as reconcilers apply them. */
const FIRST = ['Namespace', 'ServiceAccount', 'ResourceQuota', 'LimitRange', 'StorageClass'];

interface Rendered extends OutputFile {
  readonly kind: string;
}

/** Kinds of operators, which this API server has not heard of; the schemas of their projects hold them elsewhere. */
const OF_OPERATORS = ['ExternalSecret'];

/** What a fixture renders for one cluster, in the order in which it can be applied. */
function renderFor(fixture: string, cluster: string): Rendered[] {
  const { files, faults, model } = renderRepository({
    root: join(FIXTURES, fixture),
    selection: {},
    everything: false,
  });
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  const environments = [...model.environments.values()].filter(
    (environment) => environment.cluster.name === cluster,
  );
  const folders = environments.map(({ name }) => `environments/${name}/manifests/`);
  const rank = ({ kind }: Rendered) => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return files
    .filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
    .map((file) => ({ ...file, kind: String(parse(file.text).kind) }))
    .filter(({ kind }) => !OF_OPERATORS.includes(kind))
    .sort((a, b) => rank(a) - rank(b));
}

describe.skipIf(!programs)(`a real API server (${NEEDS})`, () => {
  test.each([
    ['seeds', 'nonprod'],
    ['seeds', 'uk'],
    ['snapshot', 'nonprod'],
    ['snapshot', 'asia'],
    ['outside', 'world'],
  ])('takes every object of the fixture %s for the cluster %s', async (fixture, cluster) => {
    const files = renderFor(fixture, cluster);
    expect(files.length).toBeGreaterThan(20);
    const plane = await ControlPlane.start(programs ?? '');
    try {
      applyAll(plane, files);
    } finally {
      plane.stop();
    }
  });
});

function applyAll(plane: ControlPlane, files: readonly Rendered[]): void {
  const namespaces = files.filter(({ kind }) => kind === 'Namespace');
  expect(plane.kubectl(['apply', '--server-side', '--filename=-'], oneStream(namespaces)).exit).toBe(0);
  // The controller manager would make it, and bare pods wait for it.
  for (const { text } of namespaces) {
    const { metadata } = parse(text);
    plane.kubectl(['create', 'serviceaccount', 'default', `--namespace=${metadata.name}`]);
  }
  const applied = plane.kubectl(
    ['apply', '--server-side', '--validate=strict', '--filename=-'],
    oneStream(files),
  );
  expect(applied.stderr).toBe('');
  expect(applied.stdout.trim().split('\n').length).toBe(files.length);
  expect(plane.kubectl(['diff', '--server-side', '--filename=-'], oneStream(files))).toMatchObject({
    exit: 0,
    stdout: '',
  });
}

/** Documents of one stream. */
function oneStream(files: readonly OutputFile[]): string {
  return files.map(({ text }) => text).join('---\n');
}
