// The service that everybody has: two pods, health, settings, a door with a certificate. What a person writes is short;
// what comes out is all that a cluster asks for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INGRESS, OUTSIDE, openDoors, openExits, openWays, outsideTown } from './outside-town.ts';

const town = outsideTown('notices');
const NAME = 'notices-board';
const selector = { town: 'notices', shop: 'board' };

test('a web service with health, settings and a door with TLS is said in under 25 lines', () => {
  const text = readFileSync(join(OUTSIDE, 'towns/notices/current/town.yaml'), 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines.length).toBeLessThan(25);
  // Short by what need not be said, not by long lines.
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('it becomes one object of each kind that it needs, and nothing else', () => {
  expect(town.count()).toEqual({ ConfigMap: 1, Deployment: 1, Ingress: 1, NetworkPolicy: 1, Service: 1 });
});

test('the Deployment replaces its pods without a gap', () => {
  expect(town.one('Deployment', NAME).spec).toMatchObject({
    replicas: 2,
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    template: { metadata: { labels: selector } },
  });
});

test('the pod is a restricted one, with its settings and both probes', () => {
  const { spec, metadata } = town.pod(NAME);
  expect(metadata?.annotations).toEqual({ 'checksum/config': expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(spec).toEqual({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'board',
        image: 'ghcr.io/acme/board:1.4.2',
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        envFrom: [{ configMapRef: { name: 'notices-settings' } }],
        resources: { requests: { cpu: '25m', memory: '32Mi' }, limits: { memory: '128Mi' } },
        livenessProbe: { httpGet: { path: '/live', port: 'http' } },
        readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  });
  expect(town.one('ConfigMap', 'notices-settings').data).toEqual({ GREETING: 'welcome', PAGE_SIZE: '20' });
});

test('the Service leads to the pods, and the Ingress to the Service, with the certificate', () => {
  expect(town.one('Service', NAME).spec).toEqual({
    type: 'ClusterIP',
    selector,
    ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
  });
  const { metadata, spec } = town.one('Ingress', NAME);
  expect(metadata?.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  const backend = { service: { name: NAME, port: { name: 'http' } } };
  expect(spec).toEqual({
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'notices.world.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
      },
    ],
    tls: [{ hosts: ['notices.world.example.com'], secretName: 'notices-tls' }],
  });
});

test('the ingress controllers may come in, and nobody else', () => {
  const [policy, ...others] = town.all('NetworkPolicy');
  expect(others).toEqual([]);
  expect(policy?.spec).toEqual({
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8080 }],
      },
    ],
  });
  expect(openDoors('notices', INGRESS)).toEqual(['notices-board:8080']);
  expect(openDoors('notices')).toEqual([]);
  expect(openExits('notices')).toEqual([]);
  expect(openWays('notices')).toEqual([]);
});
