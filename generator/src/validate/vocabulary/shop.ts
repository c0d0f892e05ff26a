// A shop: one workload, with its pod, its services and what it may call.
import { z } from 'zod';
import { containerFields, gateField } from './container.ts';
import { type Dialect, kubernetesList, kubernetesObject, mapOf, mapping, once } from './dialect.ts';
import { annotationsField, labelsField } from './metadata.ts';
import { NAME, STORAGE_CLASS } from './names.ts';
import { podFields } from './pod.ts';
import { directionsSchema, networkFields } from './reach.ts';
import { accessField, sizeField } from './storage.ts';

/** The workloads that can be rendered: adding one is a builder and its name here. */
export const WORKLOAD_KINDS = [
  'deployment',
  'statefulset',
  'daemonset',
  'job',
  'cronjob',
  'replicaset',
  'pod',
] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

function claimSchema(d: Dialect) {
  return mapping('a claim', {
    size: sizeField(d),
    access: accessField(d),
    class: d.field(d.text(STORAGE_CLASS), "The StorageClass; the cluster's default unless said."),
    keep: d.field(d.flag(), 'Whether the data outlives the statefulset.', true),
  });
}

function workloadFields(d: Dialect) {
  const amount = z.union([
    d.integer(0),
    d.text({ pattern: /^\d{1,3}%$/, expected: 'a percentage such as 25%' }),
  ]);
  const part = z.union([
    d.integer(0),
    d.text({ pattern: /^(\d{1,2}|100)%$/, expected: 'a percentage such as 25%, at most 100%' }),
  ]);
  const target = z.union([d.integer(1), d.quantity()]);
  return {
    kind: d.field(z.enum(WORKLOAD_KINDS), 'The workload.', 'deployment'),
    replicas: d.field(d.integer(0), 'How many pods.', 1),
    labels: labelsField(d, 'More labels of the workload object.'),
    annotations: annotationsField(d, 'Annotations of the workload object.'),
    autoscale: d.field(
      mapping('autoscale', {
        min: d
          .integer(0)
          .describe('The fewest pods; none needs the feature gate HPAScaleToZero of the cluster.'),
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
        z.literal('on-delete'),
        mapping('a strategy', {
          rolling: mapping('a rolling update', {
            surge: d.field(
              amount,
              "Pods above the wanted number during an update; a quarter of a deployment's unless said.",
            ),
            unavailable: d.field(
              part,
              "Pods below the wanted number during an update; a quarter of a deployment's, one of a daemonset's unless said.",
            ),
            partition: d.field(d.integer(0), 'Pods of a statefulset below this number stay as they are.', 0),
          }).describe('Pods are replaced a few at a time.'),
        }),
      ]),
      '`rolling` with surge, unavailable and partition; `recreate` (deployment); `on-delete` (statefulset, daemonset).',
    ),
    parallel: d.field(d.flag(), 'Whether the pods of a statefulset start and stop all at once.', false),
    claims: d.field(mapOf(NAME, claimSchema(d)), 'Storage that each pod of a statefulset gets for itself.'),
    minReady: d.field(d.integer(0), 'Seconds a pod must be ready to count.', 0),
    progressDeadline: d.field(d.integer(1), 'Seconds after which an update counts as stuck.', 600),
    revisionHistoryLimit: d.field(d.integer(0), 'Old revisions that are kept.', 10),
    disruption: d.field(
      mapping('a disruption budget', {
        minAvailable: d.field(part, 'Pods that must stay.'),
        maxUnavailable: d.field(part, 'Pods that may go.'),
      }),
      'A PodDisruptionBudget.',
    ),
    schedule: d.field(
      d.text(),
      'When a cronjob runs: five cron fields, a word such as @daily, or @every 90m.',
    ),
    timezone: d.field(d.text(), "The schedule's time zone, such as Europe/London."),
    concurrency: d.field(
      d.oneOf(['Allow', 'Forbid', 'Replace']),
      'What happens when the last run is still going.',
      'Allow',
    ),
    suspend: d.field(d.flag(), 'Stops new runs.', false),
    startingDeadline: d.field(d.integer(0), 'Seconds after which a missed run is left out.'),
    history: d.field(
      mapping('a history', {
        success: d.field(d.integer(0), 'Finished runs that are kept.', 3),
        failure: d.field(d.integer(0), 'Failed runs that are kept.', 1),
      }),
      'Old runs that are kept.',
    ),
    job: d.field(
      mapping('a job', {
        completions: d.field(
          d.integer(1),
          'Pods that must succeed; one unless said, and with `parallelism` alone the pods of a work queue.',
        ),
        parallelism: d.field(d.integer(0), 'Pods that run at once.', 1),
        backoffLimit: d.field(d.integer(0), 'Failures before it gives up.', 6),
        deadline: d.field(d.integer(1), 'Seconds the whole job may take.'),
        ttl: d.field(d.integer(0), 'Seconds after which a finished run of a cronjob is removed.'),
        completionMode: d.field(
          d.oneOf(['NonIndexed', 'Indexed']),
          'Whether each pod has an index.',
          'NonIndexed',
        ),
      }),
      'How a job, or the runs of a cronjob, go.',
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
