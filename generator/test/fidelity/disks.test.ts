// Where files can be, row by row: what the manifests said, and what we render on a cluster of Azure and on one of Google Cloud.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const azure = seedTown('disks', 'staging');
const google = seedTown('disks', 'regions/uk');
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

describe('a folder of the node', () => {
  test('K4: a pod of kuard sees /var/lib/kuard of its node at /data', () => {
    const { image, ports, volumeMounts } = azure.container('on-node');
    expect(image).toBe('gcr.io/kuar-demo/kuard-amd64:blue');
    expect(ports).toMatchObject([{ name: 'http', containerPort: 8080 }]);
    // Called kuard-data in the source; a volume of ours has the name of what it shows.
    expect(volumeMounts).toMatchObject([{ name: 'var-lib-kuard', mountPath: '/data' }]);
    expect(azure.pod('on-node').spec.volumes).toEqual([
      { name: 'var-lib-kuard', hostPath: { path: '/var/lib/kuard', type: 'DirectoryOrCreate' } },
    ]);
    expect(azure.all('Pod').map(({ metadata }) => metadata?.name)).toEqual(['on-node']);
  });
});

describe('a disk that a class makes', () => {
  test("P5: the class `default` is the cluster's, and made by Azure's driver, where the source has a built-in one", () => {
    const { metadata, provisioner } = azure.one('StorageClass', 'default');
    expect(provisioner).toBe('disk.csi.azure.com');
    expect(metadata?.labels).toMatchObject({ 'kubernetes.io/cluster-service': 'true' });
    // The source says it in the beta form of the annotation.
    expect(metadata?.annotations).toEqual({ [DEFAULT]: 'true' });
    expect(metadata).not.toHaveProperty('namespace');
  });

  test('P6: my-claim asks that class for 10Gi, in its spec, where the source has an annotation', () => {
    const claim = azure.one('PersistentVolumeClaim', 'my-claim');
    expect(claim.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'default',
    });
    expect(Object.keys(claim.metadata?.annotations ?? {}).join()).not.toContain('storage-class');
    // Nothing is made until a pod wants it, so there is one.
    expect(azure.one('StorageClass', 'default').volumeBindingMode).toBe('WaitForFirstConsumer');
    expect(azure.pod('on-azure').spec.volumes).toMatchObject([
      { persistentVolumeClaim: { claimName: 'my-claim' } },
    ]);
  });

  test("N6: ps-gcp-fast makes disks of pd-ssd when a pod wants one, by Google's driver", () => {
    const { provisioner, volumeBindingMode, parameters } = google.one('StorageClass', 'ps-gcp-fast');
    expect(provisioner).toBe('pd.csi.storage.gke.io');
    expect(volumeBindingMode).toBe('WaitForFirstConsumer');
    expect(parameters).toEqual({ type: 'pd-ssd', 'replication-type': 'none' });
  });

  test('N6: it is the default, which a letter of the source prevented, and the only one of its cluster', () => {
    for (const tree of [azure, google]) {
      const defaults = tree.all('StorageClass').map(({ metadata }) => metadata?.annotations);
      expect(defaults).toEqual([{ [DEFAULT]: 'true' }]);
    }
  });
});

describe('a disk that is there already', () => {
  // The whole cluster sees the name, so the kingdom is in it; the source calls it `my-pv`.
  const volume = google.one('PersistentVolume', 'machines-my-pv');
  const claim = google.one('PersistentVolumeClaim', 'my-pv');

  test('N5: my-pv is 50Gi for one node, of the class my-fast, and kept when it is released', () => {
    expect(volume.spec).toMatchObject({
      capacity: { storage: '50Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'my-fast',
      persistentVolumeReclaimPolicy: 'Retain',
    });
  });

  test("N5: it is the disk my-vol, by Google's driver, where the source has the built-in gcePersistentDisk", () => {
    expect(volume.spec?.csi).toMatchObject({
      driver: 'pd.csi.storage.gke.io',
      volumeHandle: 'projects/acme/zones/us-central1-a/disks/my-vol',
    });
    expect(volume.spec).not.toHaveProperty('gcePersistentDisk');
  });

  test('N5: its pod runs in the zone of the disk, for the driver cannot tell the scheduler where an old disk is', () => {
    const zone = google.pod('on-google').spec.nodeSelector?.['topology.kubernetes.io/zone'];
    expect(volume.spec?.csi?.volumeHandle).toContain(`/zones/${zone}/`);
  });

  test('N7: one claim has one volume, and the volume no other claim', () => {
    expect(claim.spec).toMatchObject({ volumeName: volume.metadata?.name, storageClassName: 'my-fast' });
    expect(volume.spec?.claimRef).toMatchObject({
      kind: 'PersistentVolumeClaim',
      name: claim.metadata?.name,
      namespace: claim.metadata?.namespace,
    });
    expect(google.count()).toMatchObject({ PersistentVolume: 1, PersistentVolumeClaim: 1 });
    // Two pods would be two users of a disk that only one node can have.
    expect(google.one('Deployment', 'on-google').spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
    });
  });
});
