// The metrics of an autoscaler: what is measured, and what it is measured against.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { listOr } from '../validate/describe-value.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { type At, expectNumber, expectWord } from './expect-value.ts';
import { findValues } from './find-values.ts';
import { readQuantity } from './read-quantity.ts';

/** Every fault of the metrics of a shop, in short words and in Kubernetes' own. */
export function checkMetrics(question: ShopQuestion): Fault[] {
  const short = (['cpu', 'memory'] as const).flatMap((name) =>
    expectAmount(question.spec.autoscale?.[name], { path: ['autoscale', name], question }),
  );
  return [...short, ...checkOwnForm(question)];
}

function expectAmount(value: unknown, { path, question }: At): Fault[] {
  if ((typeof value !== 'string' && typeof value !== 'number') || readQuantity(value) > 0n) return [];
  const message = `an autoscaler divides by its target, and this is ${value}`;
  return [fault('bad-value', message, question.placeOf(path), { hint: 'write more than nothing' })];
}

/** What a metric is measured of, by its type: the field that says it. */
const SOURCES: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

function checkOwnForm(question: ShopQuestion): Fault[] {
  return (question.spec.autoscale?.metrics ?? []).flatMap((metric, index): Fault[] => {
    const { type } = metric;
    // A type that is missing or no text is a fault of the schema.
    if (typeof type !== 'string') return [];
    const path = ['autoscale', 'metrics', index, 'type'];
    const field = Object.hasOwn(SOURCES, type) ? SOURCES[type] : undefined;
    if (field === undefined) {
      const hint = `write ${Object.keys(SOURCES).join(', ')}`;
      return [conflict(question, `there is no metric of the type "${type}"`, { path, hint })];
    }
    if (metric[field] !== undefined) {
      const at = ['autoscale', 'metrics', index, field, 'target'];
      return findValues(metric, [field, 'target']).flatMap(({ value }) =>
        // What is no mapping is a fault of the schema.
        isObject(value) ? checkTarget(type, value, { path: at, question }) : [],
      );
    }
    const message = `a metric of the type ${type} says under \`${field}\` what is measured, and this one does not`;
    return [conflict(question, message, { path, hint: `add \`${field}\`` })];
  });
}

/** What a target may be, by the type of its metric: of several one. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  ContainerResource: ['averageUtilization', 'averageValue'],
  External: ['value', 'averageValue'],
  Object: ['value', 'averageValue'],
  Pods: ['averageValue'],
  Resource: ['averageUtilization', 'averageValue'],
};

function checkTarget(
  type: string,
  target: Readonly<Record<string, unknown>>,
  { path, question }: At,
): Fault[] {
  const fields = TARGETS[type] ?? [];
  const [first, second] = fields.filter((field) => target[field] !== undefined);
  const faults = [
    ...expectWord(target['type'], TARGET_TYPES, { path: [...path, 'type'], question }),
    ...expectAmount(target['value'], { path: [...path, 'value'], question }),
    ...expectAmount(target['averageValue'], { path: [...path, 'averageValue'], question }),
    ...expectNumber(
      target['averageUtilization'],
      { least: 1 },
      {
        path: [...path, 'averageUtilization'],
        question,
      },
    ),
  ];
  if (first === undefined) {
    const message = `a metric of the type ${type} is held to ${listOr(fields.map((field) => `\`${field}\``))}, and this one does not say it`;
    faults.push(conflict(question, message, { path, hint: `add \`${fields[0]}\`` }));
  } else if (second !== undefined && type !== 'Object') {
    const message = `a metric is held to one target, not \`${first}\` and \`${second}\``;
    const said = { path: [...path, second], against: [...path, first], label: 'this one stands already' };
    faults.push(conflict(question, message, { ...said, hint: 'take one of the two out' }));
  }
  return faults;
}

const TARGET_TYPES = ['Utilization', 'Value', 'AverageValue'];
