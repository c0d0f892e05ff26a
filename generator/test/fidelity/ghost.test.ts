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
});
