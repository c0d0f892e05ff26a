// The backend for mobile apps: what its manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('parse');
const mongo = seedTown('mongo');
const { env = [], ...container } = town.container('parse-server');

describe('the backend for mobile apps', () => {
  test('A2: one pod of parse-server, with a version, and a Service on 1337', () => {
    expect(town.one('Deployment', 'parse-server').spec?.replicas).toBe(1);
    expect(container.image).toMatch(/^parseplatform\/parse-server:\d+\.\d+\.\d+$/);
    expect(town.one('Service', 'parse-server').spec?.ports).toMatchObject([{ port: 1337 }]);
    expect(town.targetOf('parse-server', 'http')).toBe(1337);
    // It answers below /parse, as the source asks it for /parse/classes/scores.
    expect(container.readinessProbe?.httpGet?.path).toBe('/parse/health');
  });

  test('A2: the application is named by PARSE_SERVER_APPLICATION_ID; nothing reads the PARSE_SERVER_APP_ID of the source', () => {
    expect(env).toContainEqual({ name: 'PARSE_SERVER_APPLICATION_ID', value: 'my-app-id' });
    expect(env.map(({ name }) => name)).not.toContain('PARSE_SERVER_APP_ID');
  });

  test('A2: it finds MongoDB through all three peers of the replica set rs0', () => {
    expect(env).toContainEqual({
      name: 'PARSE_SERVER_DATABASE_URI',
      value: 'mongodb://mongo-0.mongo:27017,mongo-1.mongo:27017,mongo-2.mongo:27017/dev?replicaSet=rs0',
    });
    const { replicas, serviceName } = mongo.one('StatefulSet', 'mongo').spec ?? {};
    expect({ replicas, serviceName }).toEqual({ replicas: 3, serviceName: 'mongo' });
  });

  test('A2: and the kingdom lets it', () => {
    const [out] = town.all('NetworkPolicy').filter(({ spec }) => spec?.egress);
    const { spec } = out ?? {};
    expect(spec?.podSelector?.matchLabels).toEqual({ town: 'parse', shop: 'server' });
    expect(spec?.egress).toMatchObject([
      { to: [{ podSelector: { matchLabels: { town: 'mongo' } } }], ports: [{ port: 27017 }] },
    ]);
  });

  test('A2: the master key, which opens everything, comes from a Secret and not from the manifest', () => {
    const key = env.find(({ name }) => name === 'PARSE_SERVER_MASTER_KEY');
    expect(key?.value).toBeUndefined();
    expect(key?.valueFrom?.secretKeyRef).toEqual({ name: 'parse-keys', key: 'master-key' });
    expect(JSON.stringify(town.objects)).not.toContain('my-master-key');
  });
});
