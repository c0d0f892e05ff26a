// kuard, the book's demonstration server: its pods, ReplicaSets and Deployments, row by row. The book gives one name to
// all of them in turn; here each form is a shop of its own, so that they stand side by side.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const kuard = seedTown('kuard');
const BLUE = 'gcr.io/kuar-demo/kuard-amd64:blue';
const GREEN = 'gcr.io/kuar-demo/kuard-amd64:green';
const PODS = ['alive', 'full', 'once', 'plain', 'retried', 'sized'].map((shop) => `kuard-${shop}`);
const DEPLOYMENTS = ['blue-green', 'careful', 'deployed', 'patient', 'recreated', 'rolling', 'updated'].map(
  (shop) => `kuard-${shop}`,
);
const ALIVE = {
  httpGet: { path: '/healthy', port: 'http' },
  initialDelaySeconds: 5,
  timeoutSeconds: 1,
  periodSeconds: 10,
  failureThreshold: 3,
};
const SIZE = { requests: { cpu: '500m', memory: '128Mi' }, limits: { cpu: '1000m', memory: '256Mi' } };

const deployment = (shop: string) => kuard.one('Deployment', `kuard-${shop}`).spec;
const replicaSet = (shop: string) => kuard.one('ReplicaSet', `kuard-${shop}`).spec;

describe('pods', () => {
  test('K1: a pod of the blue image with the port http', () => {
    expect(kuard.all('Pod').map(({ metadata }) => metadata?.name)).toEqual(PODS);
    const plain = kuard.container('kuard-plain');
    expect(plain.image).toBe(BLUE);
    expect(plain.ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
    expect(plain).not.toHaveProperty('livenessProbe');
    expect(plain).not.toHaveProperty('readinessProbe');
  });

  test('K2: restarted when /healthy does not answer', () => {
    const alive = kuard.container('kuard-alive');
    expect(alive.livenessProbe).toEqual(ALIVE);
    expect(alive.ports).toMatchObject([{ name: 'http', containerPort: 8080 }]);
  });

  test('K3: requests half a CPU and 128Mi, may take one CPU and 256Mi', () => {
    expect(kuard.container('kuard-sized').resources).toEqual(SIZE);
    expect(kuard.container('kuard-sized').image).toBe(BLUE);
  });

  test('K5: all of it, a ready probe, and files on an NFS server', () => {
    const full = kuard.container('kuard-full');
    expect(full).toMatchObject({ image: BLUE, livenessProbe: ALIVE, resources: SIZE });
    expect(full.readinessProbe).toEqual({
      httpGet: { path: '/ready', port: 'http' },
      initialDelaySeconds: 30,
      timeoutSeconds: 1,
      periodSeconds: 10,
      failureThreshold: 3,
    });
    const [volume] = kuard.pod('kuard-full').spec.volumes ?? [];
    expect(volume?.nfs).toEqual({ server: 'my.nfs.server.local', path: '/exports' });
    expect(full.volumeMounts).toEqual([{ name: volume?.name, mountPath: '/data' }]);
  });

  test('K6: a probe asks by HTTP, by TCP or with a command', () => {
    expect(kuard.container('kuard-website', 'git-sync').startupProbe?.httpGet).toEqual({
      path: '/',
      port: 'sync',
    });
    const website = kuard.container('kuard-website');
    expect(website.livenessProbe?.tcpSocket).toEqual({ port: 'http' });
    expect(website.readinessProbe?.exec).toEqual({
      command: ['test', '-f', '/usr/share/nginx/html/index.html'],
    });
  });

  test.each([
    ['kuard-alive', 'Always'],
    ['kuard-retried', 'OnFailure'],
    ['kuard-once', 'Never'],
  ])('K6: %s is restarted %s', (pod, restartPolicy) => {
    expect(kuard.pod(pod).spec.restartPolicy).toBe(restartPolicy);
  });

  test('K6: git-sync writes the pages that a web server reads, in a volume that lives as long as the pod', () => {
    const { spec } = kuard.pod('kuard-website');
    expect(spec.volumes).toEqual([
      { name: 'pages', emptyDir: {} },
      { name: 'cache', emptyDir: { sizeLimit: '64Mi' } },
    ]);
    const sync = kuard.container('kuard-website', 'git-sync');
    expect(sync.volumeMounts).toEqual([{ name: 'pages', mountPath: '/pages' }]);
    expect(sync.args).toEqual(expect.arrayContaining(['--root=/pages', '--link=html']));
    expect(kuard.container('kuard-website').volumeMounts).toEqual([
      { name: 'pages', mountPath: '/usr/share/nginx', readOnly: true },
      { name: 'cache', mountPath: '/tmp' },
    ]);
  });

  test('K6: git-sync is a native sidecar, where it was a second container: the pages are there first', () => {
    const { containers, initContainers } = kuard.pod('kuard-website').spec;
    expect(containers.map(({ name }) => name)).toEqual(['website']);
    expect(initContainers).toMatchObject([{ name: 'git-sync', restartPolicy: 'Always' }]);
    expect(initContainers?.[0]?.startupProbe).toBeDefined();
    expect(kuard.one('NetworkPolicy', 'kuard-website-to-internet').spec?.podSelector).toEqual({
      matchLabels: { town: 'kuard', shop: 'website' },
    });
  });

  test('K6: a pod has thirty seconds to stop in', () => {
    expect(kuard.pod('kuard-website').spec.terminationGracePeriodSeconds).toBe(30);
  });

  test('K7: runs as nobody, by number: Kubernetes refuses to believe a name', () => {
    const workloads = [...kuard.all('Pod'), ...kuard.all('ReplicaSet'), ...kuard.all('Deployment')]
      .map(({ metadata }) => metadata?.name ?? '')
      .filter((name) => name !== 'kuard-website');
    expect(workloads).toHaveLength(17);
    for (const name of workloads) {
      expect(kuard.pod(name).spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 65534,
      });
    }
  });
});

describe('ReplicaSets', () => {
  test('R1: one green pod, with the labels app and version on the template', () => {
    expect(replicaSet('replicas')?.replicas).toBe(1);
    expect(kuard.container('kuard-replicas').image).toBe(GREEN);
    expect(kuard.pod('kuard-replicas').metadata?.labels).toMatchObject({ app: 'kuard', version: '2' });
    expect(kuard.container('kuard-replicas').resources?.requests).toEqual(SIZE.requests);
  });

  test('R1: no version in the selector, which can never change; app alone would adopt the pods of the other shops', () => {
    for (const shop of ['autoscaled', 'replicas', 'scaled']) {
      expect(replicaSet(shop)?.selector).toEqual({ matchLabels: { town: 'kuard', shop } });
    }
  });

  test('R1b: the template of another system; it listens on port 80 without being root', () => {
    expect(kuard.container('kuard-helloworld')).toMatchObject({
      image: 'kelseyhightower/helloworld:v1',
      ports: [{ containerPort: 80 }],
    });
    const { metadata, spec } = kuard.pod('kuard-helloworld');
    expect(metadata?.labels).toMatchObject({ app: 'helloworld', version: 'v1' });
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }],
    });
  });

  test('R2: five pods, as the file says', () => {
    expect(replicaSet('scaled')?.replicas).toBe(5);
  });

  test('R2: two to five pods at 80 percent of the CPU that they ask for, and no number in the file', () => {
    expect(kuard.one('HorizontalPodAutoscaler', 'kuard-autoscaled')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'kuard-autoscaled' },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
          },
        ],
      },
    });
    expect(replicaSet('autoscaled')).not.toHaveProperty('replicas');
    // The percent is of this request; the book's ReplicaSet had none.
    expect(kuard.container('kuard-autoscaled').resources?.requests?.['cpu']).toBe('500m');
  });
});

describe('Deployments', () => {
  test('D1: one blue pod, labelled run; town and shop select, where run would select the pods of all', () => {
    const { metadata, spec } = kuard.one('Deployment', 'kuard-deployed');
    expect(spec?.replicas).toBe(1);
    expect(kuard.container('kuard-deployed').image).toBe(BLUE);
    expect(metadata?.labels).toMatchObject({ run: 'kuard' });
    expect(kuard.pod('kuard-deployed').metadata?.labels).toMatchObject({ run: 'kuard' });
    expect(spec?.selector).toEqual({ matchLabels: { town: 'kuard', shop: 'deployed' } });
  });

  test('D2: one comes while one goes', () => {
    expect(deployment('rolling')?.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 1 },
    });
    expect(deployment('rolling')?.replicas).toBeGreaterThan(1);
  });

  test('D2: or all go before the next come', () => {
    expect(deployment('recreated')?.strategy).toEqual({ type: 'Recreate' });
  });

  test('D3: an update to green, always pulled, says on its template why', () => {
    expect(kuard.container('kuard-updated')).toMatchObject({ image: GREEN, imagePullPolicy: 'Always' });
    expect(kuard.pod('kuard-updated').metadata?.annotations).toEqual({
      'kubernetes.io/change-cause': 'Update to green kuard',
    });
  });

  test('D5: keeps fourteen old revisions', () => {
    for (const name of DEPLOYMENTS) {
      expect(kuard.one('Deployment', name).spec?.revisionHistoryLimit, name).toBe(14);
    }
  });

  test('D6: ten pods never become fewer, and at most a fifth more', () => {
    expect(deployment('careful')?.replicas).toBe(10);
    expect(deployment('careful')?.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '20%', maxUnavailable: 0 },
    });
  });

  test('D6: a surge of all is a blue/green update', () => {
    expect(deployment('blue-green')?.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 },
    });
  });

  test('D7: a pod counts after a minute, and an update is stuck after ten', () => {
    expect(deployment('patient')).toMatchObject({ minReadySeconds: 60, progressDeadlineSeconds: 600 });
  });

  test('D7: an update waits until a pod is ready, which without a probe it is at once', () => {
    for (const name of DEPLOYMENTS) {
      expect(kuard.container(name).readinessProbe?.httpGet, name).toEqual({ path: '/ready', port: 'http' });
    }
  });
});
