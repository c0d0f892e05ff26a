// The fields of a shop that describe its pod: other containers, where it may run, what it may do.
import { z } from 'zod';
import { pullSecretsField, rulesField } from './account.ts';
import { initSchema, sidecarSchema } from './container.ts';
import { type Dialect, kubernetesList, kubernetesObject, mapOf, mapping } from './dialect.ts';
import { annotationsField, labelsField } from './metadata.ts';
import { NAME, SUBDOMAIN } from './names.ts';

/** The fields of the pod. */
export function podFields(d: Dialect) {
  const placement = z.union([
    d.text(),
    mapping('a topology', {
      key: d.text().describe('A topology key, such as kubernetes.io/hostname.'),
      prefer: d.field(d.flag(), 'Only a wish, not a must.', false),
    }),
  ]);
  return {
    sidecars: d.field(mapOf(NAME, sidecarSchema(d)), 'More containers of the pod.'),
    init: d.field(
      mapOf(NAME, initSchema(d)),
      'Containers that run to their end before the shop starts, in this order.',
    ),
    hostAliases: d.field(kubernetesList(), "Lines for /etc/hosts, in Kubernetes' form: ip and hostnames."),
    nodeSelector: labelsField(d, 'Labels that a node must have.'),
    tolerations: d.field(kubernetesList(), "Taints that the pod bears, in Kubernetes' form."),
    affinity: d.field(kubernetesObject(), "Affinity in Kubernetes' form."),
    apart: d.field(placement, 'Keeps the pods of this shop apart on a topology key.'),
    together: d.field(placement, 'Keeps the pods of this shop together on a topology key.'),
    spread: d.field(kubernetesList(), "topologySpreadConstraints; the shop's own labels are filled in."),
    automount: d.field(d.flag(), 'Whether the API token is mounted; false unless the shop has `may`.'),
    serviceAccount: d.field(
      z.union([
        d.text(NAME),
        mapping('an existing account', {
          existing: d.text(NAME).describe('The name of a ServiceAccount that somebody else makes.'),
        }),
      ]),
      'Who the pods are: a name under `accounts`, or `{ existing: name }`.',
    ),
    may: rulesField(
      d,
      'PolicyRules: a Role and a RoleBinding named like the shop follow, and an account unless it names one.',
    ),
    imagePullSecrets: pullSecretsField(d),
    dnsPolicy: d.field(
      d.oneOf(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
      'How names are looked up.',
      'ClusterFirst',
    ),
    dnsConfig: d.field(kubernetesObject(), "DNS settings in Kubernetes' form."),
    hostname: d.field(d.text(NAME), "The pod's host name."),
    subdomain: d.field(d.text(NAME), "The pod's subdomain."),
    gracePeriod: d.field(d.integer(0), 'Seconds that a pod gets to stop in.', 30),
    restartPolicy: d.field(
      d.oneOf(['Always', 'OnFailure', 'Never']),
      'When containers are restarted; those of jobs OnFailure unless said.',
      'Always',
    ),
    priorityClass: d.field(d.text(SUBDOMAIN), "The pod's PriorityClass."),
    schedulerName: d.field(d.text(), 'The scheduler that places the pod.', 'default-scheduler'),
    podLabels: labelsField(d, 'More labels of the pod.'),
    podAnnotations: annotationsField(d, 'Annotations of the pod.'),
    podSecurity: d.field(kubernetesObject(), "The pod's securityContext, in Kubernetes' form."),
    hostNetwork: d.field(d.flag(), "Whether the pod uses the node's network.", false),
    hostPID: d.field(d.flag(), "Whether the pod sees the node's processes.", false),
    hostIPC: d.field(d.flag(), "Whether the pod shares the node's IPC.", false),
    hostUsers: d.field(d.flag(), "Whether the pod uses the node's user ids.", true),
    shareProcessNamespace: d.field(d.flag(), "Whether the containers see each other's processes.", false),
    enableServiceLinks: d.field(d.flag(), 'Whether services are put into the environment.', true),
    runtimeClass: d.field(d.text(SUBDOMAIN), 'The RuntimeClass.'),
  };
}
