// One pod for each node, row by row: what the manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('logging');
const fluentd = town.container('fluentd');
const nginx = town.container('nginx-fast-storage');

describe('one pod for each node', () => {
  test('DS1: fluentd is a DaemonSet with 100m of CPU and no more than 200Mi of memory', () => {
    expect(town.one('DaemonSet', 'fluentd').metadata?.namespace).toBe('kingdom-of-machines');
    expect(fluentd.image).toBe('fluent/fluentd:v0.14.10');
    expect(fluentd.resources).toEqual({
      requests: { cpu: '100m', memory: '200Mi' },
      limits: { memory: '200Mi' },
    });
  });

  test('DS1: it has the logs of its node, and those of Docker to read only', () => {
    const volumes = town.pod('fluentd').spec.volumes ?? [];
    const hostOf = (path: string) => {
      const mount = fluentd.volumeMounts?.find(({ mountPath }) => mountPath === path);
      const host = volumes.find(({ name }) => name === mount?.name)?.hostPath?.path;
      return { host, readOnly: mount?.readOnly ?? false };
    };
    expect(hostOf('/var/log')).toEqual({ host: '/var/log', readOnly: false });
    expect(hostOf('/var/lib/docker/containers')).toEqual({
      host: '/var/lib/docker/containers',
      readOnly: true,
    });
  });

  test('DS1: it has 30 seconds to stop in', () => {
    expect(town.pod('fluentd').spec.terminationGracePeriodSeconds).toBe(30);
  });

  test('DS1: it follows the logs of the containers, where the settings of its image read no file at all', () => {
    expect(fluentd.volumeMounts).toContainEqual({ name: 'fluentd', mountPath: '/fluentd/etc' });
    expect(fluentd.command).toEqual(['fluentd', '--config', '/fluentd/etc/fluent.conf']);
    const settings = town.one('ConfigMap', 'fluentd').data?.['fluent.conf'] ?? '';
    // Where nodes keep them whatever runs the containers; Docker's folder is empty under containerd.
    expect(settings).toContain('path /var/log/containers/*.log\n');
    expect(settings).toMatch(/pos_file \/var\/log\//);
    // Its own log, which would never end.
    expect(settings).toContain('exclude_path ["/var/log/containers/fluentd-*.log"]');
  });

  test('DS1: it is root, to whom the logs belong, without any further right', () => {
    expect(fluentd.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: false,
      runAsUser: 0,
    });
  });

  test('DS2: nginx-fast-storage runs on the nodes with the label ssd, which its pods have too', () => {
    expect(nginx.image).toBe('nginx:1.10.0');
    const { metadata, spec } = town.pod('nginx-fast-storage');
    expect(spec.nodeSelector).toEqual({ ssd: 'true' });
    expect(metadata?.labels).toMatchObject({ app: 'nginx', ssd: 'true' });
    expect(town.one('DaemonSet', 'nginx-fast-storage').metadata?.labels).toMatchObject({
      app: 'nginx',
      ssd: 'true',
    });
    // A selector can never change, so it is ours alone.
    expect(town.one('DaemonSet', 'nginx-fast-storage').spec?.selector.matchLabels).toEqual({
      town: 'logging',
      shop: 'nginx-fast-storage',
    });
  });

  test('DS2: its root may only take port 80 and become the user nginx', () => {
    expect(nginx.securityContext?.capabilities).toEqual({
      drop: ['ALL'],
      add: ['CHOWN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
    });
  });

  test('DS3: updates go node by node, each of them good for 30 seconds before the next', () => {
    for (const { metadata, spec } of town.all('DaemonSet')) {
      expect(spec, metadata?.name).toMatchObject({
        minReadySeconds: 30,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      });
    }
    expect(town.count()).toMatchObject({ DaemonSet: 2 });
  });
});
