// The notebook server: what its manifest said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('jupyter');

describe('the notebook server', () => {
  test('A1: one pod of a notebook with the scientific libraries, restarted always, with the names of the cluster', () => {
    expect(town.one('Deployment', 'jupyter').spec?.replicas).toBe(1);
    expect(town.container('jupyter').image).toBe('jupyter/scipy-notebook:abdb27a6dfbb');
    const { spec } = town.pod('jupyter');
    // Both are what Kubernetes fills in, so neither is said.
    expect(spec.restartPolicy ?? 'Always').toBe('Always');
    expect(spec.dnsPolicy ?? 'ClusterFirst').toBe('ClusterFirst');
  });

  test('A1: it listens on 8888 and has no Service: its token is in the log, for those who may read that', () => {
    expect(town.container('jupyter').ports).toMatchObject([{ containerPort: 8888 }]);
    expect(town.count()).not.toHaveProperty('Service');
    expect(town.count()).not.toHaveProperty('Ingress');
  });

  test('A1: notebooks outlive the pod, where the source lost them with it', () => {
    expect(town.container('jupyter').volumeMounts).toEqual([
      { name: 'notebooks', mountPath: '/home/jovyan/work' },
    ]);
    expect(town.one('PersistentVolumeClaim', 'jupyter-notebooks').spec?.accessModes).toEqual([
      'ReadWriteOnce',
    ]);
    // Two pods of an update would wait for each other's volume.
    expect(town.one('Deployment', 'jupyter').spec?.strategy).toEqual({ type: 'Recreate' });
  });

  test('A1: it runs as the user of its image, in a group that may write the volume', () => {
    expect(town.container('jupyter').securityContext).toMatchObject({ runAsUser: 1000 });
    expect(town.pod('jupyter').spec.securityContext).toMatchObject({ runAsNonRoot: true, fsGroup: 100 });
  });
});
