// The blog on its own file and the blog on MySQL: what the manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('ghost');

const configOf = (name: string): unknown =>
  JSON.parse(town.one('ConfigMap', name).data?.['config.production.json'] ?? '');

describe('the blog', () => {
  test('A3: its settings are a ConfigMap: localhost:2368, on every address, with a file of SQLite below its content', () => {
    expect(configOf('ghost-config')).toMatchObject({
      url: 'http://localhost:2368',
      server: { host: '0.0.0.0', port: 2368 },
      database: {
        client: 'sqlite3',
        connection: { filename: '/var/lib/ghost/content/data/ghost.db' },
      },
      paths: { contentPath: '/var/lib/ghost/content' },
    });
  });

  test('A3: Ghost finds them, where the source copied config.js, which no Ghost of its image reads', () => {
    const { command, args, env, volumeMounts } = town.container('ghost');
    expect(volumeMounts).toContainEqual({
      name: 'config',
      mountPath: '/var/lib/ghost/config.production.json',
      subPath: 'config.production.json',
    });
    // A single file can be mounted, so nothing is copied and the image starts as it was made to.
    expect([command, args]).toEqual([undefined, undefined]);
    expect(env).toEqual([{ name: 'NODE_ENV', value: 'development' }]);
  });

  test('A3: one pod of ghost and a Service on 2368', () => {
    expect(town.one('Deployment', 'ghost').spec?.replicas).toBe(1);
    // The source named no version, and a new one changes the tables.
    expect(town.container('ghost').image).toMatch(/^ghost:\d+\.\d+\.\d+$/);
    expect(town.one('Service', 'ghost').spec?.ports).toMatchObject([{ port: 2368 }]);
    expect(town.targetOf('ghost', 'http')).toBe(2368);
  });

  test('A3: posts outlive the pod, and no two pods ever write the file', () => {
    expect(town.container('ghost').volumeMounts).toContainEqual({
      name: 'posts',
      mountPath: '/var/lib/ghost/content',
    });
    expect(town.pod('ghost').spec.volumes).toContainEqual({
      name: 'posts',
      persistentVolumeClaim: { claimName: 'ghost-posts' },
    });
    expect(town.one('Deployment', 'ghost').spec?.strategy).toEqual({ type: 'Recreate' });
  });

  test('A3: a changed setting restarts the pod, which reads it once', () => {
    expect(town.pod('ghost').metadata?.annotations).toHaveProperty('checksum/config');
  });

  test('A3b: the other blog has the settings of MySQL, and its password from a Secret, where the source wrote it', () => {
    expect(configOf('ghost-config-mysql')).toMatchObject({
      url: 'http://localhost:2368',
      server: { host: '0.0.0.0', port: 2368 },
      database: { client: 'mysql', connection: { host: 'mysql', user: 'root', database: 'ghost_db' } },
    });
    expect(town.one('ConfigMap', 'ghost-config-mysql').data?.['config.production.json']).not.toContain(
      'password',
    );
    const [password, ...others] = town.container('ghost-mysql').env ?? [];
    expect(password).toMatchObject({ name: 'database__connection__password' });
    expect(password?.valueFrom?.secretKeyRef?.key).toBe('password');
    expect(others).toEqual([]);
  });

  test('A3b: it finds the Service mysql and may call it', () => {
    expect(seedTown('mysql').one('Service', 'mysql').spec?.ports).toMatchObject([{ port: 3306 }]);
    const out = town
      .all('NetworkPolicy')
      .filter(({ spec }) => spec?.podSelector?.matchLabels?.['shop'] === 'ghost-mysql')
      .flatMap(({ spec }) => spec?.egress ?? []);
    expect(out).toMatchObject([
      { to: [{ podSelector: { matchLabels: { town: 'mysql' } } }], ports: [{ port: 3306 }] },
    ]);
  });

  test('A3b: there can be several, which share their pictures', () => {
    expect(town.one('Deployment', 'ghost-mysql').spec?.replicas).toBe(2);
    expect(town.container('ghost-mysql').image).toBe(town.container('ghost').image);
    expect(town.one('PersistentVolumeClaim', 'ghost-pictures').spec?.accessModes).toEqual(['ReadWriteMany']);
    expect(town.targetOf('ghost-mysql', 'http')).toBe(2368);
  });
});
