// Fields that are sound alone must be sound together: some examples of the reference page are put into one town, in every
// kind of workload. Either we say what is wrong, or a real API server takes every object.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/json.ts';
import type { KubernetesObject } from '../../src/model/manifest.ts';
import { WORKLOAD_KINDS } from '../../src/validate/vocabulary/shop.ts';
import { type Example, readExamples } from '../../tools/reference/examples.ts';
import { renderTown } from '../../tools/reference/render-example.ts';
import { ControlPlane, findControlPlane, NEEDS } from './control-plane.ts';

const RUNS = 150;
const NAMESPACE = 'kingdom-of-riverland';
const programs = findControlPlane();

/** What this API server cannot have: kinds of operators, files that only Flux decrypts, addresses of a second family. */
const FOREIGN = new Set(['ExternalSecret', 'SealedSecret', 'HTTPRoute', 'Secret']);
const unusual = ({ field }: Example) => /^(ipFamil|town$|kingdom$)/.test(field);

/** What examples name and the cluster has to have. */
const NAMED = [
  { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runsc' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'somebody', namespace: NAMESPACE } },
];

const examples = readExamples().filter((example) => !unusual(example));

/** Both towns in one: what the second says stands. */
function together(first: JsonObject, second: JsonObject): JsonObject {
  const merged = Object.entries(second).map(([name, value]) => {
    const before = first[name];
    return [
      name,
      isObject(before) && isObject(value) ? together(before as JsonObject, value as JsonObject) : value,
    ];
  });
  return { ...first, ...Object.fromEntries(merged) };
}

function asKind(kind: string | undefined): JsonObject {
  if (kind === undefined) return {};
  return { shops: { baker: { kind, ...(kind === 'cronjob' && { schedule: '0 4 * * *' }) } } };
}

/** The objects of a town; undefined when we have refused it. */
function tryRender(town: JsonObject): readonly KubernetesObject[] | undefined {
  try {
    return renderTown(town);
  } catch (error) {
    expect(String(error)).toMatch(/^Error: error\[[a-z-]+\]: /);
    return undefined;
  }
}

const towns = fc
  .tuple(
    fc.array(fc.constantFrom(...examples), { minLength: 2, maxLength: 7 }),
    fc.option(fc.constantFrom(...WORKLOAD_KINDS), { nil: undefined }),
  )
  .map(([chosen, kind]) => [...chosen.map(({ after }) => after), asKind(kind)].reduce(together));

describe.skipIf(!programs)(`a real API server (${NEEDS})`, () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await ControlPlane.start(programs ?? '');
    plane.kubectl(['create', 'namespace', NAMESPACE]);
    plane.kubectl(['create', 'serviceaccount', 'default', `--namespace=${NAMESPACE}`]);
    for (const object of NAMED) plane.kubectl(['create', '--filename=-'], JSON.stringify(object));
  });
  afterAll(() => plane?.stop());

  const send = (args: readonly string[], objects: readonly KubernetesObject[]) =>
    objects.length === 0
      ? { exit: 0, stderr: '' }
      : plane.kubectl([...args, '--filename=-'], objects.map((object) => JSON.stringify(object)).join('\n'));

  test('takes whatever fields a town puts together, or we say why not', () => {
    let taken = 0;
    fc.assert(
      fc.property(towns, (town) => {
        const objects = tryRender(town)?.filter(({ kind }) => !FOREIGN.has(kind));
        if (!objects) return;
        taken++;
        // Bare pods are admitted only with their account.
        const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
        send(['apply', '--server-side', '--force-conflicts'], accounts);
        const others = objects.filter(({ kind }) => kind !== 'ServiceAccount');
        expect(send(['create', '--dry-run=server', '--validate=strict'], others)).toMatchObject({
          exit: 0,
          stderr: '',
        });
      }),
      { numRuns: RUNS, seed: 20261121 },
    );
    expect(taken).toBeGreaterThan(RUNS / 3);
  });
});
