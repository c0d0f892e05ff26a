// Who the processes of a shop are, and the settings of the kernel that they get: both stand in Kubernetes' own form.
import type { Fault, YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import { SYSCTL } from '../validate/vocabulary/names.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { listContainers } from './containers.ts';
import { expectNumber, expectText } from './expect-value.ts';
import { findValues } from './find-values.ts';

/** Every fault of the ids and the kernel settings of a shop. */
export function checkIds(question: ShopQuestion): Fault[] {
  const contexts = [
    { context: question.spec.podSecurity, path: ['podSecurity'] },
    ...listContainers(question.spec).map(({ container, path }) => ({
      context: container.security,
      path: [...path, 'security'],
    })),
  ];
  const ids = contexts.flatMap(({ context, path }) =>
    IDS.flatMap((steps) => findValues(context, steps)).flatMap(({ value, path: below }) =>
      expectNumber(value, { least: 0 }, { path: [...path, ...below], question }),
    ),
  );
  return [...ids, ...checkSysctls(question)];
}

const IDS = [['runAsUser'], ['runAsGroup'], ['fsGroup'], ['supplementalGroups', '*']];

function checkSysctls(question: ShopQuestion): Fault[] {
  const first = new Map<string, number>();
  return findValues(question.spec.podSecurity, ['sysctls', '*']).flatMap(({ value }, index): Fault[] => {
    const name = isObject(value) ? value['name'] : undefined;
    // A name that is missing or no text is a fault of the schema.
    if (typeof name !== 'string') return [];
    const path = ['podSecurity', 'sysctls', index, 'name'];
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [...expectText(name, SYSCTL, { path, question }), ...checkNamespace(name, path, question)];
    }
    const against = ['podSecurity', 'sysctls', before, 'name'];
    const said = { path, against, label: 'this one stands already', hint: 'take one of the two out' };
    return [conflict(question, `${name} is set twice`, said)];
  });
}

/** A pod that shares these with its node would set them for the node. */
const OF_HOST = [
  ['hostNetwork', /^net\./],
  ['hostIPC', /^(kernel\.(shm|msg|sem$)|fs\.mqueue\.)/],
] as const;

function checkNamespace(name: string, path: YamlPath, question: ShopQuestion): Fault[] {
  return OF_HOST.filter(
    ([field, names]) => question.spec[field] === true && names.test(name.replaceAll('/', '.')),
  ).map(([field]) => {
    const said = { path, against: [field], label: 'it is shared here', hint: 'take one of the two out' };
    return conflict(question, `${name} is a setting of what the pod shares with its node`, said);
  });
}
