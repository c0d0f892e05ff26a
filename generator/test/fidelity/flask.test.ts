// Flask on k3d, row by row: what the tutorial's manifests said, and what we render. Its registry is local to one cluster:
// regions/uk has the tutorial's own, staging that of everybody else.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const flask = seedTown('flask', 'regions/uk');
const elsewhere = seedTown('flask', 'staging');

describe('Flask on k3d', () => {
  test('F1: images come from the registry of the cluster, whose port k3d chooses anew for each', () => {
    expect(flask.container('pod-example').image).toBe('k3d-my-cluster-registry:50785/pod-example:0.1');
    expect(elsewhere.container('pod-example').image).toBe('ghcr.io/acme/pod-example:0.1');
  });

  test('F1: the image would start as root, and runs as nobody', () => {
    for (const name of [
      'pod-example',
      'example-replica-set',
      'example-deployment',
      flask.jobOf('example-job'),
    ]) {
      expect(flask.container(name).securityContext, name).toMatchObject({ runAsUser: 65534 });
    }
  });

  test('F2: a pod of one container without ports, labelled app=example', () => {
    const { metadata, spec } = flask.pod('pod-example');
    expect(metadata?.labels).toMatchObject({ app: 'example' });
    expect(spec.containers.map(({ name }) => name)).toEqual(['pod-example']);
    expect(flask.container('pod-example')).not.toHaveProperty('ports');
  });

  test('F3: a ReplicaSet of three pods, labelled app=example as well', () => {
    const { metadata, spec } = flask.one('ReplicaSet', 'example-replica-set');
    expect(metadata?.labels).toMatchObject({ app: 'example' });
    expect(spec?.replicas).toBe(3);
    expect(spec?.template?.metadata?.labels).toMatchObject({ app: 'example' });
    expect(flask.container('example-replica-set')).toMatchObject({
      name: 'example',
      image: 'k3d-my-cluster-registry:50785/pod-example:0.1',
    });
  });

  test('F3: adopts no pod of another shop, as a selector of app alone would', () => {
    const selector = flask.one('ReplicaSet', 'example-replica-set').spec?.selector.matchLabels;
    expect(selector).toEqual({ town: 'flask', shop: 'example' });
    for (const name of ['pod-example', 'example-deployment']) {
      expect(flask.pod(name).metadata?.labels).toMatchObject({ app: 'example' });
      expect(flask.pod(name).metadata?.labels, name).not.toMatchObject(selector ?? {});
    }
  });

  test('F4: a Deployment of three pods, whose second image says its address too', () => {
    expect(flask.one('Deployment', 'example-deployment').spec?.replicas).toBe(3);
    expect(flask.container('example-deployment')).toMatchObject({
      name: 'example-pod',
      image: 'k3d-my-cluster-registry:50785/pod-example:0.2',
      readinessProbe: { httpGet: { path: '/', port: 'http' } },
    });
  });

  test('F4: a service in the cluster, and one on port 30080 of every node; both lead from 80 to 5000', () => {
    const services = flask.all('Service').map(({ metadata, spec }) => ({
      name: metadata?.name,
      type: spec?.type,
      selector: spec?.selector,
      ports: spec?.ports?.map(({ port, nodePort }) => ({ port, nodePort })),
    }));
    const selector = { town: 'flask', shop: 'example-pod' };
    expect(services).toEqual([
      { name: 'example-service-cluster-ip', type: 'ClusterIP', selector, ports: [{ port: 80 }] },
      {
        name: 'example-service-node-port',
        type: 'NodePort',
        selector,
        ports: [{ port: 80, nodePort: 30080 }],
      },
    ]);
    for (const { name } of services) expect(flask.targetOf(name ?? '', 'http')).toBe(5000);
  });

  test('F4: an ingress of every path; it has a host and a class, for there are other towns in the cluster', () => {
    expect(flask.one('Ingress', 'ingress-example')).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      spec: { ingressClassName: 'nginx', rules: [{ host: 'flask.uk.example.com' }] },
    });
    expect(flask.one('Ingress', 'ingress-example').spec?.rules?.[0]?.http?.paths).toEqual([
      {
        path: '/',
        pathType: 'Prefix',
        backend: { service: { name: 'example-service-cluster-ip', port: { name: 'http' } } },
      },
    ]);
  });

  test('F4: a job that fails now and then, each time in a new pod, ten times at most', () => {
    const job = flask.jobOf('example-job');
    expect(flask.container(job).image).toBe('k3d-my-cluster-registry:50785/flaky-app:0.1');
    expect(flask.pod(job).spec.restartPolicy).toBe('Never');
    expect(flask.one('Job', job).spec?.backoffLimit).toBe(10);
  });
});
