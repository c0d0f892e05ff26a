import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Ingress, Service } from '../../src/validate/vocabulary/reach.ts';
import type { Shop } from '../../src/validate/vocabulary/shop.ts';
import {
  at,
  type ExternalFields,
  find,
  makeConfig,
  makeEnvironment,
  makeExternal,
  makeShop,
  makeTown,
} from './make-town.ts';

const SELECTOR = { town: 'market', shop: 'vote' };

function render(spec: Shop): readonly Manifest[] {
  const shop = makeShop('vote', {
    spec: {
      ports: { http: 8080, dns: { port: 5353, protocol: 'UDP' } },
      sidecars: { exporter: { ports: { metrics: 9113 } } },
      ...spec,
    },
  });
  const configs = [makeConfig('rules', { name: 'market-rules-1a2b' })];
  return buildTown(makeTown({ shops: [shop], configs }), makeEnvironment()).manifests;
}

describe('a service', () => {
  test.each<[string, Service, unknown]>([
    [
      'leads to the number of the port of its name',
      { ports: { http: 80 } },
      {
        type: 'ClusterIP',
        selector: SELECTOR,
        ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
      },
    ],
    [
      'takes the protocol of the container port, sidecars too',
      { ports: { dns: 53, metrics: 9113 } },
      {
        type: 'ClusterIP',
        selector: SELECTOR,
        ports: [
          { name: 'dns', port: 53, targetPort: 5353, protocol: 'UDP' },
          { name: 'metrics', port: 9113, targetPort: 9113, protocol: 'TCP' },
        ],
      },
    ],
    [
      'on a node port, to a port by another name',
      {
        type: 'NodePort',
        ports: { web: { port: 80, to: 'http', nodePort: 30000, appProtocol: 'http' } },
        trafficPolicy: 'Local',
        sessionAffinity: 'ClientIP',
      },
      {
        type: 'NodePort',
        selector: SELECTOR,
        ports: [
          { name: 'web', port: 80, targetPort: 8080, nodePort: 30000, protocol: 'TCP', appProtocol: 'http' },
        ],
        sessionAffinity: 'ClientIP',
        externalTrafficPolicy: 'Local',
      },
    ],
    [
      'headless, on two families',
      { headless: true, ports: { http: 80 }, publishNotReady: true, ipFamilies: ['IPv4', 'IPv6'] },
      {
        type: 'ClusterIP',
        clusterIP: 'None',
        selector: SELECTOR,
        ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
        publishNotReadyAddresses: true,
        ipFamilies: ['IPv4', 'IPv6'],
        ipFamilyPolicy: 'PreferDualStack',
      },
    ],
  ])('%s', (_name, service, expected) => {
    expect(at(find(render({ service }), 'Service').object, 'spec')).toEqual(expected);
  });

  test('may have a whole name of its own, which ingresses follow', () => {
    const manifests = render({ service: { name: 'db', ports: { http: 80 } }, ingress: { backend: 'http' } });
    expect(find(manifests, 'Service').object.metadata.name).toBe('db');
    expect(at(find(manifests, 'Ingress').object, 'spec', 'defaultBackend', 'service', 'name')).toBe('db');
  });
});

describe('an ingress', () => {
  const backend = (port: unknown) => ({ service: { name: 'market-vote', port } });
  test.each<[string, Ingress, unknown]>([
    [
      'asks by prefix unless said, and names ports as they are written',
      { host: 'vote.example.com', paths: { '/': 'http', '/exact': { port: 80, type: 'Exact' } } },
      {
        rules: [
          {
            host: 'vote.example.com',
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: backend({ name: 'http' }) },
                { path: '/exact', pathType: 'Exact', backend: backend({ number: 80 }) },
              ],
            },
          },
        ],
      },
    ],
    [
      'with a certificate and a class',
      { host: 'vote.example.com', tls: 'vote-tls', class: 'nginx', paths: { '/': 80 } },
      {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'vote.example.com',
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend({ number: 80 }) }] },
          },
        ],
        tls: [{ hosts: ['vote.example.com'], secretName: 'vote-tls' }],
      },
    ],
    [
      'without a path has no rule, for a rule may not be empty',
      { backend: 'http', paths: {} },
      { defaultBackend: backend({ name: 'http' }) },
    ],
  ])('%s', (_name, ingress, expected) => {
    expect(at(find(render({ ingress }), 'Ingress').object, 'spec')).toEqual(expected);
  });

  test('one of several is named like the shop, the others by themselves', () => {
    const ingress = [
      { backend: 80 },
      { name: 'admin', backend: 81, annotations: { 'acme.com/login': 'yes' } },
    ];
    const manifests = render({ ingress });
    expect(find(manifests, 'Ingress', 'market-vote').object.metadata).not.toHaveProperty('annotations');
    expect(find(manifests, 'Ingress', 'admin').object.metadata.annotations).toEqual({
      'acme.com/login': 'yes',
    });
  });
});

describe('an external', () => {
  const build = (fields: ExternalFields) =>
    buildTown(makeTown({ externals: [makeExternal('bank', fields)] }), makeEnvironment()).manifests;

  test('with a host is a name for it', () => {
    const manifests = build({ host: 'bank.example.com', ports: { https: 443 } });
    expect(manifests.map(({ object }) => object.kind)).toEqual(['Service']);
    expect(at(manifests[0]?.object, 'spec')).toEqual({
      type: 'ExternalName',
      externalName: 'bank.example.com',
    });
  });

  test('with addresses is a service with an endpoint for each', () => {
    const manifests = build({ addresses: ['192.0.2.7', '192.0.2.8'], ports: { https: 443 } });
    expect(at(find(manifests, 'Service').object, 'spec')).toEqual({
      type: 'ClusterIP',
      ports: [{ name: 'https', port: 443, targetPort: 443, protocol: 'TCP' }],
    });
    const slice = find(manifests, 'EndpointSlice').object;
    expect(slice).toMatchObject({
      metadata: {
        name: 'market-bank',
        labels: {
          town: 'market',
          'app.kubernetes.io/managed-by': 'townhall',
          'kubernetes.io/service-name': 'market-bank',
          'endpointslice.kubernetes.io/managed-by': 'townhall',
        },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.7'] }, { addresses: ['192.0.2.8'] }],
      ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
    });
  });

  test('on two families has a slice for each', () => {
    const manifests = build({ addresses: ['2001:db8::1', '192.0.2.7'], ports: { https: 443 } });
    expect(at(find(manifests, 'Service').object, 'spec')).toMatchObject({
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'PreferDualStack',
    });
    expect(at(find(manifests, 'EndpointSlice', 'market-bank').object, 'addressType')).toBe('IPv4');
    expect(at(find(manifests, 'EndpointSlice', 'market-bank-ipv6').object, 'endpoints')).toEqual([
      { addresses: ['2001:db8::1'] },
    ]);
  });

  test('without ports is headless, for another service needs a port', () => {
    const manifests = build({ addresses: ['192.0.2.7'] });
    expect(at(find(manifests, 'Service').object, 'spec')).toEqual({ type: 'ClusterIP', clusterIP: 'None' });
  });
});

describe('what follows from a field', () => {
  test('autoscale: a number is percent of the request, a quantity an average', () => {
    const metric = { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value' } } };
    const behavior = { scaleDown: { stabilizationWindowSeconds: 300 } };
    const autoscale = { min: 2, max: 5, cpu: 80, memory: '500Mi', metrics: [metric], behavior };
    expect(at(find(render({ autoscale }), 'HorizontalPodAutoscaler').object, 'spec')).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'market-vote' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
        {
          type: 'Resource',
          resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '500Mi' } },
        },
        metric,
      ],
      behavior,
    });
  });

  test.each([{ minAvailable: 1 }, { maxUnavailable: '25%' }])('disruption: %j', (disruption) => {
    expect(at(find(render({ disruption }), 'PodDisruptionBudget').object, 'spec')).toEqual({
      ...disruption,
      selector: { matchLabels: SELECTOR },
    });
  });

  test('may: an account, its rights, and the bond between them; a config stands for its object', () => {
    const rule = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };
    const manifests = render({ may: [{ ...rule, resourceNames: ['other', { config: 'rules' }] }] });
    expect(at(find(manifests, 'ServiceAccount').object, 'automountServiceAccountToken')).toBe(false);
    expect(at(find(manifests, 'Role').object, 'rules')).toEqual([
      { ...rule, resourceNames: ['other', 'market-rules-1a2b'] },
    ]);
    expect(find(manifests, 'RoleBinding').object).toMatchObject({
      metadata: { name: 'market-vote' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'market-vote' },
      subjects: [{ kind: 'ServiceAccount', name: 'market-vote', namespace: 'kingdom-of-oak' }],
    });
  });

  test('a config becomes a ConfigMap under its resolved name', () => {
    const config = makeConfig('rules', {
      name: 'market-rules-1a2b',
      data: { a: 'b' },
      binaryData: { c: 'AA==' },
      immutable: true,
    });
    const { manifests } = buildTown(makeTown({ configs: [config] }), makeEnvironment());
    expect(manifests[0]?.object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'market-rules-1a2b', labels: { 'app.kubernetes.io/name': 'rules' } },
      immutable: true,
      data: { a: 'b' },
      binaryData: { c: 'AA==' },
    });
  });
});
