import type { V1Deployment, V1PodSpec } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { buildTown } from '../../src/build/build-town.ts';
import type { ResolvedShop } from '../../src/resolve/resolved.ts';
import type { Shop } from '../../src/validate/vocabulary/shop.ts';
import { find, makeConfig, makeEnvironment, makeShop, makeTown, type ShopFields } from './make-town.ts';

const SELECTOR = { matchLabels: { town: 'market', shop: 'redis' } };

function render(shop: ResolvedShop) {
  const configs = [makeConfig('conf', { name: 'market-conf-1a2b', data: { 'a.conf': 'x' } })];
  return buildTown(makeTown({ shops: [shop], configs }), makeEnvironment()).manifests;
}

function deployment(spec: Shop, fields: ShopFields = {}): NonNullable<V1Deployment['spec']> {
  const object: V1Deployment = find(render(makeShop('redis', { ...fields, spec })), 'Deployment').object;
  return object.spec ?? expect.fail('no spec');
}

function pod(spec: Shop, fields: ShopFields = {}): V1PodSpec {
  return deployment(spec, fields).template.spec ?? expect.fail('no pod');
}

describe('volumes', () => {
  test('directions are mounted for the main container alone, read-only', () => {
    const spec = pod({ sidecars: { till: { image: 't:1' } } }, { directions: '[]' });
    expect(spec.volumes).toEqual([{ name: 'directions', configMap: { name: 'market-redis-directions' } }]);
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name: 'directions', mountPath: '/config', readOnly: true },
    ]);
    expect(spec.containers[1]).not.toHaveProperty('volumeMounts');
  });

  test('containers that name one source share one volume', () => {
    const spec = pod({
      mounts: { '/data': { empty: 'data' }, '/etc/conf': { config: 'conf', readOnly: true } },
      sidecars: {
        till: {
          mounts: {
            '/data': { empty: 'data', size: '1Gi', medium: 'Memory' },
            '/c': { config: 'conf', subPath: 'a.conf' },
          },
        },
      },
    });
    expect(spec.volumes).toEqual([
      { name: 'data', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      { name: 'conf', configMap: { name: 'market-conf-1a2b' } },
    ]);
    expect(spec.containers[1]?.volumeMounts).toEqual([
      { name: 'data', mountPath: '/data' },
      { name: 'conf', mountPath: '/c', subPath: 'a.conf' },
    ]);
  });

  test('one config shown in two ways makes two volumes', () => {
    const spec = pod({
      mounts: {
        '/a': { config: 'conf', items: { 'a.conf': 'redis.conf' }, mode: 420 },
        '/b': { config: 'conf' },
        '/c': { empty: 'conf' },
      },
    });
    expect(spec.volumes).toEqual([
      {
        name: 'conf',
        configMap: {
          name: 'market-conf-1a2b',
          defaultMode: 420,
          items: [{ key: 'a.conf', path: 'redis.conf' }],
        },
      },
      { name: 'conf-2', configMap: { name: 'market-conf-1a2b' } },
      { name: 'conf-3', emptyDir: {} },
    ]);
    expect(spec.containers[0]?.volumeMounts?.map(({ name }) => name)).toEqual(['conf', 'conf-2', 'conf-3']);
  });
});

describe('pods', () => {
  const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  test.each<[string, Shop, string | undefined, boolean]>([
    ['no token unless asked for', {}, undefined, false],
    ['no token for an empty list of rights', { may: [] }, undefined, false],
    ['a token of its own account with rights', { may: [rule] }, 'market-redis', true],
    ['a token when it says so', { automount: true }, undefined, true],
    ['no token when it says so, rights or not', { may: [rule], automount: false }, 'market-redis', false],
  ])('%s', (_name, spec, account, token) => {
    expect(pod(spec)).toMatchObject({ automountServiceAccountToken: token });
    expect(pod(spec).serviceAccountName).toBe(account);
  });

  test('apart and together carry the labels of the shop, beside the affinity that is written', () => {
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } };
    const written = { labelSelector: {}, topologyKey: 'rack' };
    const { affinity } = pod({
      affinity: {
        nodeAffinity,
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [written] },
      },
      apart: 'kubernetes.io/hostname',
      together: { key: 'topology.kubernetes.io/zone', prefer: true },
    });
    expect(affinity).toEqual({
      nodeAffinity,
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: { labelSelector: SELECTOR, topologyKey: 'topology.kubernetes.io/zone' },
          },
        ],
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          written,
          { labelSelector: SELECTOR, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    });
  });

  test('a spread selects the shop unless it says whom', () => {
    const said = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
    expect(pod({ spread: [said, { ...said, labelSelector: {} }] }).topologySpreadConstraints).toEqual([
      { ...said, labelSelector: SELECTOR },
      { ...said, labelSelector: {} },
    ]);
  });

  test('every field of a pod has its place', () => {
    expect(
      pod({
        hostAliases: [{ ip: '127.0.0.1', hostnames: ['redis'] }],
        nodeSelector: { disk: 'ssd' },
        tolerations: [{ operator: 'Exists' }],
        dnsPolicy: 'None',
        dnsConfig: { nameservers: ['1.1.1.1'] },
        hostname: 'h',
        subdomain: 's',
        gracePeriod: 10,
        restartPolicy: 'Always',
        priorityClass: 'high',
        schedulerName: 'own',
        podSecurity: { fsGroup: 1 },
        hostNetwork: false,
        hostPID: false,
        hostIPC: false,
        hostUsers: false,
        shareProcessNamespace: true,
        enableServiceLinks: false,
        runtimeClass: 'gvisor',
      }),
    ).toMatchObject({
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['redis'] }],
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ operator: 'Exists' }],
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['1.1.1.1'] },
      hostname: 'h',
      subdomain: 's',
      terminationGracePeriodSeconds: 10,
      restartPolicy: 'Always',
      priorityClassName: 'high',
      schedulerName: 'own',
      securityContext: { fsGroup: 1 },
      hostNetwork: false,
      hostPID: false,
      hostIPC: false,
      hostUsers: false,
      shareProcessNamespace: true,
      enableServiceLinks: false,
      runtimeClassName: 'gvisor',
    });
  });
});
