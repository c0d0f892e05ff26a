import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mergeStrategically } from '../../../src/build/patches/strategic-merge.ts';

const STALL = `
spec:
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1 } }
  template:
    spec:
      containers:
      - { name: stall, image: "stall:1", args: [a, b], env: [{ name: WOOD, value: "1" }, { name: IRON, value: "2" }], ports: [{ containerPort: 80, name: http }] }
      - { name: proxy, image: "proxy:1" }
      volumes: [{ name: data, emptyDir: {} }]
      tolerations: [{ key: night }]
`;

const merge = (change: string, { custom = false } = {}) =>
  mergeStrategically(parse(STALL), parse(change), { custom });

/** The pod that is left after a change of the pod. */
const pod = (change: string) => merge(`spec: { template: { spec: ${change} } }`).merged;
const expected = (change: (text: string) => string) => parse(change(STALL));

// What `kubectl patch --local --type strategic` makes of the same, but for the order of new items.
const CASES: readonly (readonly [rule: string, change: string, expected: (text: string) => string])[] = [
  [
    'a container is found by its name',
    '{ containers: [{ name: stall, image: "stall:2" }] }',
    (text) => text.replace('stall:1', 'stall:2'),
  ],
  [
    'a new container stands behind the others',
    '{ containers: [{ name: log, image: "log:1" }] }',
    (text) => text.replace('"proxy:1" }', '"proxy:1" }\n      - { name: log, image: "log:1" }'),
  ],
  [
    'a container is deleted',
    '{ containers: [{ name: proxy, $patch: delete }] }',
    (text) => text.replace('\n      - { name: proxy, image: "proxy:1" }', ''),
  ],
  [
    'a variable is found by its name, in its place',
    '{ containers: [{ name: stall, env: [{ name: WOOD, value: "3" }] }] }',
    (text) => text.replace('value: "1"', 'value: "3"'),
  ],
  [
    'a port is found by its number',
    '{ containers: [{ name: stall, ports: [{ containerPort: 80, hostPort: 8080 }] }] }',
    (text) => text.replace('name: http }', 'name: http, hostPort: 8080 }'),
  ],
  [
    'a list without keys is replaced',
    '{ containers: [{ name: stall, args: [c] }], tolerations: [{ key: day }] }',
    (text) => text.replace('[a, b]', '[c]').replace('key: night', 'key: day'),
  ],
  [
    'an item is replaced as a whole',
    '{ volumes: [{ name: data, hostPath: { path: /till }, $patch: replace }] }',
    (text) => text.replace('emptyDir: {}', 'hostPath: { path: /till }'),
  ],
  [
    'a mapping keeps only what it retains',
    '{ volumes: [{ name: data, hostPath: { path: /till }, $retainKeys: [name] }] }',
    (text) => text.replace('emptyDir: {}', 'hostPath: { path: /till }'),
  ],
];

describe('a partial object', () => {
  test.each(CASES)('%s', (_rule, change, wanted) => {
    expect(pod(change)).toEqual(expected(wanted));
  });

  test('a mapping is deleted, and merged where it is not', () => {
    expect(merge('spec: { strategy: { $patch: delete } }').merged).not.toHaveProperty('spec.strategy');
    expect(merge('spec: { strategy: { rollingUpdate: { maxUnavailable: 0 } } }').merged).toHaveProperty(
      'spec.strategy',
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    );
  });

  test('a list of a custom kind is replaced, for nothing is known of its keys', () => {
    const { merged } = merge('spec: { template: { spec: { containers: [{ name: log }] } } }', {
      custom: true,
    });
    expect(merged).toHaveProperty('spec.template.spec.containers', [{ name: 'log' }]);
  });

  test.each([
    [
      'spec: { template: { spec: { containers: [{ name: clock, $patch: delete }] } } }',
      'nothing here has name clock',
    ],
    ['spec: { paused: { $patch: delete } }', 'there is no paused to delete'],
    ['spec: { strategy: { $patch: merge } }', '"$patch: merge" is not understood: it is delete or replace'],
  ])('what does not apply is told: %s', (change, message) => {
    expect(merge(change).problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('the object it is merged into stays as it was', () => {
    const object = parse(STALL);
    mergeStrategically(
      object,
      parse('spec: { template: { spec: { containers: [{ name: stall, image: x }] } } }'),
      { custom: false },
    );
    expect(object).toEqual(parse(STALL));
  });
});
