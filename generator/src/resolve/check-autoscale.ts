// An autoscaler that Kubernetes would take: pods that can be measured, and steps in time.
import type { Fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { checkMetrics } from './check-metrics.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';

/** Every fault of the autoscaler of a shop. */
export function checkAutoscale(question: ShopQuestion): Fault[] {
  return [...checkPods(question), ...checkMetrics(question), ...checkSteps(question)];
}

/** Metrics that are there although no pod runs. */
const OF_NO_POD: ReadonlySet<unknown> = new Set(['External', 'Object']);

function checkPods(question: ShopQuestion): Fault[] {
  const { autoscale } = question.spec;
  if (!autoscale) return [];
  if (autoscale.min === 0 && !autoscale.metrics?.some(({ type }) => OF_NO_POD.has(type))) {
    const message = 'where no pod runs, none can be measured, so the autoscaler would never start one';
    const hint = 'let `min` be at least 1, or add `metrics` of the type External or Object';
    return [conflict(question, message, { path: ['autoscale', 'min'], hint })];
  }
  if (autoscale.min <= autoscale.max) return [];
  const said = { path: ['autoscale', 'max'], against: ['autoscale', 'min'], label: 'the fewest' };
  const message = `at most ${autoscale.max} pods is less than at least ${autoscale.min}`;
  return [conflict(question, message, { ...said, hint: 'let `max` be `min` or more' })];
}

/** The longest that an autoscaler looks back, and the longest that a step takes, in seconds. */
const WINDOW = 3600;
const PERIOD = 1800;

function checkSteps(question: ShopQuestion): Fault[] {
  return ['scaleUp', 'scaleDown'].flatMap((direction): Fault[] => {
    const rules = question.spec.autoscale?.behavior?.[direction];
    if (!isObject(rules)) return [];
    const { stabilizationWindowSeconds, policies } = rules;
    const path = ['autoscale', 'behavior', direction];
    const steps = Array.isArray(policies) ? policies.filter(isObject) : [];
    return [
      ...refuseBeyond(question, [...path, 'stabilizationWindowSeconds'], {
        value: stabilizationWindowSeconds,
        least: 0,
        most: WINDOW,
      }),
      ...steps.flatMap(({ periodSeconds }, index) =>
        refuseBeyond(question, [...path, 'policies', index, 'periodSeconds'], {
          value: periodSeconds,
          least: 1,
          most: PERIOD,
        }),
      ),
    ];
  });
}

function refuseBeyond(
  question: ShopQuestion,
  path: (string | number)[],
  { value, least, most }: { value: unknown; least: number; most: number },
): Fault[] {
  if (typeof value !== 'number' || (value >= least && value <= most)) return [];
  const message = `an autoscaler takes ${least} to ${most} seconds here, and this is ${value}`;
  return [conflict(question, message, { path, hint: `let it be ${value < least ? least : most}` })];
}
