// Work that ends, row by row: what the manifests said, and what we render. A Job's name ends in a hash of what it is, for
// its pods cannot change: `oneshot` is the beginning of its name.
import { describe, expect, test } from 'vitest';
import { seedTown } from './rendered.ts';

const town = seedTown('batch');

const KUARD = 'gcr.io/kuar-demo/kuard-amd64:blue';
const TEN_KEYS = ['--keygen-enable', '--keygen-exit-on-complete', '--keygen-num-to-gen=10'];
const jobOf = (shop: string) => town.one('Job', town.jobOf(shop)).spec;
const podOf = (shop: string) => town.pod(town.jobOf(shop));
const containerOf = (shop: string) => town.container(town.jobOf(shop));
const scriptOf = (shop: string) => containerOf(shop).command?.at(-1) ?? '';

describe('work that ends', () => {
  test('J1: oneshot makes ten keys and ends; its image is always pulled, its container restarted on failure', () => {
    expect(containerOf('oneshot')).toMatchObject({ image: KUARD, imagePullPolicy: 'Always', args: TEN_KEYS });
    expect(podOf('oneshot').spec.restartPolicy).toBe('OnFailure');
    // One pod, one success: what Kubernetes fills in.
    expect(jobOf('oneshot')).not.toHaveProperty('parallelism');
    expect(jobOf('oneshot')).not.toHaveProperty('completions');
  });

  test('J1: it starts, where the arguments of the text took the place of the program', () => {
    for (const shop of ['oneshot', 'parallel', 'failing', 'consumers']) {
      expect(containerOf(shop).command, shop).toEqual(['/kuard']);
    }
  });

  test('J1: it runs as an ordinary user, which its image names and Kubernetes wants as a number', () => {
    expect(containerOf('oneshot').securityContext).toMatchObject({ runAsUser: 65534 });
    expect(podOf('oneshot').spec.securityContext).toMatchObject({ runAsNonRoot: true });
  });

  test('J2: parallel runs to its end ten times, five at once', () => {
    expect(jobOf('parallel')).toMatchObject({ parallelism: 5, completions: 10 });
    expect(containerOf('parallel')).toMatchObject({ image: KUARD, args: TEN_KEYS });
  });

  test('J2: the Job and its pods are of the chapter', () => {
    expect(town.one('Job', town.jobOf('parallel')).metadata?.labels).toMatchObject({ chapter: 'jobs' });
    expect(podOf('parallel').metadata?.labels).toMatchObject({ chapter: 'jobs' });
  });

  test('J2b: a job that fails after three keys, behind a gate: applied for good, it would be a town that is never well', () => {
    expect(containerOf('failing').args).toEqual([
      '--keygen-enable',
      '--keygen-exit-on-complete',
      '--keygen-exit-code=1',
      '--keygen-num-to-gen=3',
    ]);
    // Six failures, as Kubernetes counts when nothing is said.
    expect(jobOf('failing')).not.toHaveProperty('backoffLimit');
  });

  test('J3: the queue is one kuard, found as http://queue:8080', () => {
    expect(town.container('queue')).toMatchObject({ image: KUARD, imagePullPolicy: 'Always' });
    expect(town.pod('queue').metadata?.labels).toMatchObject({
      app: 'work-queue',
      component: 'queue',
      chapter: 'jobs',
    });
    const { spec } = town.one('Service', 'queue');
    expect(spec?.ports).toMatchObject([{ port: 8080 }]);
    expect(town.targetOf('queue', 'http')).toBe(8080);
    // The source selected app and component; ours cannot meet pods of another town.
    expect(spec?.selector).toEqual({ town: 'batch', shop: 'queue' });
  });

  test('J3: a Deployment holds it, where a new image left the ReplicaSet’s pod as it was; never two queues at once', () => {
    expect(town.count()).not.toHaveProperty('ReplicaSet');
    expect(town.one('Deployment', 'queue').spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
    });
  });

  test('J3: the producer is a Job: it makes the queue keygen and puts work-item-0 to work-item-99 into it', () => {
    const script = scriptOf('producer');
    expect(script).toContain('queue="$QUEUE/memq/server/queues/keygen"');
    expect(script).toContain('-X PUT "$queue"');
    expect(script).toContain('seq 0 99');
    expect(script).toContain('-d "work-item-$item" "$queue/enqueue"');
    expect(containerOf('producer').env).toEqual([{ name: 'QUEUE', value: 'http://queue:8080' }]);
  });

  test('J3: a second attempt of the producer starts over, and its first waits for the queue', () => {
    const lines = scriptOf('producer').split('\n');
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(at('/ready')).toBeGreaterThan(0);
    expect(at('-X DELETE')).toBeGreaterThan(at('/ready'));
    expect(at('-X PUT')).toBeGreaterThan(at('-X DELETE'));
  });

  test('J3: five consumers take work until there is none, so their number of successes is not said', () => {
    expect(jobOf('consumers')).toMatchObject({ parallelism: 5 });
    expect(jobOf('consumers')).not.toHaveProperty('completions');
    expect(containerOf('consumers').args).toEqual([
      '--keygen-enable',
      '--keygen-exit-on-complete',
      '--keygen-memq-server=http://queue:8080/memq/server',
      '--keygen-memq-queue=keygen',
    ]);
    expect(podOf('consumers').metadata?.labels).toMatchObject({
      app: 'message-queue',
      component: 'consumer',
      chapter: 'jobs',
    });
  });

  test('J3: consumers wait for all the work, for everything is applied at once and an empty queue is a finished one', () => {
    const [wait] = podOf('consumers').spec.initContainers ?? [];
    expect(wait?.command?.at(-1)).toMatch(/^until curl .*"\$QUEUE\/memq\/server\/stats".*"enqueued":100/);
    expect(wait).not.toHaveProperty('restartPolicy');
  });

  test('J3: only the producer and the consumers reach the queue', () => {
    const into = town
      .all('NetworkPolicy')
      .filter(({ spec }) => spec?.podSelector?.matchLabels?.['shop'] === 'queue');
    expect(into.map(({ metadata }) => metadata?.name)).toEqual([
      'consumers-into-queue',
      'producer-into-queue',
    ]);
  });

  test('J4: a CronJob every fifth hour, of batch/v1 where the source had v1beta1, at rest until its image exists', () => {
    const cron = town.one('CronJob', 'example-cron');
    expect(cron).toMatchObject({ apiVersion: 'batch/v1', spec: { schedule: '0 */5 * * *', suspend: true } });
    expect(town.container('example-cron').image).toBe('my-batch-image');
    expect(town.pod('example-cron').spec.restartPolicy).toBe('OnFailure');
  });

  test('J5: everything has the label by which the chapter is cleaned up', () => {
    for (const { kind, metadata } of town.objects) {
      expect(metadata.labels, `${kind} ${metadata.name}`).toMatchObject({ chapter: 'jobs' });
    }
  });
});
