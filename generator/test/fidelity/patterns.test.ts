// The patterns of the course notes: what the notes said, and what we render. They name hardly any image; these are ours.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('patterns');

const API = 'patterns-api';
const initOf = (workload: string) => town.pod(workload).spec.initContainers ?? [];
const mountOf = (workload: string, container: string) =>
  town.container(workload, container).volumeMounts?.find(({ name }) => name === 'site');
const portsOf = (service: string) => (town.one('Service', service).spec?.ports ?? []).map(({ port }) => port);

describe('containers that help each other', () => {
  test('N1: nginx on 80, and beside it an exporter on 9113 for Prometheus', () => {
    expect(town.container('patterns-web', 'web')).toMatchObject({
      image: expect.stringMatching(/^nginx:/),
      ports: [{ containerPort: 80 }],
    });
    expect(town.container('patterns-web', 'exporter').ports).toMatchObject([{ containerPort: 9113 }]);
  });

  test('N1: the exporter is told where nginx counts, which nginx shows to its own pod alone', () => {
    expect(town.container('patterns-web', 'exporter').args).toEqual([
      '--nginx.scrape-uri=http://127.0.0.1:8081/stub_status',
    ]);
    const numbers = town.one('ConfigMap', 'patterns-numbers').data?.['numbers.conf'];
    expect(numbers).toContain('listen 127.0.0.1:8081;');
    expect(numbers).toContain('location = /stub_status {');
    expect(town.container('patterns-web', 'web').volumeMounts).toContainEqual({
      name: 'numbers',
      mountPath: '/etc/nginx/conf.d/numbers.conf',
      subPath: 'numbers.conf',
    });
  });

  test('N1: Prometheus finds the exporter, and the kingdom lets it in', () => {
    expect(town.pod('patterns-web').metadata?.annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9113',
    });
    const [rule] = town.one('NetworkPolicy', 'patterns-web-accepts-monitoring').spec?.ingress ?? [];
    expect(rule?.ports).toContainEqual({ protocol: 'TCP', port: 9113 });
  });

  test('N1: nginx takes port 80 as an ordinary user, where the notes had root', () => {
    expect(town.container('patterns-web', 'web').securityContext).toMatchObject({
      runAsUser: 101,
      capabilities: { drop: ['ALL'] },
    });
    expect(town.pod('patterns-web').spec.securityContext?.sysctls).toEqual([
      { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
    ]);
  });

  test('N2: init containers run once, one after the other, before the server: wait for the API, then clone', () => {
    const init = initOf('patterns-site');
    expect(init.map(({ name }) => name)).toEqual(['wait-for-api', 'clone']);
    for (const container of init) expect(container).not.toHaveProperty('restartPolicy');
    expect(init[0]?.env).toEqual([{ name: 'API', value: 'http://patterns-api' }]);
    expect(init[0]?.command?.at(-1)).toMatch(/^until wget .*\$API/);
    expect(init[1]?.args).toContain('--one-time');
  });

  test('N2: a sidecar goes on pulling into the folder that was cloned and is served', () => {
    const clone = town.container('patterns-site', 'clone');
    const pull = town.container('patterns-site', 'pull');
    expect(pull.args).toEqual([...(clone.args ?? []).filter((arg) => arg !== '--one-time'), '--period=60s']);
    expect(pull.image).toBe(clone.image);
    expect(town.containers('patterns-site').map(({ name }) => name)).toEqual(['site', 'pull']);
    expect(mountOf('patterns-site', 'clone')).toEqual({ name: 'site', mountPath: '/site' });
    expect(mountOf('patterns-site', 'pull')).toEqual({ name: 'site', mountPath: '/site' });
    expect(mountOf('patterns-site', 'site')).toEqual({
      name: 'site',
      mountPath: '/usr/share/nginx',
      readOnly: true,
    });
  });

  test('N2: adapter and ambassador start before the program they help and stop after it, as sidecars do today', () => {
    expect(initOf('patterns-web')).toMatchObject([{ name: 'exporter', restartPolicy: 'Always' }]);
    expect(initOf('patterns-caller')).toMatchObject([{ name: 'ambassador', restartPolicy: 'Always' }]);
  });

  test('N2: the ambassador passes on what the program asks its own pod; the notes had only its name', () => {
    const ambassador = town.container('patterns-caller', 'ambassador');
    expect(ambassador.args).toEqual(['TCP-LISTEN:8080,bind=127.0.0.1,fork,reuseaddr', 'TCP:$(API)']);
    expect(ambassador.env).toEqual([{ name: 'API', value: 'patterns-api:80' }]);
    expect(town.container('patterns-caller', 'caller').command?.at(-1)).toContain('http://127.0.0.1:8080');
  });
});

describe('pods that are reached', () => {
  test('N3: 80 of the Service and 31111 of every node lead to 8080 of the pods', () => {
    expect(town.one('Service', API).spec).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 80, nodePort: 31111, protocol: 'TCP' }],
    });
    expect(town.targetOf(API, 'http')).toBe(8080);
  });

  test('N3: each Service selects by labels that its pods have', () => {
    const services = town.all('Service');
    expect(services.map(({ metadata }) => metadata?.name)).toEqual([API, 'patterns-site', 'patterns-web']);
    for (const { metadata, spec } of services) {
      const { labels } = town.pod(metadata?.name ?? '').metadata ?? {};
      expect(labels, metadata?.name).toMatchObject(spec?.selector ?? { none: 'selected' });
    }
    expect(portsOf('patterns-web')).toEqual([80, 9113]);
  });

  test('N4: three replicas that are updated one by one, none of them missed', () => {
    expect(town.one('Deployment', API).spec).toMatchObject({
      replicas: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
  });
});
