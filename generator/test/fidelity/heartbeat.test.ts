// The second day of the voting workshop: what its manifests said, and what we render. A Job's name ends in a hash of what
// it is: `tracert` is the beginning of its name.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('heartbeat');

const TARGETS = [
  { name: 'google', target: 'google.com', ttw: '4', hops: '15' },
  { name: 'amazon', target: 'amazon.com', ttw: '1', hops: '15' },
  { name: 'intel', target: 'intel.com', ttw: '1', hops: '10' },
];
const containerOf = (shop: string) => town.container(town.jobOf(shop));
const podOf = (shop: string) => town.pod(town.jobOf(shop)).spec;
const fromConfig = (variable: string, name: string, key: string) => ({
  name: variable,
  valueFrom: { configMapKeyRef: { name, key } },
});

describe('disks that stay', () => {
  test('V12: the data pipeline is a StatefulSet of one, behind ss-db, with 10 seconds to stop in', () => {
    const { spec } = town.one('StatefulSet', 'data-pipeline');
    expect(spec).toMatchObject({ replicas: 1, serviceName: 'ss-db' });
    expect(spec?.template.spec?.terminationGracePeriodSeconds).toBe(10);
    expect(town.containers('data-pipeline').map(({ image }) => image)).toEqual([
      'dockersamples/examplevotingapp_worker',
      'redis:alpine',
      'postgres:9.4-alpine',
    ]);
    expect(spec?.template.spec?.hostAliases).toEqual([
      { ip: '127.0.0.1', hostnames: ['redis', 'db', 'worker'] },
    ]);
  });

  test('V12: ss-db exists and has no address of its own, where the source only named it', () => {
    const { spec } = town.one('Service', 'ss-db');
    expect(spec).toMatchObject({ clusterIP: 'None', selector: { town: 'heartbeat', shop: 'data-pipeline' } });
  });

  test('V12: the pod claims two disks of 1Gi of the class hostpath, written by one node', () => {
    const claims = town.one('StatefulSet', 'data-pipeline').spec?.volumeClaimTemplates ?? [];
    expect(claims.map(({ metadata }) => metadata?.name)).toEqual(['redis-data', 'pg-data']);
    for (const { spec } of claims) {
      expect(spec).toEqual({
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'hostpath',
        resources: { requests: { storage: '1Gi' } },
      });
    }
    expect(town.container('data-pipeline', 'redis').volumeMounts).toEqual([
      { name: 'redis-data', mountPath: '/data' },
    ]);
  });

  test('V12: PostgreSQL keeps its data in a folder below the disk, which the source mounted as that folder itself', () => {
    const db = town.container('data-pipeline', 'db');
    expect(db.env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' });
    expect(db.volumeMounts).toEqual([{ name: 'pg-data', mountPath: '/var/lib/postgresql/data' }]);
    // It starts neither without one of these nor as another user than that of its data.
    expect(db.env).toContainEqual({ name: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' });
    expect(db.securityContext).toMatchObject({ runAsUser: 70 });
    expect(town.pod('data-pipeline').spec.securityContext).toMatchObject({
      fsGroup: 999,
      fsGroupChangePolicy: 'OnRootMismatch',
    });
  });
});

describe('jobs that share their settings', () => {
  test('V12: tracert finds the way to google.com', () => {
    expect(containerOf('tracert')).toMatchObject({
      image: 'alpine:3.8',
      command: ['traceroute', 'google.com'],
    });
    expect(podOf('tracert').restartPolicy).toBe('OnFailure');
  });

  test.each(TARGETS)('V12: the settings of $name', ({ name, target, ttw, hops }) => {
    expect(town.one('ConfigMap', `target-${name}`).data).toEqual({ target, ttw, 'max-hops': hops });
  });

  test.each(TARGETS)('V12: ping-$name and traceroute-$name take them', ({ name }) => {
    const config = `target-${name}`;
    const TARGET = fromConfig('TARGET', config, 'target');
    const TTW = fromConfig('TTW', config, 'ttw');
    const ping = containerOf(`ping-${name}`);
    expect(ping.image).toBe('alpine:3.8');
    // No shell: Kubernetes puts the values in.
    expect(ping.command).toEqual(['ping', '-W', '$(TTW)', '-w', '30', '$(TARGET)']);
    expect(ping.env).toEqual([TARGET, TTW]);
    const traceroute = containerOf(`traceroute-${name}`);
    expect(traceroute.image).toBe('alpine:3.8');
    expect(traceroute.command).toEqual(['traceroute', '-w', '$(TTW)', '-m', '$(MAX_HOPS)', '$(TARGET)']);
    expect(traceroute.env).toEqual([TARGET, TTW, fromConfig('MAX_HOPS', config, 'max-hops')]);
  });

  test('V12: they keep the right to raw sockets that containers get, and may leave the cluster', () => {
    for (const shop of [
      'tracert',
      ...TARGETS.flatMap(({ name }) => [`ping-${name}`, `traceroute-${name}`]),
    ]) {
      expect(containerOf(shop).securityContext, shop).not.toHaveProperty('capabilities');
      expect(town.one('NetworkPolicy', `${shop}-to-internet`).spec?.egress?.[0], shop).not.toHaveProperty(
        'ports',
      );
    }
  });

  test('V12: volume-mount-explorer shows settings as files', () => {
    expect(town.one('ConfigMap', 'not-secret-config').data).toEqual({
      username: 'Jeff',
      password: 'TeachesThisClass',
      endpoint: 'http://localhost:8080/login',
    });
    const explorer = containerOf('volume-mount-explorer');
    expect(explorer.image).toBe('alpine:3.8');
    expect(explorer.command?.at(-1)).toBe('ls -al /etc/not-secret; cat /etc/not-secret/username');
    expect(explorer.volumeMounts).toEqual([{ name: 'not-secret-config', mountPath: '/etc/not-secret' }]);
    expect(podOf('volume-mount-explorer').volumes).toEqual([
      { name: 'not-secret-config', configMap: { name: 'not-secret-config' } },
    ]);
  });
});

describe('a secret, and an account', () => {
  test('V12: login-heartbeat reads the secret every minute, as batch/v1, where the source had v1beta1', () => {
    const cron = town.one('CronJob', 'login-heartbeat');
    expect(cron).toMatchObject({ apiVersion: 'batch/v1', spec: { schedule: '* * * * *' } });
    const { spec } = town.pod('login-heartbeat');
    expect(spec.restartPolicy).toBe('Never');
    expect(spec.containers[0]).toMatchObject({
      image: 'alpine:3.8',
      command: ['sh', '-c', 'echo $(cat /run/secret/username) has logged into $(cat /run/secret/endpoint)'],
      volumeMounts: [{ name: 'pretty-secret-config', mountPath: '/run/secret', readOnly: true }],
    });
    expect(spec.volumes).toEqual([
      { name: 'pretty-secret-config', secret: { secretName: 'pretty-secret-config' } },
    ]);
  });

  test('V12: the secret is made by somebody else, where the source kept it in git as base64', () => {
    expect(town.count()).not.toHaveProperty('Secret');
  });

  test('V12: an account that sees pods and cannot create them', () => {
    const verbs = (town.one('Role', 'onlooker').rules ?? []).flatMap((rule) => rule.verbs);
    expect(verbs).toEqual(['get', 'list', 'watch']);
    expect(town.one('RoleBinding', 'onlooker')).toMatchObject({
      roleRef: { kind: 'Role', name: 'onlooker' },
      subjects: [{ kind: 'ServiceAccount', name: 'onlooker' }],
    });
    expect(town.count()).toMatchObject({ Role: 1, RoleBinding: 1, ServiceAccount: 1 });
  });

  test('V12: peek alone gets its token, and proves both', () => {
    expect(podOf('peek')).toMatchObject({
      serviceAccountName: 'onlooker',
      automountServiceAccountToken: true,
    });
    const script = containerOf('peek').command?.at(-1);
    expect(script).toContain('test "$(answer "$pods")" = 200');
    expect(script).toContain('test "$(answer -X POST "$pods?dryRun=All")" = 403');
    for (const { metadata, spec } of town.all('Job')) {
      const expected = metadata?.name === town.jobOf('peek');
      expect(spec?.template.spec?.automountServiceAccountToken, metadata?.name).toBe(expected);
    }
  });
});
