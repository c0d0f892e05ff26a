// The voting workshop, row by row: what its manifests said, and what we render for them. Its pods and ReplicaSets became
// the Deployments that its last exercise arrived at; v1 runs `:before`, v2 `:after`, v3 splits the pages from the data.
import { describe, expect, test } from 'vitest';
import { snapshotTree, type Tree } from './rendered.ts';

const v1 = snapshotTree('regions/eastus', 'voting/v1');
const v2 = snapshotTree('regions/westus', 'voting/v2');
const v3 = snapshotTree('staging', 'voting/v3');
const VERSIONS = [v1, v2, v3];

const podOf = (tree: Tree, name: string) => tree.one('Deployment', name).spec?.template.spec;
const imagesOf = (tree: Tree, name: string) => tree.containers(name).map(({ image }) => image);
const portsOf = (tree: Tree, name: string, container: string) =>
  (tree.container(name, container).ports ?? []).map(({ containerPort }) => containerPort);

describe('the voting workshop', () => {
  test('V1: stands in a namespace of its own', () => {
    const namespace = snapshotTree('regions/eastus', '_kingdoms/workshop').one(
      'Namespace',
      'kingdom-of-workshop',
    );
    // Baseline: the workshop's own images start as root.
    expect(namespace.metadata?.labels?.['pod-security.kubernetes.io/enforce']).toBe('baseline');
    for (const tree of VERSIONS) {
      for (const { metadata } of tree.objects) expect(metadata.namespace).toMatch(/^kingdom-of-workshop/);
    }
  });

  test('V2: redis is a container named redis of redis:alpine; it runs as its own user', () => {
    const redis = v1.container('voter', 'redis');
    expect(redis).toMatchObject({ image: 'redis:alpine', securityContext: { runAsUser: 999 } });
    expect(redis.args).toBeUndefined();
  });

  test('V3: the voter has the page and redis in one pod, where redis is 127.0.0.1', () => {
    expect(imagesOf(v1, 'voter')).toEqual(['dockersamples/examplevotingapp_vote:before', 'redis:alpine']);
    expect(portsOf(v1, 'voter', 'voter')).toEqual([80]);
    expect(portsOf(v1, 'voter', 'redis')).toEqual([6379]);
    expect(podOf(v1, 'voter')?.hostAliases).toEqual([
      { ip: '127.0.0.1', hostnames: expect.arrayContaining(['redis']) },
    ]);
  });

  test('V4: the result has its page, the worker and the database in one pod, where db is 127.0.0.1', () => {
    expect(imagesOf(v1, 'voting-result')).toEqual([
      'dockersamples/examplevotingapp_result:before',
      'postgres:9.4',
      'dockersamples/examplevotingapp_worker',
    ]);
    expect(portsOf(v1, 'voting-result', 'voting-result')).toEqual([80]);
    expect(portsOf(v1, 'voting-result', 'db')).toEqual([5432]);
    expect(portsOf(v1, 'voting-result', 'worker')).toEqual([]);
    const pod = podOf(v1, 'voting-result');
    expect(pod?.hostAliases).toEqual([{ ip: '127.0.0.1', hostnames: expect.arrayContaining(['db']) }]);
    expect(pod?.volumes).toEqual([{ name: 'db-data', emptyDir: {} }]);
    expect(v1.container('voting-result', 'db').volumeMounts).toEqual([
      { name: 'db-data', mountPath: '/var/lib/postgresql/data' },
    ]);
  });

  test('V4: PostgreSQL starts, which since 2020 it does not without a password or `trust`', () => {
    for (const [tree, name] of [
      [v1, 'voting-result'],
      [v2, 'voting-result'],
      [v3, 'data-pipeline'],
    ] as const) {
      const env = tree.container(name, 'db').env ?? [];
      expect(env).toContainEqual({ name: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' });
      expect(env.map((variable) => variable.name)).not.toContain('POSTGRES_PASSWORD');
      // As an ordinary user it can only make a folder below the volume's root its own.
      expect(env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' });
      expect(tree.container(name, 'db').securityContext).toMatchObject({ runAsUser: 999 });
      expect(podOf(tree, name)?.securityContext).toMatchObject({ runAsNonRoot: true, fsGroup: 999 });
    }
  });

  test('V4: no two containers of a pod listen on the same port', () => {
    for (const tree of VERSIONS) {
      for (const { metadata } of tree.all('Deployment')) {
        const open = tree.containers(metadata?.name ?? '').flatMap(({ ports }) => ports ?? []);
        expect(new Set(open.map(({ containerPort }) => containerPort)).size).toBe(open.length);
      }
    }
  });

  test('V5: the services redis, vote and result', () => {
    const names = v1.all('Service').map(({ metadata }) => metadata?.name);
    expect(names).toEqual(['redis', 'result', 'vote']);
    expect(v1.one('Service', 'result').spec).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 80, nodePort: 30001 }],
      selector: { town: 'voting', shop: 'voting-result' },
    });
    expect(v1.targetOf('result', 'http')).toBe(80);
  });

  test('V5: redis and the page share a pod and so a service; no node opens redis, and the page has an ingress', () => {
    const vote = v1.one('Service', 'vote').spec;
    expect(vote).toMatchObject({ type: 'ClusterIP', selector: { town: 'voting', shop: 'voter' } });
    expect(vote?.ports?.map(({ port }) => port)).toEqual([80, 6379]);
    expect(v1.targetOf('vote', 'redis')).toBe(6379);
    expect(v1.one('Service', 'redis').spec).toMatchObject({
      type: 'ExternalName',
      externalName: 'vote.kingdom-of-workshop.svc.cluster.local',
    });
    const [ingress] = v1.all('Ingress');
    expect(ingress?.spec).toMatchObject({
      ingressClassName: 'nginx',
      rules: [{ host: 'vote.eastus.example.com' }],
    });
    expect(ingress?.spec?.rules?.[0]?.http?.paths[0]?.backend.service).toEqual({
      name: 'vote',
      port: { name: 'http' },
    });
  });

  test('V6: each pod finds its own containers by name', () => {
    expect(podOf(v1, 'voter')?.hostAliases?.[0]?.hostnames).toEqual(['vote', 'redis']);
    expect(podOf(v1, 'voting-result')?.hostAliases?.[0]?.hostnames).toEqual(['result', 'db', 'worker']);
  });

  test('V7: no bare ReplicaSet, whose pods a new image would not replace', () => {
    for (const tree of VERSIONS) expect(tree.count()).not.toHaveProperty('ReplicaSet');
  });

  test('V8: Deployments of one replica that roll by a quarter', () => {
    for (const name of ['voter', 'voting-result']) {
      expect(v1.one('Deployment', name).spec).toMatchObject({
        replicas: 1,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      });
    }
  });

  test('V9: from v1 to v2 only the images of the pages change', () => {
    for (const name of ['voter', 'voting-result']) {
      const before = JSON.stringify(v1.one('Deployment', name).spec);
      const after = JSON.stringify(v2.one('Deployment', name).spec);
      expect(after).not.toBe(before);
      expect(after).toBe(before.replace(':before"', ':after"'));
    }
  });

  test('V9: services select no version, so a new one cannot leave them without pods', () => {
    for (const tree of VERSIONS) {
      for (const { spec } of tree.all('Service').filter((service) => service.spec?.selector)) {
        expect(Object.keys(spec?.selector ?? {})).toEqual(['town', 'shop']);
      }
      for (const { spec } of tree.all('Deployment')) {
        expect(Object.keys(spec?.template.metadata?.labels ?? {}).sort()).toEqual(['shop', 'town']);
      }
    }
  });

  test('V10: the pages apart from the data', () => {
    expect(v3.all('Deployment').map(({ metadata }) => metadata?.name)).toEqual([
      'data-pipeline',
      'voter',
      'voting-result',
    ]);
    expect(imagesOf(v3, 'voter')).toEqual(['dockersamples/examplevotingapp_vote:after']);
    expect(imagesOf(v3, 'voting-result')).toEqual(['dockersamples/examplevotingapp_result:after']);
    expect(imagesOf(v3, 'data-pipeline')).toEqual([
      'dockersamples/examplevotingapp_worker',
      'redis:alpine',
      'postgres:9.4',
    ]);
    expect(podOf(v3, 'data-pipeline')?.hostAliases).toEqual([
      { ip: '127.0.0.1', hostnames: ['redis', 'db', 'worker'] },
    ]);
    expect(v3.container('data-pipeline', 'redis').volumeMounts).toEqual([
      { name: 'redis-data', mountPath: '/data' },
    ]);
    expect(v3.container('data-pipeline', 'db').volumeMounts).toEqual([
      { name: 'pg-data', mountPath: '/var/lib/postgresql/data' },
    ]);
  });

  test('V10: db and redis are found by their names, and lead to one pod', () => {
    const data = v3.one('Service', 'data-pipeline').spec;
    expect(data).toMatchObject({ type: 'ClusterIP', selector: { town: 'voting', shop: 'data-pipeline' } });
    expect(data?.ports?.map(({ name, port }) => [name, port])).toEqual([
      ['redis', 6379],
      ['db', 5432],
    ]);
    for (const name of ['db', 'redis']) {
      expect(v3.one('Service', name).spec).toMatchObject({
        type: 'ExternalName',
        externalName: 'data-pipeline.kingdom-of-workshop-staging.svc.cluster.local',
      });
    }
  });

  test('V10: the pages call the data, and the kingdom lets nobody else', () => {
    const into = v3
      .all('NetworkPolicy')
      .filter(({ spec }) => spec?.podSelector?.matchLabels?.shop === 'data-pipeline');
    expect(into.map(({ metadata }) => metadata?.name)).toEqual([
      'voter-into-data-pipeline',
      'voting-result-into-data-pipeline',
    ]);
  });

  test('V10: the pages have ports 30000 and 30001 of every node; environments of one cluster have different ones', () => {
    const portsIn = (tree: Tree) =>
      ['vote', 'result'].map((name) => tree.one('Service', name).spec?.ports?.[0]?.nodePort);
    expect(portsIn(v3)).toEqual([30000, 30001]);
    expect(portsIn(snapshotTree('canary', 'voting/v3'))).toEqual([30010, 30011]);
  });

  test('V10: two pipelines never run at once, for each would keep half of the votes', () => {
    expect(v3.one('Deployment', 'data-pipeline').spec?.strategy).toEqual({ type: 'Recreate' });
  });
});
