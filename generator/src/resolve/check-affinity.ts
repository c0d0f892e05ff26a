// Where pods may run, in Kubernetes' own form: affinity and spread that Kubernetes would take.
import type { Fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { expectNumber, expectWord } from './expect-value.ts';
import { type FoundValue, findValues } from './find-values.ts';

/** Every fault of `affinity` and `spread` of a shop. */
export function checkAffinity(question: ShopQuestion): Fault[] {
  const find = (steps: readonly string[]) => findValues(question.spec, steps);
  return [
    ...WEIGHTS.flatMap(find).flatMap(({ value, path }) =>
      expectNumber(value, { least: 1, most: 100 }, { path, question }),
    ),
    ...OF_NODES.flatMap(find).flatMap((found) => checkExpression(found, NODE_OPERATORS, question)),
    ...OF_LABELS.flatMap(find).flatMap((found) => checkExpression(found, LABEL_OPERATORS, question)),
    ...find(['spread', '*']).flatMap((found) => checkSpread(found, question)),
    ...checkSpreadOnce(question),
  ];
}

const MUST = 'requiredDuringSchedulingIgnoredDuringExecution';
const WISH = 'preferredDuringSchedulingIgnoredDuringExecution';
const NODES = ['affinity', 'nodeAffinity'];
const PODS = [
  ['affinity', 'podAffinity'],
  ['affinity', 'podAntiAffinity'],
];

const WEIGHTS = [NODES, ...PODS].map((kind) => [...kind, WISH, '*', 'weight']);

const OF_NODES = [
  [...NODES, MUST, 'nodeSelectorTerms', '*', 'matchExpressions', '*'],
  [...NODES, WISH, '*', 'preference', 'matchExpressions', '*'],
];

const OF_LABELS = [
  ...PODS.flatMap((kind) => [
    [...kind, MUST, '*'],
    [...kind, WISH, '*', 'podAffinityTerm'],
  ]).flatMap((term) => [
    [...term, 'labelSelector'],
    [...term, 'namespaceSelector'],
  ]),
  ['spread', '*', 'labelSelector'],
].map((selector) => [...selector, 'matchExpressions', '*']);

const LABEL_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const NODE_OPERATORS = [...LABEL_OPERATORS, 'Gt', 'Lt'];

/** An operator that Kubernetes knows, and as many values as it compares. */
function checkExpression(
  { value: expression, path }: FoundValue,
  operators: readonly string[],
  question: ShopQuestion,
): Fault[] {
  if (!isObject(expression)) return [];
  const { operator, values = [] } = expression;
  const at = [...path, 'operator'];
  if (typeof operator !== 'string' || !Array.isArray(values)) return [];
  if (!operators.includes(operator)) return expectWord(operator, operators, { path: at, question });
  const said = hintValues(operator, values.length);
  if (said === undefined) return [];
  return [
    conflict(question, `\`operator: ${operator}\` compares ${said.compares}`, { path: at, hint: said.hint }),
  ];
}

function hintValues(operator: string, count: number): { compares: string; hint: string } | undefined {
  if (operator.endsWith('In'))
    return count > 0 ? undefined : { compares: 'with values, and there are none', hint: 'add `values`' };
  if (operator === 'Gt' || operator === 'Lt')
    return count === 1
      ? undefined
      : { compares: `with one value, and there are ${count}`, hint: 'write it as a list of one' };
  return count === 0
    ? undefined
    : { compares: 'no values', hint: 'take `values` out, or write `operator: In`' };
}

function checkSpread({ value: constraint, path }: FoundValue, question: ShopQuestion): Fault[] {
  if (!isObject(constraint)) return [];
  const { maxSkew, minDomains, whenUnsatisfiable } = constraint;
  const faults = [
    ...expectNumber(maxSkew, { least: 1 }, { path: [...path, 'maxSkew'], question }),
    ...expectNumber(minDomains, { least: 1 }, { path: [...path, 'minDomains'], question }),
  ];
  if (minDomains === undefined || whenUnsatisfiable !== 'ScheduleAnyway') return faults;
  const message = '`minDomains` keeps pods waiting, and `whenUnsatisfiable: ScheduleAnyway` lets none wait';
  const said = { path: [...path, 'minDomains'], against: [...path, 'whenUnsatisfiable'] };
  const hint = 'take `minDomains` out, or write `whenUnsatisfiable: DoNotSchedule`';
  return [...faults, conflict(question, message, { ...said, hint })];
}

/** Kubernetes takes one rule for each topology and each way of keeping it. */
function checkSpreadOnce(question: ShopQuestion): Fault[] {
  const first = new Map<string, number>();
  return (question.spec.spread ?? []).flatMap(({ topologyKey, whenUnsatisfiable }, index): Fault[] => {
    const known = JSON.stringify([topologyKey, whenUnsatisfiable]);
    const before = first.get(known);
    if (before === undefined) {
      first.set(known, index);
      return [];
    }
    const message = `the pods are spread over ${topologyKey} already, with ${whenUnsatisfiable} too`;
    const said = { path: ['spread', index], against: ['spread', before], label: 'this one stands already' };
    return [conflict(question, message, { ...said, hint: 'take one of the two out' })];
  });
}
