import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildKingdom } from '../../src/build/build-kingdom.ts';
import { emitYaml } from '../../src/emit/emit-yaml.ts';
import type { ResolvedKingdom } from '../../src/resolve/resolved.ts';
import { at, find, makeEnvironment, makeKingdom } from './make-town.ts';

const LABELS = {
  kingdom: 'oak',
  environment: 'regions-eastus',
  'app.kubernetes.io/name': 'oak',
  'app.kubernetes.io/part-of': 'oak',
  'app.kubernetes.io/version': 'v1',
  'app.kubernetes.io/managed-by': 'townhall',
};

function render(fields: Partial<ResolvedKingdom> = {}, cluster: Parameters<typeof makeEnvironment>[0] = {}) {
  return buildKingdom(makeKingdom(fields), makeEnvironment(cluster)).manifests;
}

const names = (manifests: ReturnType<typeof render>) =>
  manifests.map(({ path }) => path.replace('environments/regions/eastus/manifests/', '')).sort();

describe('a kingdom', () => {
  test('is a namespace that is closed but for DNS', () => {
    expect(names(render())).toEqual([
      '_kingdoms/oak/allow-dns-networkpolicy.yaml',
      '_kingdoms/oak/default-deny-networkpolicy.yaml',
      '_kingdoms/oak/kingdom-of-oak-namespace.yaml',
    ]);
  });

  test('carries its labels on every object', () => {
    const members = { view: [{ group: 'carpenters' }] };
    const limits = { requests: { cpu: '100m' }, limits: {} };
    const manifests = render({ members, limits, quota: { pods: '10' } }, { reconciler: 'flux' });
    expect(manifests).toHaveLength(7);
    for (const { object, source, origin } of manifests) {
      expect(object.metadata.labels, object.kind).toMatchObject(LABELS);
      expect(object.metadata.namespace).toBe(object.kind === 'Namespace' ? undefined : 'kingdom-of-oak');
      expect(source).toBe('base/v1/kingdoms/oak.yaml');
      expect(origin.file).toBe(source);
    }
  });

  test('keeps its namespace whatever a reconciler prunes, at its Pod Security level', () => {
    const { object } = find(render({ podSecurity: 'baseline' }), 'Namespace');
    expect(object.metadata).toEqual({
      name: 'kingdom-of-oak',
      labels: {
        ...LABELS,
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'baseline',
        'pod-security.kubernetes.io/audit': 'baseline',
      },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    });
  });

  test('has a quota, and what a container gets that says nothing', () => {
    const limits = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
    const manifests = render({ quota: { 'requests.cpu': '10', pods: '50' }, limits });
    expect(at(find(manifests, 'ResourceQuota', 'quota').object, 'spec')).toEqual({
      hard: { 'requests.cpu': '10', pods: '50' },
    });
    const written: unknown = parse(emitYaml(find(manifests, 'LimitRange', 'limits').object));
    expect(at(written, 'spec', 'limits')).toEqual([
      { type: 'Container', defaultRequest: limits.requests, default: limits.limits },
    ]);
  });

  test('gives its members the built-in roles', () => {
    const manifests = render({
      members: { view: [{ group: 'carpenters' }, { user: 'ada' }], admin: [{ user: 'bo' }] },
    });
    const apiGroup = 'rbac.authorization.k8s.io';
    expect(find(manifests, 'RoleBinding', 'members-view').object).toMatchObject({
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'view' },
      subjects: [
        { apiGroup, kind: 'Group', name: 'carpenters' },
        { apiGroup, kind: 'User', name: 'ada' },
      ],
    });
    expect(at(find(manifests, 'RoleBinding', 'members-admin').object, 'subjects')).toEqual([
      { apiGroup, kind: 'User', name: 'bo' },
    ]);
  });

  test.each([
    [{ reconciler: 'flux' as const }, 'flux-system'],
    [{ reconciler: 'flux' as const, flux: { namespace: 'gitops' } }, 'gitops'],
  ])('lets the account of Flux in: %j', (cluster, namespace) => {
    expect(find(render({}, cluster), 'RoleBinding', 'townhall-reconciler').object).toMatchObject({
      metadata: { namespace: 'kingdom-of-oak' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'kingdom-oak-regions-eastus', namespace }],
    });
  });

  test('gives the objects of the base its namespace and labels', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'charter' } };
    const place = { file: 'base/v1/kingdom/charter.yaml' };
    const charter = find(render({ objects: [{ object, root: [], place }] }), 'ConfigMap');
    expect(charter).toMatchObject({ source: place.file, origin: place });
    expect(charter.path).toBe('environments/regions/eastus/manifests/_kingdoms/oak/charter-configmap.yaml');
    expect(charter.object.metadata).toEqual({
      name: 'charter',
      namespace: 'kingdom-of-oak',
      labels: { ...LABELS, 'app.kubernetes.io/name': 'charter' },
    });
  });
});
