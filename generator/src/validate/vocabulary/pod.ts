// The fields of a shop that describe its pod: other containers, where it may run, what it may do.
import { z } from 'zod';
import { initSchema, sidecarSchema } from './container.ts';
import { type Dialect, kubernetesList, kubernetesObject, mapOf, mapping } from './dialect.ts';
import { LABEL_KEY, LABEL_VALUE, NAME } from './names.ts';

export const labelsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text(LABEL_VALUE)), description);

export const annotationsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text()), description);

/** The fields of the pod. */
export function podFields(d: Dialect) {
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
