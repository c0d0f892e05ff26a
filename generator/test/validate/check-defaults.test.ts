// What stands under all shops of a kind is only what this kind has.
import { describe, expect, test } from 'vitest';
import { faultsOf } from './describe-faults.ts';
import { townText } from './make-repository.ts';

const TOWN = 'towns/market/current/town.yaml';
const BASE = 'base/current/base.yaml';

describe.each([
  ['a town', TOWN, (defaults: string) => townText(`defaults: { ${defaults} }\n`)],
  ['the base', BASE, (defaults: string) => `format: 1\ndefaults: { ${defaults} }\n`],
])('in %s', (_where, file, write) => {
  const refused = (defaults: string) => faultsOf({ [file]: write(defaults) });

  test.each([
    [
      'cronjob: { replicas: 2 }',
      'cronjob.replicas: "replicas" is a field of a deployment, a statefulset or a replicaset, and these are the defaults of a cronjob (take it out, or move it to `defaults.deployment`)',
    ],
    [
      'deployment: { schedule: "0 4 * * *" }',
      'deployment.schedule: "schedule" is a field of a cronjob, and these are the defaults of a deployment (take it out, or move it to `defaults.cronjob`)',
    ],
    [
      'pod: { strategy: recreate }',
      'pod.strategy: "strategy" is a field of a deployment, a statefulset or a daemonset, and these are the defaults of a pod (take it out, or move it to `defaults.deployment`)',
    ],
    [
      'job: { kind: cronjob }',
      'job.kind: these are the defaults of a job, so "kind" has no effect here (take it out; the kind of shops that say none stands under `defaults.shop`)',
    ],
  ])('%s is refused', (defaults, says) => {
    expect(refused(defaults)).toEqual([`field-of-another-kind @ ${file}:defaults.${says}`]);
  });

  test('each is told', () => {
    expect(
      refused('daemonset: { replicas: 2, job: { backoffLimit: 2 } }, job: { history: { success: 1 } }'),
    ).toHaveLength(3);
  });

  test.each([
    'shop: { replicas: 2, schedule: "0 4 * * *", strategy: recreate, kind: cronjob }',
    'cronjob: { replicas: none, job: { backoffLimit: 2 }, suspend: true }',
    'statefulset: { replicas: 2, claims: { grain: { size: 1Gi } }, parallel: true, minReady: 5 }',
    'job: { kind: job, args: [bake] }',
  ])('%s is fine', (defaults) => {
    expect(refused(defaults)).toEqual([]);
  });
});
