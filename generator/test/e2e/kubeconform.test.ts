// The real kubeconform against the embedded check: nothing to find in the trees, and the same verdict on broken objects.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findKubeconform, runKubeconform } from '../../src/check/kubeconform/run-kubeconform.ts';
import { validateObject } from '../../src/kubernetes/schemas/index.ts';
import { knownVersions } from '../../src/kubernetes/schemas/load-schemas.ts';
import { makeRepository, temporaryFolder, townhall } from '../stories/repository.ts';

const ROOT = join(import.meta.dirname, '../../..');
const found = findKubeconform(ROOT);
// scripts/install-kubeconform puts the binary where this finds it, for folders elsewhere too.
if (found) process.env['PATH'] = `${join(ROOT, 'node_modules/.cache/townhall/bin')}:${process.env['PATH']}`;

const pod = (container: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: stall }\nspec:\n  selector: { matchLabels: { shop: stall } }\n  template:\n    metadata: { labels: { shop: stall } }\n    spec:\n      containers:\n      - ${container}\n`;

const objects: readonly (readonly [what: string, valid: boolean, text: string])[] = [
  ['a deployment', true, pod('{ name: stall, image: "stall:1", ports: [{ containerPort: 80 }] }')],
  ['a quantity that is a number', true, pod('{ name: stall, resources: { limits: { cpu: 2 } } }')],
  [
    'a service with a named target',
    true,
    'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { ports: [{ port: 80, targetPort: http }] }\n',
  ],
  [
    'a service with a numeric target',
    true,
    'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { ports: [{ port: 80, targetPort: 8080 }] }\n',
  ],
  ['a misspelt field', false, pod('{ name: stall, imgae: "stall:1" }')],
  [
    'a misspelt field of the object',
    false,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndta: {}\n',
  ],
  ['a container without a name', false, pod('{ image: "stall:1" }')],
  ['a port that is a word', false, pod('{ name: stall, ports: [{ containerPort: http }] }')],
  [
    'a list where a mapping is wanted',
    false,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: [a]\n',
  ],
  ['a number among texts', false, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: 1 }\n'],
  [
    'a deployment without a selector',
    false,
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { template: {} }\n',
  ],
  [
    'an ingress path without its type',
    false,
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i }\nspec: { rules: [{ http: { paths: [{ path: /, backend: {} }] } }] }\n',
  ],
  ['a kind that is gone', false, 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: i }\n'],
  [
    'an application',
    true,
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: { project: p, destination: { server: s }, source: { repoURL: u } }\n',
  ],
  [
    'an application without a project',
    false,
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: { destination: { server: s } }\n',
  ],
  [
    'a kustomization with a misspelt field',
    false,
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: k }\nspec: { interval: 1m, prun: true, sourceRef: { kind: GitRepository, name: g } }\n',
  ],
];

describe.skipIf(!found)(
  'kubeconform (skipped where it is not installed: scripts/install-kubeconform)',
  () => {
    test('finds nothing in the trees of this repository', async () => {
      const { exit, stdout, stderr } = await townhall(ROOT, 'check', '--kubeconform');
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toMatch(/kubeconform v0\.7\.0: \d{3,} objects valid, 0 not/);
    });

    test.each(knownVersions())(
      'agrees with the embedded check on valid and broken objects of Kubernetes %s',
      (version) => {
        const folder = temporaryFolder();
        const paths = objects.map((_, index) => `object-${index}.yaml`);
        objects.forEach(([, , text], index) => {
          mkdirSync(dirname(join(folder, `object-${index}.yaml`)), { recursive: true });
          writeFileSync(join(folder, `object-${index}.yaml`), text);
        });
        const result = runKubeconform(folder, new Map([[version, paths]]));
        const refused = new Set(result?.findings.map(({ path }) => path));
        const theirs = objects.map(
          ([what], index) => `${what}: ${refused.has(`object-${index}.yaml`) ? 'broken' : 'valid'}`,
        );
        const ours = objects.map(
          ([what, , text]) =>
            `${what}: ${validateObject(parse(text), version).length > 0 ? 'broken' : 'valid'}`,
        );
        const facts = objects.map(([what, valid]) => `${what}: ${valid ? 'valid' : 'broken'}`);
        expect(theirs).toEqual(facts);
        expect(ours).toEqual(facts);
      },
    );

    test('a tree that was broken by hand is a fault that names the file', async () => {
      const repo = await makeRepository();
      const path = 'environments/canary/manifests/market/v1/stall-deployment.yaml';
      repo.edit(path, 'replicas: 1', 'replicsa: 1');
      const { exit, stderr } = await repo.run('check', '--kubeconform');
      expect(exit).toBe(1);
      expect(stderr).toContain('error[kubeconform]: Deployment market-stall');
      expect(stderr).toContain(`--> ${path}`);
      expect(stderr).toContain('replicsa');
    });

    test('an empty file is not taken for a valid one', () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'empty.yaml'), '');
      const result = runKubeconform(folder, new Map([['1.35', ['empty.yaml']]]));
      expect(result?.findings.map(({ message }) => message)).toEqual(['the file holds no object']);
    });
  },
);
