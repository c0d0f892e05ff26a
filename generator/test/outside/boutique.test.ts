// Online Boutique as its makers publish it (release v0.10.3, kubernetes-manifests.yaml), against the town that says it.
import type { V1Probe } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { openDoors, openExits, openWays, outsideTown } from './outside-town.ts';

const town = outsideTown('boutique');
const REGISTRY = 'us-central1-docker.pkg.dev/google-samples/microservices-demo';

interface Program {
  /** Where it listens, and where its Service does. */
  readonly port: number;
  readonly service: number;
  readonly live: V1Probe;
  readonly ready: V1Probe;
  /** Requests of CPU and memory, then the limits. */
  readonly resources: readonly [string, string, string, string];
  readonly env: Readonly<Record<string, string>>;
  /** Seconds to stop in, where the source says them. */
  readonly grace?: number;
}

const grpc = (port: number, timing: V1Probe = {}): V1Probe => ({ grpc: { port }, ...timing });
const health = (name: string): V1Probe => ({
  initialDelaySeconds: 10,
  httpGet: {
    path: '/_healthz',
    port: 'http',
    httpHeaders: [{ name: 'Cookie', value: `shop_session-id=x-${name}-probe` }],
  },
});
const SMALL = ['100m', '64Mi', '200m', '128Mi'] as const;

const PROGRAMS: Readonly<Record<string, Program>> = {
  frontend: {
    port: 8080,
    service: 80,
    live: health('liveness'),
    ready: health('readiness'),
    resources: SMALL,
    env: {
      PORT: '8080',
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
      CURRENCY_SERVICE_ADDR: 'currencyservice:7000',
      CART_SERVICE_ADDR: 'cartservice:7070',
      RECOMMENDATION_SERVICE_ADDR: 'recommendationservice:8080',
      SHIPPING_SERVICE_ADDR: 'shippingservice:50051',
      CHECKOUT_SERVICE_ADDR: 'checkoutservice:5050',
      AD_SERVICE_ADDR: 'adservice:9555',
      SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
      ENABLE_PROFILER: '0',
    },
  },
  checkoutservice: {
    port: 5050,
    service: 5050,
    live: grpc(5050),
    ready: grpc(5050),
    resources: SMALL,
    env: {
      PORT: '5050',
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
      SHIPPING_SERVICE_ADDR: 'shippingservice:50051',
      PAYMENT_SERVICE_ADDR: 'paymentservice:50051',
      EMAIL_SERVICE_ADDR: 'emailservice:5000',
      CURRENCY_SERVICE_ADDR: 'currencyservice:7000',
      CART_SERVICE_ADDR: 'cartservice:7070',
    },
  },
  recommendationservice: {
    port: 8080,
    service: 8080,
    live: grpc(8080, { periodSeconds: 5 }),
    ready: grpc(8080, { periodSeconds: 5 }),
    resources: ['100m', '220Mi', '200m', '450Mi'],
    env: {
      PORT: '8080',
      PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
      DISABLE_PROFILER: '1',
    },
    grace: 5,
  },
  emailservice: {
    port: 8080,
    service: 5000,
    live: grpc(8080, { periodSeconds: 5 }),
    ready: grpc(8080, { periodSeconds: 5 }),
    resources: SMALL,
    env: { PORT: '8080', DISABLE_PROFILER: '1' },
    grace: 5,
  },
  paymentservice: {
    port: 50051,
    service: 50051,
    live: grpc(50051),
    ready: grpc(50051),
    resources: SMALL,
    env: { PORT: '50051', DISABLE_PROFILER: '1' },
    grace: 5,
  },
  productcatalogservice: {
    port: 3550,
    service: 3550,
    live: grpc(3550),
    ready: grpc(3550),
    resources: SMALL,
    env: { PORT: '3550', DISABLE_PROFILER: '1' },
    grace: 5,
  },
  currencyservice: {
    port: 7000,
    service: 7000,
    live: grpc(7000),
    ready: grpc(7000),
    resources: SMALL,
    env: { PORT: '7000', DISABLE_PROFILER: '1' },
    grace: 5,
  },
  shippingservice: {
    port: 50051,
    service: 50051,
    live: grpc(50051),
    ready: grpc(50051, { periodSeconds: 5 }),
    resources: SMALL,
    env: { PORT: '50051', DISABLE_PROFILER: '1' },
  },
  adservice: {
    port: 9555,
    service: 9555,
    live: grpc(9555, { initialDelaySeconds: 20, periodSeconds: 15 }),
    ready: grpc(9555, { initialDelaySeconds: 20, periodSeconds: 15 }),
    resources: ['200m', '180Mi', '300m', '300Mi'],
    env: { PORT: '9555' },
    grace: 5,
  },
  cartservice: {
    port: 7070,
    service: 7070,
    live: grpc(7070, { initialDelaySeconds: 15, periodSeconds: 10 }),
    ready: grpc(7070, { initialDelaySeconds: 15 }),
    resources: ['200m', '64Mi', '300m', '128Mi'],
    env: { REDIS_ADDR: 'redis-cart:6379' },
    grace: 5,
  },
};

const amounts = ([cpu, memory, cpuLimit, memoryLimit]: Program['resources']) => ({
  requests: { cpu, memory },
  limits: { cpu: cpuLimit, memory: memoryLimit },
});
const envOf = (shop: string, container?: string) =>
  Object.fromEntries((town.container(shop, container).env ?? []).map(({ name, value }) => [name, value]));

describe('each program', () => {
  const rows = Object.entries(PROGRAMS);

  test.each(rows)('%s runs its image as an ordinary user that cannot write', (name) => {
    const { image, securityContext } = town.container(name);
    expect(image).toBe(`${REGISTRY}/${name}:v0.10.3`);
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    expect(town.pod(name).spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
    });
  });

  test.each(rows)('%s listens where its callers look for it', (name, { port, service }) => {
    expect(town.container(name).ports).toMatchObject([{ containerPort: port }]);
    const [only] = town.one('Service', name).spec?.ports ?? [];
    expect(only?.port).toBe(service);
    expect(town.targetOf(name, only?.name ?? '')).toBe(port);
  });

  test.each(rows)('%s knows what it is told', (name, { env }) => {
    expect(envOf(name)).toEqual(env);
  });

  test.each(rows)('%s is asked for its health', (name, { live, ready }) => {
    const { livenessProbe, readinessProbe } = town.container(name);
    expect([livenessProbe, readinessProbe]).toEqual([live, ready]);
  });

  test.each(rows)('%s gets what it needs, and time to stop', (name, { resources, grace }) => {
    expect(town.container(name).resources).toEqual(amounts(resources));
    expect(town.pod(name).spec.terminationGracePeriodSeconds).toBe(grace);
  });
});

test('the cache keeps its carts in the pod, on 6379', () => {
  const { image, ports, livenessProbe, readinessProbe, resources, volumeMounts } =
    town.container('redis-cart');
  expect(image).toBe('redis:alpine');
  expect(ports).toMatchObject([{ containerPort: 6379 }]);
  expect([livenessProbe, readinessProbe]).toEqual(
    [1, 2].map(() => ({ tcpSocket: { port: 'redis' }, periodSeconds: 5 })),
  );
  expect(resources).toEqual(amounts(['70m', '200Mi', '125m', '256Mi']));
  expect(volumeMounts).toEqual([{ name: 'redis-data', mountPath: '/data' }]);
  expect(town.pod('redis-cart').spec.volumes).toEqual([{ name: 'redis-data', emptyDir: {} }]);
});

describe('the load generator', () => {
  test('waits for the frontend before it plays ten visitors', () => {
    const { initContainers = [], containers } = town.pod('loadgenerator').spec;
    expect(initContainers.map(({ name }) => name)).toEqual(['frontend-check']);
    expect(initContainers[0]?.image).toMatch(/^busybox:/);
    expect(envOf('loadgenerator', 'frontend-check')).toEqual({ FRONTEND_ADDR: 'frontend:80' });
    expect(containers.map(({ image }) => image)).toEqual([`${REGISTRY}/loadgenerator:v0.10.3`]);
    expect(envOf('loadgenerator', 'loadgenerator')).toEqual({
      FRONTEND_ADDR: 'frontend:80',
      USERS: '10',
      RATE: '1',
    });
    expect(containers[0]?.resources).toEqual(amounts(['300m', '256Mi', '500m', '512Mi']));
  });

  test('is called by nobody, so it has no Service', () => {
    expect(town.all('Service').map(({ metadata }) => metadata?.name)).not.toContain('loadgenerator');
  });
});

test('the world comes in through a load balancer, to the frontend only', () => {
  expect(town.one('Service', 'frontend-external').spec).toMatchObject({
    type: 'LoadBalancer',
    ports: [{ port: 80 }],
  });
  expect(town.targetOf('frontend-external', 'http')).toBe(8080);
  expect(openDoors('boutique')).toEqual(['frontend:8080']);
  expect(openExits('boutique')).toEqual([]);
});

test('exactly these ways are open between them', () => {
  const callers: Readonly<Record<string, readonly string[]>> = {
    frontend: [
      'productcatalogservice',
      'currencyservice',
      'cartservice',
      'recommendationservice',
      'shippingservice',
      'checkoutservice',
      'adservice',
    ],
    checkoutservice: [
      'productcatalogservice',
      'shippingservice',
      'paymentservice',
      'emailservice',
      'currencyservice',
      'cartservice',
    ],
    recommendationservice: ['productcatalogservice'],
    loadgenerator: ['frontend'],
  };
  const expected = Object.entries(callers).flatMap(([caller, called]) =>
    called.map((name) => `${caller} -> ${name}:${PROGRAMS[name]?.port}`),
  );
  expect(openWays('boutique').sort()).toEqual([...expected, 'cartservice -> redis-cart:6379'].sort());
});
