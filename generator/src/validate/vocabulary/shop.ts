// A shop: one workload, with its pod, its services and what it may call.
import { z } from 'zod';
import { containerFields, gateField, initSchema, PORT_NUMBER, sidecarSchema } from './container.ts';
import {
  type Dialect,
  kubernetesList,
  kubernetesObject,
  mapOf,
  mapping,
  once,
  patterned,
} from './dialect.ts';
import { CALL, LABEL_KEY, LABEL_VALUE, NAME, PORT_NAME, SHOP_ADDRESS } from './names.ts';

/** The workloads that can be rendered: adding one is a builder and its name here. */
export const WORKLOAD_KINDS = ['deployment', 'cronjob'] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

export const labelsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text(LABEL_VALUE)), description);

export const annotationsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text()), description);

function podFields(d: Dialect) {
  const placement = z.union([
    d.text(),
    mapping('a topology', {
      key: d.text().describe('A topology key, such as kubernetes.io/hostname.'),
      prefer: d.field(d.flag(), 'Only a wish, not a must.'),
    }),
  ]);
  return {
    sidecars: d.field(mapOf(NAME, sidecarSchema(d)), 'More containers of the pod.'),
    init: d.field(
      mapOf(NAME, initSchema(d)),
      'Containers that run to their end before the shop starts, in this order.',
    ),
    hostAliases: d.field(kubernetesList(), "Lines for /etc/hosts, in Kubernetes' form: ip and hostnames."),
    nodeSelector: d.field(z.record(z.string(), d.text()), 'Labels that a node must have.'),
    tolerations: d.field(kubernetesList(), "Taints that the pod bears, in Kubernetes' form."),
    affinity: d.field(kubernetesObject(), "Affinity in Kubernetes' form."),
    apart: d.field(placement, 'Keeps the pods of this shop apart on a topology key.'),
    together: d.field(placement, 'Keeps the pods of this shop together on a topology key.'),
    spread: d.field(kubernetesList(), "topologySpreadConstraints; the shop's own labels are filled in."),
    automount: d.field(d.flag(), 'Whether the API token is mounted; false unless the shop has `may`.'),
    may: d.field(
      z.array(
        mapping('a rule', {
          apiGroups: z.array(d.text()).describe('API groups; "" is the core group.'),
          resources: z.array(d.text()).min(1).describe('Resources, such as pods.'),
          verbs: z.array(d.text()).min(1).describe('Verbs, such as get or patch.'),
          resourceNames: d.field(
            z.array(
              z.union([
                d.text(),
                mapping('a config name', {
                  config: d.text(NAME).describe("A name under the town's `config`."),
                }),
              ]),
            ),
            'Only these objects; `{ config: name }` stands for a config of this town.',
          ),
        }),
      ),
      'PolicyRules: a ServiceAccount, a Role and a RoleBinding named like the shop follow.',
    ),
    dnsPolicy: d.field(
      d.oneOf(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
      'How names are looked up.',
    ),
    dnsConfig: d.field(kubernetesObject(), "DNS settings in Kubernetes' form."),
    hostname: d.field(d.text(NAME), "The pod's host name."),
    subdomain: d.field(d.text(NAME), "The pod's subdomain."),
    gracePeriod: d.field(d.integer(0), 'Seconds that a pod gets to stop in.'),
    restartPolicy: d.field(d.oneOf(['Always', 'OnFailure', 'Never']), 'When containers are restarted.'),
    priorityClass: d.field(d.text(), "The pod's PriorityClass."),
    schedulerName: d.field(d.text(), 'The scheduler that places the pod.'),
    podLabels: labelsField(d, 'More labels of the pod.'),
    podAnnotations: annotationsField(d, 'Annotations of the pod.'),
    podSecurity: d.field(kubernetesObject(), "The pod's securityContext, in Kubernetes' form."),
    hostNetwork: d.field(d.flag(), "Whether the pod uses the node's network."),
    hostPID: d.field(d.flag(), "Whether the pod sees the node's processes."),
    hostIPC: d.field(d.flag(), "Whether the pod shares the node's IPC."),
    hostUsers: d.field(d.flag(), "Whether the pod uses the node's user ids."),
    shareProcessNamespace: d.field(d.flag(), "Whether the containers see each other's processes."),
    enableServiceLinks: d.field(d.flag(), 'Whether services are put into the environment.'),
    runtimeClass: d.field(d.text(), 'The RuntimeClass.'),
  };
}

function workloadFields(d: Dialect) {
  const amount = z.union([
    d.integer(0),
    d.text({ pattern: /^\d{1,3}%$/, expected: 'a percentage such as 25%' }),
  ]);
  const target = z.union([d.integer(1), d.quantity()]);
  return {
    kind: d.field(z.enum(WORKLOAD_KINDS), 'The workload; a deployment unless said.'),
    replicas: d.field(d.integer(0), 'How many pods.'),
    labels: labelsField(d, 'More labels of the workload object.'),
    annotations: annotationsField(d, 'Annotations of the workload object.'),
    autoscale: d.field(
      mapping('autoscale', {
        min: d.integer(0).describe('The fewest pods.'),
        max: d.integer(1).describe('The most pods.'),
        cpu: d.field(target, 'A number is percent of the request, a quantity an average per pod.'),
        memory: d.field(target, 'A number is percent of the request, a quantity an average per pod.'),
        metrics: d.field(kubernetesList(), "More metrics, in Kubernetes' form."),
        behavior: d.field(kubernetesObject(), "How fast it scales, in Kubernetes' form."),
      }),
      'A HorizontalPodAutoscaler in place of `replicas`.',
    ),
    strategy: d.field(
      z.union([
        z.literal('recreate'),
        mapping('a strategy', {
          rolling: mapping('a rolling update', {
            surge: d.field(amount, 'Pods above the wanted number during an update.'),
            unavailable: d.field(amount, 'Pods below the wanted number during an update.'),
          }).describe('Pods are replaced a few at a time.'),
        }),
      ]),
      '`recreate`, or `rolling` with surge and unavailable.',
    ),
    minReady: d.field(d.integer(0), 'Seconds a pod must be ready to count.'),
    progressDeadline: d.field(d.integer(1), 'Seconds after which an update counts as stuck.'),
    revisionHistoryLimit: d.field(d.integer(0), 'Old revisions that are kept.'),
    disruption: d.field(
      mapping('a disruption budget', {
        minAvailable: d.field(amount, 'Pods that must stay.'),
        maxUnavailable: d.field(amount, 'Pods that may go.'),
      }),
      'A PodDisruptionBudget.',
    ),
    schedule: d.field(d.text(), 'When a cronjob runs: five cron fields.'),
    timezone: d.field(d.text(), "The schedule's time zone, such as Europe/London."),
    concurrency: d.field(
      d.oneOf(['Allow', 'Forbid', 'Replace']),
      'What happens when the last run is still going.',
    ),
    suspend: d.field(d.flag(), 'Stops new runs.'),
    startingDeadline: d.field(d.integer(0), 'Seconds after which a missed run is left out.'),
    history: d.field(
      mapping('a history', {
        success: d.field(d.integer(0), 'Finished runs that are kept.'),
        failure: d.field(d.integer(0), 'Failed runs that are kept.'),
      }),
      'Old runs that are kept.',
    ),
    job: d.field(
      mapping('a job', {
        completions: d.field(d.integer(1), 'Pods that must succeed.'),
        parallelism: d.field(d.integer(0), 'Pods that run at once.'),
        backoffLimit: d.field(d.integer(0), 'Failures before it gives up.'),
        deadline: d.field(d.integer(1), 'Seconds the whole job may take.'),
        completionMode: d.field(d.oneOf(['NonIndexed', 'Indexed']), 'Whether each pod has an index.'),
      }),
      'How the runs of a cronjob go.',
    ),
  };
}

function serviceSchema(d: Dialect) {
  const port = z.union([
    d.integer(...PORT_NUMBER),
    mapping('a service port', {
      port: d.integer(...PORT_NUMBER).describe("The service's port."),
      to: d.field(
        z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]),
        'A port of a container; the one of this name unless said.',
      ),
      nodePort: d.field(d.integer(...PORT_NUMBER), 'The port of every node.'),
      protocol: d.field(d.oneOf(['TCP', 'UDP', 'SCTP']), "The protocol; the container port's unless said."),
      appProtocol: d.field(d.text(), 'The application protocol.'),
    }),
  ]);
  return mapping('a service', {
    type: d.field(d.oneOf(['ClusterIP', 'NodePort', 'LoadBalancer']), 'ClusterIP unless said.'),
    name: d.field(d.text(NAME), "The object's whole name, for programs that look for a fixed host name."),
    headless: d.field(d.flag(), 'No cluster address: names lead to pods.'),
    ports: mapOf(PORT_NAME, port).describe('`http: 80` leads to the container port of that name.'),
    sessionAffinity: d.field(d.oneOf(['None', 'ClientIP']), 'Whether a client keeps its pod.'),
    trafficPolicy: d.field(d.oneOf(['Cluster', 'Local']), 'externalTrafficPolicy.'),
    publishNotReady: d.field(d.flag(), 'Whether pods that are not ready have names too.'),
    ipFamilies: d.field(z.array(d.oneOf(['IPv4', 'IPv6'])), 'IPv4, IPv6 or both.'),
    annotations: annotationsField(d, 'Annotations of the service.'),
  });
}

function ingressSchema(d: Dialect) {
  const port = z.union([d.integer(...PORT_NUMBER), d.text(PORT_NAME)]);
  return mapping('an ingress', {
    when: gateField(),
    name: d.field(d.text(NAME), "The object's name; the shop's unless said."),
    host: d.field(d.text(), 'The host name; every host unless said.'),
    paths: d.field(
      z.record(
        patterned({ pattern: /^\//, expected: 'a path that starts with "/"' }),
        z.union([
          port,
          mapping('a path', {
            port: port.describe("A port of the shop's service."),
            type: d.field(d.oneOf(['Prefix', 'Exact', 'ImplementationSpecific']), 'Prefix unless said.'),
          }),
        ]),
      ),
      "Path -> port of the shop's service.",
    ),
    tls: d.field(d.text(), 'The name of the Secret with the certificate.'),
    class: d.field(d.text(), 'The IngressClass.'),
    annotations: annotationsField(d, 'Annotations of the ingress.'),
    backend: d.field(port, "The default backend: a port of the shop's service."),
  });
}

const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type)]);

function directionsSchema(d: Dialect) {
  return z.array(
    mapping('a direction', {
      product: d.text().describe('What is made.'),
      amount: d.integer(0).describe('How much is made at a time.'),
      minimum: d.integer(0).describe('The stock below which the shop is not ready.'),
      interval: d.integer(1).describe('Seconds between two productions.'),
      inputs: d.field(
        z.array(
          mapping('an input', {
            product: d.text().describe('What is bought.'),
            from: d.text(SHOP_ADDRESS).describe('The shop that sells it; counts as a call.'),
            amount: d.integer(1).describe('How much is needed at a time.'),
          }),
        ),
        'What is bought from other shops.',
      ),
    }),
  );
}

function networkFields(d: Dialect) {
  return {
    service: d.field(serviceSchema(d), "The shop's Service."),
    ingress: d.field(oneOrMore(ingressSchema(d)), 'One Ingress, or a list.'),
    calls: d.field(z.array(d.text(CALL)), 'What the shop connects to.'),
    accepts: d.field(
      z.array(
        z.union([
          d.text({
            pattern: /^(ingress|anyone|[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+)$/,
            expected: '"kingdom/town/shop", "ingress" or "anyone"',
          }),
          mapping('a caller', {
            namespace: d.text(NAME).describe('The namespace it is in.'),
            labels: d.field(z.record(z.string(), d.text()), 'Labels of its pods; every pod unless said.'),
          }),
        ]),
      ),
      'Who outside the kingdom may connect.',
    ),
  };
}

/** What a lower layer may say of a shop: all but what only one shop can say of itself. */
const layerFields = once((d: Dialect) => ({
  ...workloadFields(d),
  ...containerFields(d),
  directions: d.field(directionsSchema(d), 'What the shop makes: a ConfigMap mounted at /config.'),
  ...networkFields(d),
  ...podFields(d),
}));

/** A shop as it stands under `shops.<name>`. */
export const shopSchema = once((d: Dialect) =>
  mapping('a shop', {
    when: gateField(),
    description: z.string().optional().describe('What the shop is for.'),
    name: d.field(d.text(NAME), 'The name of all its objects; labels keep the key.'),
    ...layerFields(d),
    waive: waiveField(),
  }),
);

/** What stands under shops: `defaults.shop`, and `defaults.<kind>`. */
export const shopDefaultsSchema = once((d: Dialect) => mapping('the defaults of shops', layerFields(d)));

/** `waive`: check code -> reason. */
export function waiveField() {
  return z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe('Checks that do not hold here on purpose: code -> reason.');
}

export type Shop = z.output<ReturnType<typeof shopSchema>>;
export type Service = z.output<ReturnType<typeof serviceSchema>>;
export type Ingress = z.output<ReturnType<typeof ingressSchema>>;
export type Direction = z.output<ReturnType<typeof directionsSchema>>[number];
