// Redis with sentinels, row by row: what the manifests said, and what we render.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('redis');
const config = town.one('ConfigMap', 'redis-config').data ?? {};
const linesOf = (key: string): string[] => (config[key] ?? '').trimEnd().split('\n');

/** What a container sees at a path. */
function sourceAt(container: string, path: string) {
  const name = town
    .container('redis', container)
    .volumeMounts?.find(({ mountPath }) => mountPath === path)?.name;
  return town.pod('redis').spec.volumes?.find((volume) => volume.name === name);
}

describe('Redis with sentinels', () => {
  test('A4: redis-config has five keys', () => {
    expect(Object.keys(config).sort()).toEqual([
      'init.sh',
      'master.conf',
      'sentinel.conf',
      'sentinel.sh',
      'slave.conf',
    ]);
  });

  test('A4: the master listens on 6379 of every address; a slave follows redis-0.redis', () => {
    expect(linesOf('master.conf')).toEqual(['bind 0.0.0.0', 'port 6379', 'dir /redis-data']);
    // `slaveof` is `replicaof` from Redis 5 on, which also reads the old word.
    expect(linesOf('slave.conf')).toEqual([
      'bind 0.0.0.0',
      'port 6379',
      'dir .',
      'slaveof redis-0.redis 6379',
    ]);
  });

  test('A4: two sentinels on 26379 take ten seconds to miss the master, and twenty to try the next', () => {
    expect(linesOf('sentinel.conf')).toEqual([
      'bind 0.0.0.0',
      'port 26379',
      'sentinel monitor redis redis-0.redis 6379 2',
      'sentinel parallel-syncs redis 1',
      'sentinel down-after-milliseconds redis 10000',
      'sentinel failover-timeout redis 20000',
    ]);
  });

  test('A4: three pods of redis 3.2.7, each with a container redis and a container sentinel', () => {
    expect(town.one('StatefulSet', 'redis').spec).toMatchObject({ replicas: 3, serviceName: 'redis' });
    expect(town.containers('redis').map(({ name, image, command }) => ({ name, image, command }))).toEqual([
      {
        name: 'redis',
        image: 'redis:3.2.7-alpine',
        command: ['sh', '-c', 'source /redis-config/init.sh'],
      },
      {
        name: 'sentinel',
        image: 'redis:3.2.7-alpine',
        command: ['sh', '-c', 'source /redis-config/sentinel.sh'],
      },
    ]);
  });

  test('A4: a headless Service names the port peer 6379, and the port of the sentinels, which the source forgot', () => {
    const { spec } = town.one('Service', 'redis');
    expect(spec?.clusterIP).toBe('None');
    expect(spec?.ports).toMatchObject([
      { name: 'peer', port: 6379 },
      { name: 'sentinel', port: 26379 },
    ]);
    expect(town.targetOf('redis', 'sentinel')).toBe(26379);
    const opened = town.all('NetworkPolicy').flatMap(({ spec: policy }) => policy?.ingress ?? []);
    expect(opened.flatMap(({ ports }) => ports?.map(({ port }) => port))).toEqual([6379, 26379]);
  });

  test('A4: the files are copied to where they can be written, for sentinels write, and a ConfigMap is read only', () => {
    expect(sourceAt('config', '/redis-config-src')?.configMap).toEqual({ name: 'redis-config' });
    expect(town.container('redis', 'config').command).toEqual([
      'sh',
      '-c',
      'cp /redis-config-src/* /redis-config',
    ]);
    for (const container of ['config', 'redis', 'sentinel']) {
      expect(sourceAt(container, '/redis-config')?.emptyDir, container).toEqual({});
    }
    // Nothing copies from a folder that is not there, which stopped the pods of the source.
    expect(config['sentinel.sh']).not.toContain('/redis-config-src');
  });

  test('A4: data is an empty volume, also for a slave, whose `dir .` is where it starts', () => {
    expect(sourceAt('redis', '/redis-data')?.emptyDir).toEqual({});
    expect(town.container('redis', 'redis').workingDir).toBe('/redis-data');
  });

  test('A4: redis-0 is the master of the first start; a new pod asks the sentinels, or it would lead with no data', () => {
    const script = config['init.sh'] ?? '';
    expect(script).toContain('redis-cli -h redis -p 26379 sentinel get-master-addr-by-name redis');
    expect(script).toMatch(
      /\[ -z "\$master" \] && \[ "\$\(hostname\)" = redis-0 \]; then\n\s+cp \S+master\.conf/,
    );
    // The sentinels that it asks are those of the pods before it, so these must be there.
    expect(town.one('StatefulSet', 'redis').spec?.podManagementPolicy).toBeUndefined();
    expect(town.container('redis', 'sentinel').readinessProbe?.tcpSocket).toEqual({ port: 'sentinel' });
  });

  test('A4: a sentinel waits for its peer, where the source waited for redis-0.redis, which may be what is gone', () => {
    expect(linesOf('sentinel.sh')).toContain('until redis-cli ping; do sleep 1; done');
    expect(linesOf('sentinel.sh').at(-1)).toBe('exec redis-sentinel "$conf"');
  });

  test('A4: a sentinel has the id of its name, or each new pod would count as one more, until no majority is left', () => {
    expect(config['sentinel.sh']).toContain(
      'echo "sentinel myid $(hostname | sha1sum | cut -c 1-40)" >> "$conf"',
    );
  });
});
