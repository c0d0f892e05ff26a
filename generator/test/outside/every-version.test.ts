// Every town of the fixtures against the schemas of every Kubernetes version that a cluster may say: what is rendered
// today still applies when a cluster is upgraded, whichever cluster it is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownVersions } from '../../src/kubernetes/schemas/index.ts';
import { renderRepository } from '../../src/pipeline.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const REPOSITORIES = [
  'outside',
  'seeds',
  'snapshot',
  ...readdirSync(join(FIXTURES, 'render')).map((name) => `render/${name}/repo`),
];

/** The cluster files of a repository, as if each cluster ran this version. */
function upgrade(root: string, version: string): Map<string, string> {
  return new Map(
    readdirSync(join(root, 'clusters')).map((name) => {
      const path = `clusters/${name}/cluster.yaml`;
      const text = readFileSync(join(root, path), 'utf8');
      const line = `kubernetes: "${version}"`;
      const replaced = text.replace(/^kubernetes: .*$/m, line);
      if (!replaced.includes(line)) throw new Error(`${path} does not say its version`);
      return [path, replaced];
    }),
  );
}

test('there are several versions, and every repository is there', () => {
  expect(knownVersions().length).toBeGreaterThan(2);
  expect(REPOSITORIES.filter((name) => !existsSync(join(FIXTURES, name, 'clusters')))).toEqual([]);
});

describe.each(knownVersions())('Kubernetes %s takes', (version) => {
  test.each(REPOSITORIES)('every object of %s', (name) => {
    const root = join(FIXTURES, name);
    const overlay = upgrade(root, version);
    const { faults, kubernetesOf, towns } = renderRepository({
      root,
      selection: {},
      everything: true,
      overlay,
    });
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(towns).not.toEqual([]);
    expect([...new Set(kubernetesOf.values())]).toEqual([version]);
  });
});
