// The schemas that ship with the program: whole, unchanged, and enough for every kind they list.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scopeOf } from '../../src/kubernetes/schemas/index.ts';
import {
  knownVersions,
  loadSchemas,
  readStored,
  storedVersions,
} from '../../src/kubernetes/schemas/load-schemas.ts';
import type { Schema } from '../../src/kubernetes/schemas/schema.ts';

const stored = [
  ...Object.entries(storedVersions().kubernetes),
  ['reconcilers', storedVersions().reconcilers],
] as const;

function referencesOf({ $ref, properties, items, additionalProperties }: Schema): string[] {
  const inner = [...Object.values(properties ?? {}), ...(items ? [items] : [])];
  if (additionalProperties) inner.push(additionalProperties);
  return [...($ref === undefined ? [] : [$ref]), ...inner.flatMap(referencesOf)];
}

describe('the stored schemas', () => {
  test.each(stored)('%s has the text that versions.json vouches for', (_, catalogue) => {
    expect(createHash('sha256').update(readStored(catalogue)).digest('hex')).toBe(catalogue.sha256);
  });

  test('no file is stored that versions.json does not name', () => {
    const named = [...stored.map(([, { file }]) => file), 'versions.json'].sort();
    expect(readdirSync(join(import.meta.dirname, '../../kubernetes')).sort()).toEqual(named);
  });

  test.each(knownVersions())('every kind of Kubernetes %s and all it is made of is defined', (version) => {
    const schemas = loadSchemas(version);
    const seen = new Set<string>();
    const queue = [...(schemas?.kinds() ?? [])].map(({ definition }) => definition);
    expect(queue.length).toBeGreaterThan(80);
    for (let name = queue.pop(); schemas && name !== undefined; name = queue.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      schemas.checkOf(name);
      queue.push(...referencesOf(schemas.define(name)));
    }
    expect(seen.size).toBeGreaterThan(600);
  });

  test.each(knownVersions())(
    'the words of a field of Kubernetes %s are known, and none is as good as none',
    (version) => {
      const fieldsOf = (name: string) => loadSchemas(version)?.define(`io.k8s.api.${name}`).properties;
      expect(fieldsOf('core.v1.Toleration')?.['effect']?.enum).toEqual([
        '',
        'NoExecute',
        'NoSchedule',
        'PreferNoSchedule',
      ]);
      expect(fieldsOf('core.v1.Toleration')?.['key']).not.toHaveProperty('enum');
      expect(fieldsOf('networking.v1.NetworkPolicySpec')?.['policyTypes']?.items?.enum).toEqual([
        'Egress',
        'Ingress',
      ]);
    },
  );

  test('a version that does not ship has no schemas, whatever it is called', () => {
    expect(['1.20', '', 'constructor', '__proto__'].map(loadSchemas)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe.each(knownVersions())('the scope of a kind in Kubernetes %s', (version) => {
  test.each([
    ['v1', 'Namespace', 'Cluster'],
    ['v1', 'PersistentVolume', 'Cluster'],
    ['v1', 'Pod', 'Namespaced'],
    ['apps/v1', 'Deployment', 'Namespaced'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'Cluster'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'Namespaced'],
    ['argoproj.io/v1alpha1', 'Application', 'Namespaced'],
    ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'Namespaced'],
    ['v1', 'Market', undefined],
  ])('%s %s: %s', (apiVersion, kind, scope) => {
    expect(scopeOf(apiVersion, kind, version)).toBe(scope);
  });
});
