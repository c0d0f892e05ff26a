// What people get wrong in a town file, each with the line and column that they see and what they are told to do.
import { beforeAll, expect, test } from 'vitest';
import { makeRepository, type Repo } from './repository.ts';

const TOWN = 'towns/market/current/town.yaml';
const MARKET = `town: market
kingdom: riverland
owner: market-team
gates: { night: { default: false } }
parameters: { stalls: { type: integer, default: 2 } }
config: { signs: { values: { west: open } } }
storage: { cellar: { size: 1Gi } }
secrets: { till: { existing: till, keys: [pin] } }
shops:
  stall:
    image: docker.io/acme/stall:1.0.0
    ports: { http: 8080 }
    service: { ports: { http: 80 } }
    probes: { ready: { http: /ready } }
`;
/** The line that a mistake adds to the stall. */
const LINE = MARKET.split('\n').length;

/** What is written, the code, the text that is marked, and a piece of what is said of it. */
type Mistake = readonly [rule: string, written: string, code: string, marked: string, says: string];

const MISTAKES: readonly Mistake[] = [
  ['a shop that is not there is called', 'calls: [stal]', 'unknown-shop', 'stal', 'did you mean "stall"?'],
  [
    'a town that is not pinned is called',
    'calls: [mill/wheel]',
    'unknown-shop',
    'mill/wheel',
    'pin mill in staging',
  ],
  [
    'the address of no shop',
    'env: { TILL: { to: stal } }',
    'unknown-shop',
    'stal',
    'the town market has no shop "stal"',
  ],
  [
    'a key that the config does not have',
    'env: { WEST: { config: signs, key: wset } }',
    'unknown-config-key',
    'wset',
    'it has west',
  ],
  [
    'a key that is shown and not there',
    'mounts: { /signs: { config: signs, items: { wset: west.txt } } }',
    'unknown-config-key',
    'wset',
    'did you mean "west"?',
  ],
  [
    'one file of a config that is not there',
    'mounts: { /signs/west: { config: signs, subPath: wset } }',
    'unknown-config-key',
    'wset',
    'config "signs" has no key "wset"',
  ],
  [
    'one file of a secret that is not there',
    'mounts: { /till/pin: { secret: till, subPath: pim } }',
    'unknown-secret-key',
    'pim',
    'did you mean "pin"?',
  ],
  [
    'a config that nobody declares',
    'envFrom: [{ config: sings }]',
    'unknown-config',
    'sings',
    'did you mean "signs"?',
  ],
  [
    'a storage that nobody declares',
    'mounts: { /data: { storage: attic } }',
    'unknown-storage',
    'attic',
    'declare it under `storage` of the town',
  ],
  [
    'a storage with a slip',
    'mounts: { /data: { storage: celler } }',
    'unknown-storage',
    'celler',
    'did you mean "cellar"?',
  ],
  [
    'a claim that nobody declares',
    'mounts: { /data: { claim: grain } }',
    'unknown-storage',
    'grain',
    'declare it under `claims` of a statefulset',
  ],
  ['a gate that is not declared', 'when: nigth', 'unknown-gate', 'nigth', 'its gates are declared here'],
  [
    'a gate of an entry that is not declared',
    'ingress: { when: nigth, paths: { /: http } }',
    'unknown-gate',
    'nigth',
    'did you mean "night"?',
  ],
  [
    'a template name with a slip',
    'replicas: "{{ parameters.stals }}"',
    'unknown-template-name',
    '"{{ parameters.stals }}"',
    'did you mean "parameters.stalls"?',
  ],
  [
    'a template name without the way to it',
    'args: ["{{ registry }}"]',
    'unknown-template-name',
    '"{{ registry }}"',
    'did you mean "environment.parameters.registry"?',
  ],
  [
    'a parameter that nobody declares',
    'args: ["{{ parameters.moon }}"]',
    'unknown-template-name',
    '"{{ parameters.moon }}"',
    'declare it under `parameters` of the town',
  ],
  [
    'a parameter that no environment has',
    'args: ["{{ environment.parameters.moon }}"]',
    'unknown-template-name',
    '"{{ environment.parameters.moon }}"',
    'declare it under `parameters` of environments/pipeline.yaml',
  ],
  [
    'a template name that leads nowhere',
    'args: ["{{ moon }}"]',
    'unknown-template-name',
    '"{{ moon }}"',
    'a name starts with one of cluster, environment, ',
  ],
  [
    'two containers on one port',
    'sidecars: { clerk: { image: "acme/clerk:1", ports: { till: 8080 } } }',
    'port-conflict',
    '8080',
    'the shop has it here',
  ],
  [
    'two containers with one name for a port',
    'sidecars: { clerk: { image: "acme/clerk:1", ports: { http: 9090 } } }',
    'port-conflict',
    '9090',
    'both have a port named "http"',
  ],
  [
    'a cronjob without a schedule',
    'kind: cronjob',
    'missing-schedule',
    'cronjob',
    'add `schedule: "0 4 * * *"`',
  ],
  [
    'replicas beside autoscale',
    'replicas: 2\n    autoscale: { min: 1, max: 3, cpu: 80 }',
    'replicas-beside-autoscale',
    'replicas',
    'take `replicas` out',
  ],
  [
    'claims of a deployment, mounted too',
    'claims: { grain: { size: 1Gi } }\n    mounts: { /data: { claim: grain } }',
    'field-of-another-kind',
    'claims',
    'say `kind: statefulset`',
  ],
  [
    'an ingress to a port that is not there',
    'ingress: { paths: { /: web } }',
    'unknown-port',
    'web',
    'there is http',
  ],
  [
    'a secret key that is not there',
    'env: { PIN: { secret: till, key: pim } }',
    'unknown-secret-key',
    'pim',
    'it has pin',
  ],
  ['a field that is not there', 'prots: { admin: 9000 }', 'unknown-key', 'prots', 'did you mean "ports"?'],
  ['a number for a text', 'env: { PORT: 8080 }', 'wrong-type', '8080', 'quote it: "8080"'],
  ['one word for a list', 'command: serve', 'wrong-type', 'serve', 'write it as a list: [serve]'],
  [
    'one sentence for a list',
    'command: "serve: all"',
    'wrong-type',
    '"serve: all"',
    'write it as a list: ["serve: all"]',
  ],
  [
    'a kind as Kubernetes spells it',
    'kind: StatefulSet',
    'bad-value',
    'StatefulSet',
    'did you mean "statefulset"?',
  ],
];

let repo: Repo;
beforeAll(async () => {
  repo = await makeRepository();
});

const check = async (text: string) => {
  repo.write(TOWN, text);
  return repo.run('check', '--town', 'market');
};

test('without them the town is fine', async () => {
  expect(await check(MARKET)).toMatchObject({ exit: 0, stderr: '' });
});

test.each(MISTAKES)('%s', async (_rule, written, code, marked, says) => {
  const { exit, stderr } = await check(`${MARKET}    ${written}\n`);
  const before = `    ${written.split('\n')[0]}`.lastIndexOf(marked);
  expect(exit).toBe(1);
  expect(stderr).toContain(`error[${code}]: `);
  expect(stderr).toContain(`--> ${TOWN}:${LINE}:${before + 1}\n`);
  expect(stderr).toContain(`| ${' '.repeat(before)}${'^'.repeat(marked.length)}\n`);
  expect(stderr).toContain(says);
  expect(stderr).toContain('= hint: ');
  expect(stderr).toMatch(/^1 error in 1 file\.$/m);
});
