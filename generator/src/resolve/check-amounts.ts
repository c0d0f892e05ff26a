// Values of one shop that Kubernetes takes only together, or not together: each is fine by itself, so no schema finds them.
import type { Fault, YamlPath } from '../diagnostics/fault.ts';
import { checkAutoscale } from './check-autoscale.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { listContainers } from './containers.ts';

/** Every fault of values that contradict each other. */
export function checkAmounts(question: ShopQuestion): Fault[] {
  return [
    ...checkAutoscale(question),
    ...checkDisruption(question),
    ...checkDeadline(question),
    ...checkIndexed(question),
    ...checkProbeAmounts(question),
  ];
}

function checkDisruption(question: ShopQuestion): Fault[] {
  const { disruption } = question.spec;
  if (disruption?.minAvailable === undefined || disruption.maxUnavailable === undefined) return [];
  const said = { path: ['disruption', 'maxUnavailable'], against: ['disruption', 'minAvailable'] };
  const message = 'a disruption budget says how many pods must stay, or how many may go';
  return [
    conflict(question, message, { ...said, label: 'this says it already', hint: 'take one of them out' }),
  ];
}

/** Seconds that Kubernetes waits for an update of a deployment that does not say. */
const DEADLINE = 600;

function checkDeadline(question: ShopQuestion): Fault[] {
  const { kind, spec } = question;
  const { minReady = 0, progressDeadline = DEADLINE } = spec;
  if (kind !== 'deployment' || minReady < progressDeadline) return [];
  const said =
    spec.progressDeadline === undefined ? {} : { against: ['progressDeadline'], label: 'the deadline' };
  const message = `a pod counts after ${minReady} seconds, and the update has failed after ${progressDeadline}`;
  return [
    conflict(question, message, { path: ['minReady'], ...said, hint: 'let `progressDeadline` be more' }),
  ];
}

/** Without both, one pod is to succeed; with `parallelism` alone it is a work queue, and its pods are not counted. */
function checkIndexed(question: ShopQuestion): Fault[] {
  const { job } = question.spec;
  if (job?.completionMode !== 'Indexed' || job.completions !== undefined || job.parallelism === undefined)
    return [];
  const message = 'an indexed job counts its pods, and this one does not say how many must succeed';
  return [conflict(question, message, { path: ['job', 'completionMode'], hint: 'add `completions: 3`' })];
}

/** A container that failed is restarted at once: it never has to be well several times, and one that waits is not stopped. */
function checkProbeAmounts(question: ShopQuestion): Fault[] {
  return listContainers(question.spec).flatMap(({ container: { probes = {} }, path }) => {
    const at = (kind: string, field: string): YamlPath => [...path, 'probes', kind, field];
    const restarting = (['live', 'start'] as const).flatMap((kind): Fault[] => {
      const success = probes[kind]?.success;
      if (success === undefined || success === 1) return [];
      const message = `a ${kind} probe passes with one success, and this one asks for ${success}`;
      return [conflict(question, message, { path: at(kind, 'success'), hint: 'take `success` out' })];
    });
    if (probes.ready?.gracePeriod === undefined) return restarting;
    const message = 'a ready probe stops no pod, so there is nothing to wait for';
    const said = { path: at('ready', 'gracePeriod'), hint: 'take `gracePeriod` out' };
    return [...restarting, conflict(question, message, said)];
  });
}
