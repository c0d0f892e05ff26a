// CronJob: a shop that opens at set times and runs to its end.
import type { V1CronJob, V1CronJobSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { buildJobSpec } from './job.ts';
import { keepDefined } from './keep-defined.ts';
import { selectShop } from './labels.ts';
import type { TownContext } from './town-context.ts';

/** The CronJob of a shop of that kind. */
export function buildCronJob(shop: ResolvedShop, town: TownContext): Typed<V1CronJob>[] {
  if (shop.kind !== 'cronjob') return [];
  const { spec } = shop;
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: town.ofShop(shop, shop.name, spec),
      spec: keepDefined<V1CronJobSpec>({
        schedule: spec.schedule ?? '',
        timeZone: spec.timezone,
        concurrencyPolicy: spec.concurrency,
        suspend: spec.suspend,
        startingDeadlineSeconds: spec.startingDeadline,
        successfulJobsHistoryLimit: spec.history?.success,
        failedJobsHistoryLimit: spec.history?.failure,
        jobTemplate: { metadata: { labels: selectShop(shop) }, spec: buildJobSpec(shop, town) },
      }),
    },
  ];
}
