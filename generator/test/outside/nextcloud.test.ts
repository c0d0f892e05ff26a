// Nextcloud as its makers compose it (Apache, MariaDB, Redis, cron, a proxy with a certificate), against the town that
// says it. What a composition leaves open, a cluster asks for: who may talk to whom, who the user is, what may be lost.
import { describe, expect, test } from 'vitest';
import { INGRESS, openDoors, openExits, openWays, outsideTown } from './outside-town.ts';

const town = outsideTown('nextcloud');
const HOST = 'cloud.world.example.com';

const envOf = (shop: string, container?: string) =>
  Object.fromEntries((town.container(shop, container).env ?? []).map(({ name, ...rest }) => [name, rest]));

describe('the services of the composition', () => {
  test.each([
    ['nextcloud-app', 'app', /^nextcloud:[\d.]+-apache$/],
    ['nextcloud-cron', 'cron', /^nextcloud:[\d.]+-apache$/],
    ['nextcloud-db', 'db', /^mariadb:10\.6$/],
    ['nextcloud-redis', 'redis', /^redis:.*alpine$/],
  ])('%s has its image, in a pod of an ordinary user', (workload, container, image) => {
    expect(town.container(workload, container).image).toMatch(image);
    const { securityContext } = town.pod(workload).spec;
    expect(securityContext).toMatchObject({ runAsNonRoot: true });
    expect(securityContext?.runAsUser).toBeGreaterThan(0);
  });

  test('the page and its cron are of one version, which is said once', () => {
    expect(town.container('nextcloud-cron').image).toBe(town.container('nextcloud-app', 'app').image);
  });

  test('there is one object for each thing that was composed', () => {
    const { NetworkPolicy: _policies, ...counts } = town.count();
    expect(counts).toEqual({
      ConfigMap: 1,
      CronJob: 1,
      Deployment: 2,
      ExternalSecret: 1,
      Ingress: 1,
      PersistentVolumeClaim: 1,
      Service: 3,
      StatefulSet: 1,
    });
  });
});

describe('the database', () => {
  test('starts with the arguments of the composition', () => {
    expect(town.container('nextcloud-db').args).toEqual([
      '--transaction-isolation=READ-COMMITTED',
      '--log-bin=binlog',
      '--binlog-format=ROW',
    ]);
    expect(envOf('nextcloud-db')).toEqual({
      MARIADB_AUTO_UPGRADE: { value: '1' },
      MARIADB_DISABLE_UPGRADE_BACKUP: { value: '1' },
    });
  });

  test('its volume is a claim of its own, which outlives it', () => {
    const { volumeClaimTemplates, persistentVolumeClaimRetentionPolicy } =
      town.one('StatefulSet', 'nextcloud-db').spec ?? {};
    expect(volumeClaimTemplates).toMatchObject([
      { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '20Gi' } } } },
    ]);
    // Nothing said: Kubernetes retains.
    expect(persistentVolumeClaimRetentionPolicy).toBeUndefined();
    expect(town.container('nextcloud-db').volumeMounts).toEqual([
      { name: 'data', mountPath: '/var/lib/mysql' },
    ]);
  });

  test('the file db.env is a ConfigMap for the names and a Secret for the passwords', () => {
    expect(town.one('ConfigMap', 'nextcloud-database').data).toEqual({
      MYSQL_DATABASE: 'nextcloud',
      MYSQL_USER: 'nextcloud',
    });
    expect(town.container('nextcloud-db').envFrom).toEqual([
      { configMapRef: { name: 'nextcloud-database' } },
      { secretRef: { name: 'nextcloud-database' } },
    ]);
    expect(town.objects.find(({ kind }) => kind === 'ExternalSecret')).toMatchObject({
      metadata: { name: 'nextcloud-database' },
      spec: {
        target: { name: 'nextcloud-database' },
        dataFrom: [{ extract: { key: 'nextcloud/database' } }],
      },
    });
    expect(town.all('Secret')).toEqual([]);
  });

  test('its health check is the one of the image', () => {
    const { startupProbe, readinessProbe } = town.container('nextcloud-db');
    expect(startupProbe).toMatchObject({
      exec: { command: ['healthcheck.sh', '--connect', '--innodb_initialized'] },
      failureThreshold: 30,
    });
    expect(readinessProbe?.exec?.command).toEqual(['healthcheck.sh', '--connect']);
  });
});

describe('the page', () => {
  test('knows its database and its cache by their Services, and one password of two', () => {
    expect(envOf('nextcloud-app', 'app')).toEqual({
      MYSQL_HOST: { value: 'nextcloud-db' },
      MYSQL_PASSWORD: {
        valueFrom: { secretKeyRef: { name: 'nextcloud-database', key: 'MYSQL_PASSWORD' } },
      },
      REDIS_HOST: { value: 'nextcloud-redis' },
      NEXTCLOUD_TRUSTED_DOMAINS: { value: HOST },
      OVERWRITEPROTOCOL: { value: 'https' },
    });
    expect(town.container('nextcloud-app', 'app').envFrom).toEqual([
      { configMapRef: { name: 'nextcloud-database' } },
    ]);
  });

  test('depends_on: a container waits for the database, by the address that the page uses', () => {
    const [wait, ...others] = town.pod('nextcloud-app').spec.initContainers ?? [];
    expect(others).toEqual([]);
    expect(wait).toMatchObject({
      name: 'wait-for-db',
      env: [{ name: 'MYSQL_HOST', value: 'nextcloud-db' }],
      securityContext: { runAsUser: 999 },
    });
    expect(wait?.command?.join(' ')).toContain('mariadb-admin ping');
  });

  test('two versions never meet on one storage', () => {
    expect(town.one('Deployment', 'nextcloud-app').spec?.strategy).toEqual({ type: 'Recreate' });
  });

  test('it listens on 80 as www-data, by a setting of the pod that every cluster allows', () => {
    expect(town.container('nextcloud-app', 'app').ports).toMatchObject([{ containerPort: 80 }]);
    expect(town.pod('nextcloud-app').spec.securityContext).toMatchObject({
      runAsUser: 33,
      fsGroup: 33,
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    });
  });

  test('is asked for its health under a name that it trusts, with ten minutes for its first start', () => {
    const { startupProbe, readinessProbe } = town.container('nextcloud-app', 'app');
    const httpGet = { path: '/status.php', port: 'http', httpHeaders: [{ name: 'Host', value: HOST }] };
    expect([startupProbe, readinessProbe]).toEqual([{ httpGet, failureThreshold: 60 }, { httpGet }]);
  });
});

test('the volume of the page is one storage for it and its cron, and no reconciler removes it', () => {
  const claim = town.one('PersistentVolumeClaim', 'nextcloud-files');
  expect(claim.spec).toMatchObject({
    accessModes: ['ReadWriteMany'],
    resources: { requests: { storage: '200Gi' } },
  });
  expect(claim.metadata?.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
  for (const [workload, container] of [
    ['nextcloud-app', 'app'],
    ['nextcloud-cron', 'cron'],
  ] as const) {
    expect(town.container(workload, container).volumeMounts).toEqual([
      { name: 'files', mountPath: '/var/www/html' },
    ]);
    expect(town.pod(workload).spec.volumes).toEqual([
      { name: 'files', persistentVolumeClaim: { claimName: 'nextcloud-files' } },
    ]);
  }
});

test('the container with a crontab is a CronJob every five minutes, one run at a time', () => {
  expect(town.one('CronJob', 'nextcloud-cron').spec).toMatchObject({
    schedule: '*/5 * * * *',
    concurrencyPolicy: 'Forbid',
  });
  expect(town.container('nextcloud-cron').command).toEqual(['php', '-f', '/var/www/html/cron.php']);
  expect(town.pod('nextcloud-cron').spec.restartPolicy).toBe('OnFailure');
});

test('the proxy is an Ingress with the certificate, for files of any size', () => {
  const { metadata, spec } = town.one('Ingress', 'nextcloud-app');
  expect(metadata?.annotations).toEqual({
    'nginx.ingress.kubernetes.io/proxy-body-size': '0',
    'nginx.ingress.kubernetes.io/proxy-request-buffering': 'off',
  });
  expect(spec).toMatchObject({
    ingressClassName: 'nginx',
    tls: [{ hosts: [HOST], secretName: 'cloud-certificate' }],
    rules: [{ host: HOST }],
  });
  expect(town.targetOf('nextcloud-app', 'http')).toBe(80);
});

describe('the networks of the composition', () => {
  test('the page and its cron reach the database and the cache, and these reach nobody', () => {
    expect(openWays('nextcloud').sort()).toEqual([
      'nextcloud-app -> nextcloud-db:3306',
      'nextcloud-app -> nextcloud-redis:6379',
      'nextcloud-cron -> nextcloud-db:3306',
      'nextcloud-cron -> nextcloud-redis:6379',
    ]);
  });

  test('nobody comes in but through the ingress controllers', () => {
    expect(openDoors('nextcloud')).toEqual([]);
    expect(openDoors('nextcloud', INGRESS)).toEqual(['nextcloud-app:80']);
  });

  test('the page and its cron may leave for the internet, the data may not', () => {
    expect(openExits('nextcloud')).toEqual(['nextcloud-app', 'nextcloud-cron']);
  });
});
