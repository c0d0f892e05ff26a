// The replica set of MongoDB, row by row: what the manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('mongo');
const set = town.one('StatefulSet', 'mongo').spec;
const script = town.one('ConfigMap', 'mongo-init').data?.['init.sh'] ?? '';

describe('the replica set of MongoDB', () => {
  test('M1: three peers of mongo, which run mongod --replSet rs0 behind port 27017', () => {
    expect(set).toMatchObject({ replicas: 3, serviceName: 'mongo' });
    const { image, command, ports } = town.container('mongo', 'mongo');
    // The text has 3.4.1, and its repository the last of that line.
    expect(image).toBe('mongo:3.4.24');
    expect(command).toEqual(['mongod', '--replSet', 'rs0']);
    expect(ports).toMatchObject([{ name: 'peer', containerPort: 27017 }]);
  });

  test('M1: mongod is told how much to cache, for this version takes half of the node, and the limit would kill it', () => {
    const { args = [], resources } = town.container('mongo', 'mongo');
    expect(args).toEqual(['--wiredTigerCacheSizeGB', '0.25']);
    expect(resources?.limits).toEqual({ memory: '1Gi' });
  });

  test('M2: a headless Service gives each peer a name, also before it is ready: it is not until the set is formed', () => {
    const { spec } = town.one('Service', 'mongo');
    expect(spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(spec?.ports).toMatchObject([{ name: 'peer', port: 27017 }]);
    expect(town.targetOf('mongo', 'peer')).toBe(27017);
    expect(spec?.selector).toEqual(set?.selector.matchLabels);
  });

  test('M2: peers reach each other through the closed network of the kingdom, on that port alone', () => {
    const policies = town.all('NetworkPolicy').map(({ spec }) => spec);
    const peers = [{ podSelector: { matchLabels: { town: 'mongo', shop: 'mongo' } } }];
    const ports = [{ protocol: 'TCP', port: 27017 }];
    expect(policies.flatMap((policy) => policy?.egress ?? [])).toEqual([{ to: peers, ports }]);
    expect(policies.flatMap((policy) => policy?.ingress ?? [])).toEqual([{ from: peers, ports }]);
  });

  test('M3: a second container init-mongo runs init.sh of the ConfigMap mongo-init', () => {
    const { image, command, volumeMounts } = town.container('mongo', 'init-mongo');
    expect(image).toBe('mongo:3.4.24');
    expect(command).toEqual(['bash', '/config/init.sh']);
    expect(volumeMounts).toEqual([{ name: 'mongo-init', mountPath: '/config' }]);
    expect(town.pod('mongo').spec.volumes).toEqual([
      { name: 'mongo-init', configMap: { name: 'mongo-init' } },
    ]);
  });

  test('M3: one peer starts the set, of all three at once, where the source let each peer add itself', () => {
    // MongoDB refuses to start a set unless every member answers and none has one: no order of starts makes two sets.
    expect(script.match(/rs\.initiate/g)).toHaveLength(1);
    expect(script).not.toContain('rs.add');
    for (const peer of [0, 1, 2]) expect(script).toContain(`{_id: ${peer}, host: '$(host ${peer})'}`);
    expect(script).toContain('echo "mongo-$1.mongo:27017"');
    // All three must run before any is ready, so they cannot wait for each other.
    expect(set?.podManagementPolicy).toBe('Parallel');
    const probe = town.container('mongo', 'mongo').readinessProbe?.exec?.command?.at(-1);
    expect(probe).toContain('peer.ismaster || peer.secondary');
  });

  test('M4: each peer has a claim, which the text names and does not show', () => {
    const [claim, ...others] = set?.volumeClaimTemplates ?? [];
    expect(others).toEqual([]);
    expect(claim?.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
    });
    expect(town.container('mongo', 'mongo').volumeMounts).toEqual([
      { name: claim?.metadata?.name, mountPath: '/data/db' },
    ]);
    // The user of the image, who could not write what a disk gives to root.
    expect(town.pod('mongo').spec.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999 });
  });

  test('M4: two of the three always run, without whom nobody leads', () => {
    expect(town.one('PodDisruptionBudget', 'mongo').spec?.maxUnavailable).toBe(1);
  });
});
