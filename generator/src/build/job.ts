// Job: a shop that runs to its end once. Its template cannot change, so its name carries a hash of its specification:
// a changed job is another job.
import { hash } from 'node:crypto';
import type { V1Job, V1JobSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { buildPodTemplate } from './pod.ts';
import type { TownContext } from './town-context.ts';

/** With the hyphen, what is left of 63 characters behind a name of 54. */
const HASH_LENGTH = 8;

/** The Job of a shop of that kind. */
export function buildJob(shop: ResolvedShop, town: TownContext): Typed<V1Job>[] {
  if (shop.kind !== 'job') return [];
  const spec = buildJobSpec(shop, town);
  // Stopping a job and letting it go on is no other job.
  const name = `${shop.name}-${hash('sha256', JSON.stringify(spec), 'hex').slice(0, HASH_LENGTH)}`;
  const { suspend } = shop.spec;
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: town.ofShop(shop, name, shop.spec),
      spec: suspend === undefined ? spec : { suspend, ...spec },
    },
  ];
}

/** The specification of a job, its own or a cronjob's; pods are restarted on failure unless said, for it allows no `Always`. */
export function buildJobSpec(shop: ResolvedShop, town: TownContext): V1JobSpec {
  const { job, restartPolicy } = shop.spec;
  const restarts = restartPolicy === 'Never' ? 'Never' : 'OnFailure';
  return keepDefined<V1JobSpec>({
    completions: job?.completions,
    parallelism: job?.parallelism,
    completionMode: job?.completionMode,
    backoffLimit: job?.backoffLimit,
    activeDeadlineSeconds: job?.deadline,
    ttlSecondsAfterFinished: shop.kind === 'cronjob' ? job?.ttl : undefined,
    template: buildPodTemplate({ ...shop, spec: { ...shop.spec, restartPolicy: restarts } }, town),
  });
}
