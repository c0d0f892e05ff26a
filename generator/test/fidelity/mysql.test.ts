// The singleton database on NFS, row by row: what the manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('mysql');
const claim = town.one('PersistentVolumeClaim', 'database');
// The whole cluster sees the name, so the kingdom is in it; the source calls it `database`.
const volume = town.one('PersistentVolume', 'harbor-database');

describe('a database on NFS', () => {
  test('P1: a volume of 1Gi on 192.168.0.1:/exports, for many, with the label volume=my-volume', () => {
    expect(volume.metadata?.labels).toMatchObject({ volume: 'my-volume' });
    expect(volume.spec).toMatchObject({
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteMany'],
      nfs: { server: '192.168.0.1', path: '/exports' },
    });
  });

  test('P1: its data is kept whatever becomes of the claim, and no reconciler removes either', () => {
    expect(volume.spec?.persistentVolumeReclaimPolicy).toBe('Retain');
    for (const { metadata } of [volume, claim]) {
      expect(metadata?.annotations).toMatchObject({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    }
  });

  test('P2: the claim `database` asks for 1Gi for many, of a volume with that label', () => {
    expect(claim.spec).toMatchObject({
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage: '1Gi' } },
      selector: { matchLabels: { volume: 'my-volume' } },
    });
  });

  test('P2: no default class takes the claim, which the source left open', () => {
    expect(claim.spec?.storageClassName).toBe('');
    expect(volume.spec?.storageClassName).toBe('');
  });

  test('P2: volume and claim name each other, for any claim could take what has a label', () => {
    expect(claim.spec?.volumeName).toBe(volume.metadata?.name);
    expect(volume.spec?.claimRef).toMatchObject({
      name: claim.metadata?.name,
      namespace: claim.metadata?.namespace,
    });
  });

  test('P3: one mysql with 1 CPU and 2Gi, alive while port 3306 is open, with its files in the claim', () => {
    const { image, resources, livenessProbe, volumeMounts } = town.container('mysql');
    // The source names no version. The container is called `database` there; ours has the name of its shop.
    expect(image).toMatch(/^mysql:\d+\.\d+\.\d+$/);
    expect(resources?.requests).toEqual({ cpu: '1', memory: '2Gi' });
    expect(livenessProbe?.tcpSocket).toBeDefined();
    expect(town.targetOf('mysql', 'mysql')).toBe(3306);
    expect(volumeMounts).toMatchObject([{ mountPath: '/var/lib/mysql' }]);
    expect(town.pod('mysql').spec.volumes).toMatchObject([
      { name: volumeMounts?.[0]?.name, persistentVolumeClaim: { claimName: 'database' } },
    ]);
  });

  test('P3: a StatefulSet, for a ReplicaSet starts a second server on the same files when a node is lost', () => {
    expect(town.one('StatefulSet', 'mysql').spec?.replicas).toBe(1);
    expect(town.count()).not.toHaveProperty('ReplicaSet');
  });

  test('P3: the first start has ten minutes, where the probe of the source would have stopped it half way', () => {
    const { startupProbe } = town.container('mysql');
    expect((startupProbe?.failureThreshold ?? 0) * (startupProbe?.periodSeconds ?? 10)).toBe(600);
    expect(startupProbe?.tcpSocket).toEqual(town.container('mysql').livenessProbe?.tcpSocket);
  });

  test('P3: the password of root comes from a Secret, where the source wrote it down', () => {
    expect(town.container('mysql').env).toEqual([
      { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql', key: 'password' } } },
    ]);
    expect(JSON.stringify(town.objects)).not.toContain('some-password-here');
    expect(town.count()).not.toHaveProperty('Secret');
  });

  test('P4: a Service mysql on 3306, which leads to that pod', () => {
    const { spec } = town.one('Service', 'mysql');
    expect(spec?.ports).toMatchObject([{ port: 3306 }]);
    expect(spec?.selector).toEqual(town.one('StatefulSet', 'mysql').spec?.selector.matchLabels);
  });
});
