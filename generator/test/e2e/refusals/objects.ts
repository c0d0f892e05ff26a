// Objects in Kubernetes' own form, each with the one field that a cluster is asked about.
import { parse } from 'yaml';

const TEMPLATE = `selector: { matchLabels: { shop: stall } }
template:
  metadata: { labels: { shop: stall } }
  spec: { containers: [{ name: stall, image: "acme/stall:1", ports: [{ containerPort: 8080 }], CONTAINER }], POD }`;
export const JOB =
  'template: { spec: { restartPolicy: Never, containers: [{ name: stall, image: "acme/stall:1" }] } }';

interface Said {
  readonly spec?: string;
  readonly container?: string;
  readonly pod?: string;
}

/** A workload with a template of pods. */
export function workload(
  kind: string,
  { spec = '', container = 'tty: false', pod = 'hostPID: false' }: Said,
): string {
  const template = TEMPLATE.replace('CONTAINER', container).replace('POD', pod);
  return manifest(kind, 'apps/v1', `${spec}\n${template}`);
}

/** An object of these fields, as JSON. */
export function manifest(kind: string, apiVersion: string, spec: string): string {
  const metadata = { name: 'stall', namespace: 'default' };
  return JSON.stringify({ apiVersion, kind, metadata, spec: parse(spec) });
}

export const rolling = (amounts: string) =>
  `updateStrategy: { type: RollingUpdate, rollingUpdate: { ${amounts} } }`;
export const init = (field: string) => `initContainers: [{ name: sweep, image: "acme/broom:1", ${field} }]`;
export const probe = (kind: string, field: string) => `${kind}: { tcpSocket: { port: 8080 }, ${field} }`;
export const cron = (fields: string) =>
  manifest('CronJob', 'batch/v1', `${fields}\njobTemplate: { spec: { ${JOB} } }`);
export const scale = (fields: string) =>
  manifest(
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    `scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: stall }\n${fields}`,
  );
export const load =
  'metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]';

export const queue =
  'metrics: [{ type: External, external: { metric: { name: orders }, target: { type: AverageValue, averageValue: 30 } } }]';

export const claim = (modes: string) =>
  manifest(
    'PersistentVolumeClaim',
    'v1',
    `accessModes: [${modes}]\nresources: { requests: { storage: 1Gi } }`,
  );
export const ingress = (path: string, pathType: string) =>
  manifest(
    'Ingress',
    'networking.k8s.io/v1',
    `rules: [{ http: { paths: [{ path: "${path}", pathType: ${pathType}, backend: { service: { name: stall, port: { number: 80 } } } }] } }]`,
  );
export const shared = (field: string) =>
  `volumeMounts: [{ name: cellar, mountPath: /cellar, mountPropagation: Bidirectional }], ${field}`;
export const cellar = 'volumes: [{ name: cellar, hostPath: { path: /cellar } }]';
export const hook = (name: string, seconds: number) =>
  `lifecycle: { ${name}: { sleep: { seconds: ${seconds} } } }`;
export const hostPort = 'ports: [{ containerPort: 9090, hostPort: 90 }]';
export const bears = (toleration: string) => `tolerations: [{ ${toleration} }]`;

export const service = (fields: string) => manifest('Service', 'v1', `selector: { shop: stall }\n${fields}`);
export const PORTS = 'ports: [{ name: http, port: 80 }]';
export const volume = (source: string) =>
  manifest(
    'PersistentVolume',
    'v1',
    `accessModes: [ReadWriteOnce]\ncapacity: { storage: 1Gi }\n${source}`,
  ).replace(',"namespace":"default"', '');
export const mounted = (source: string) => `volumes: [{ name: cellar, ${source} }]`;
export const asks = (config: string) => `dnsConfig: { ${config} }`;
export const alias = (ip: string, name = 'stall.example.com') =>
  `hostAliases: [{ ip: "${ip}", hostnames: ["${name}"] }]`;
export const wish = (weight: number) =>
  `affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: ${weight}, podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: {} } }] } }`;
export const nodes = (expression: string) =>
  `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: disk, ${expression} }] }] } } }`;
export const beside = (expression: string) =>
  `affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchExpressions: [{ key: shop, ${expression} }] } }] } }`;
export const spread = (fields: string) =>
  `topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, labelSelector: {}, ${fields} }]`;
export const wait = 'whenUnsatisfiable: DoNotSchedule';
export const sysctls = (...names: string[]) =>
  `securityContext: { sysctls: [${names.map((name) => `{ name: ${name}, value: "1" }`).join(', ')}] }`;
export const headers = (name: string) =>
  `readinessProbe: { httpGet: { port: 8080, path: /, httpHeaders: [{ name: "${name}", value: x }] } }`;
export const role = (rule: string) =>
  JSON.stringify({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'stall', namespace: 'default' },
    rules: [parse(rule)],
  });
export const grant = (rule: string) =>
  role(rule).replace('"Role"', '"ClusterRole"').replace(',"namespace":"default"', '');
export const measure = (type: string, source: string) =>
  scale(`maxReplicas: 2\nmetrics: [{ type: ${type}, ${source} }]`);
export const OVEN = 'describedObject: { apiVersion: apps/v1, kind: Deployment, name: oven }';
export const pods = (target: string) =>
  measure('Pods', `pods: { metric: { name: orders }, target: { ${target} } }`);
export const cpu = (target: string) => measure('Resource', `resource: { name: cpu, target: { ${target} } }`);
export const orders = (target: string) =>
  measure('External', `external: { metric: { name: orders }, target: { ${target} } }`);
export const oven = (target: string) =>
  measure('Object', `object: { ${OVEN}, metric: { name: orders }, target: { ${target} } }`);

/** The same of a whole table: what each pod says. */
export const inPods = (rows: readonly (readonly [string, string])[]) =>
  rows.map(([rule, pod]) => [rule, workload('Deployment', { pod })] as const);
