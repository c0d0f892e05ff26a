// What a wrong document says to its author: our words, the right key or value, one hint.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultPages } from '../../src/diagnostics/codes/index.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { explainIssues } from '../../src/validate/explain-issue.ts';
import { validate } from '../../src/validate/validate.ts';
import { CHECKS, changed, faultsOf } from './describe-faults.ts';
import { makeRepository, townText } from './make-repository.ts';

const TOWN = 'towns/market/current/town.yaml';
const shop = (text: string) => townText(`shops:\n  stall:\n    ${text}\n`);

/** What one line of a shop says, and where below the shop. */
const SHOPS: readonly (readonly [rule: string, text: string, ...faults: string[]])[] = [
  [
    'a misspelt field is named with its mapping',
    'prots: { http: 8080 }',
    'unknown-key @ prots: "prots" is not a field of a shop (did you mean "ports"?)',
  ],
  [
    'a field of another mapping is sent home',
    'service: { ports: { http: 80 }, image: x }',
    'unknown-key @ service.image: "image" is not a field of a service ("image" is a field of the defaults of shops, a container or a shop)',
  ],
  [
    "Kubernetes' word leads to ours",
    'livenessProbe: {}',
    'unknown-key @ livenessProbe: "livenessProbe" is not a field of a shop (here it is `probes.live`)',
  ],
  [
    'below a shop, too',
    'probes: { live: { httpGet: { path: /, port: 80 } } }',
    'unknown-key @ probes.live.httpGet: "httpGet" is not a field of an http probe, a tcp probe, a grpc probe or an exec probe (here it is `http`, with `port` beside it)',
  ],
  [
    "Kubernetes' lists of named things are mappings",
    'ports: [{ containerPort: 8080 }]',
    'wrong-type @ ports: found a list, expected a mapping (write each entry as `name: value`)',
  ],
  [
    'a missing field is named with what it takes',
    'autoscale: { max: 3 }',
    'missing-key @ autoscale: "min" is missing in autoscale (write min: with a whole number of at least 0)',
  ],
  [
    'a misspelt field is not missing as well',
    'autoscale: { mni: 1, max: 3 }',
    'unknown-key @ autoscale.mni: "mni" is not a field of autoscale (did you mean "min"?)',
  ],
  [
    'a field that is there keeps its own fault beside the misspelt one',
    'autoscale: { min: few, mni: 1, max: 3 }',
    'wrong-type @ autoscale.min: found "few", expected a whole number of at least 0',
    'unknown-key @ autoscale.mni: "mni" is not a field of autoscale (did you mean "min"?)',
  ],
  [
    'a number where text is wanted is quoted as it was written (Y23)',
    'image: 1.10',
    'wrong-type @ image: found 1.10, expected text (quote it: "1.10")',
  ],
  [
    'a quoted number loses its quotes',
    'replicas: "3"',
    'wrong-type @ replicas: found "3", expected a whole number of at least 0 (write it without quotes: 3)',
  ],
  [
    'a half is no whole number',
    'replicas: 1.5',
    'bad-value @ replicas: found 1.5, expected a whole number of at least 0',
  ],
  [
    'a number out of range',
    'ports: { http: 70000 }',
    'out-of-range @ ports.http: found 70000, expected a whole number from 1 to 65535 or a port',
  ],
  [
    'a choice is nearly right',
    'pullPolicy: always',
    'bad-value @ pullPolicy: found "always", expected "Always", "IfNotPresent" or "Never" (did you mean "Always"?)',
  ],
  [
    'neither templates nor `none` are part of what is expected',
    'stdin: 3',
    'wrong-type @ stdin: found 3, expected true or false',
  ],
  [
    'a field of the pod that is none',
    'env: { NAME: { field: metadata.nme } }',
    `bad-value @ env.NAME.field: found "metadata.nme", expected a field of the pod: metadata.name, .namespace, .uid, .labels['key'], .annotations['key'], spec.nodeName, .serviceAccountName, status.hostIP or .podIP`,
  ],
  [
    'a field that only files have',
    'env: { NAME: { field: metadata.labels } }',
    `bad-value @ env.NAME.field: found "metadata.labels", expected a field of the pod: metadata.name, .namespace, .uid, .labels['key'], .annotations['key'], spec.nodeName, .serviceAccountName, status.hostIP or .podIP`,
  ],
  ['one label as a field', `env: { NAME: { field: "metadata.labels['season']" } }`],
  ['a file of all labels', 'mounts: { /pod: { projected: [{ fields: { labels: metadata.labels } }] } }'],
  [
    'a field that only variables have',
    'mounts: { /pod: { projected: [{ fields: { node: spec.nodeName } }] } }',
    `bad-value @ mounts./pod.projected.0.fields.node: found "spec.nodeName", expected a field of the pod: metadata.name, .namespace, .uid, .labels or .annotations`,
  ],
  [
    'a resource that is none',
    'env: { CPU: { resource: limits.cpuu } }',
    `bad-value @ env.CPU.resource: found "limits.cpuu", expected a resource of the container: limits or requests, then .cpu, .memory or .ephemeral-storage`,
  ],
  [
    'a path out of the volume',
    'mounts: { /data: { storage: cellar, subPath: ../attic } }',
    `bad-value @ mounts./data.subPath: found "../attic", expected a relative path without "..", such as "morning/bread"`,
  ],
  [
    'a path from the root',
    'mounts: { /data: { storage: cellar, subPath: /attic } }',
    `bad-value @ mounts./data.subPath: found "/attic", expected a relative path without "..", such as "morning/bread"`,
  ],
  ['two dots in a name', 'mounts: { /data: { storage: cellar, subPath: attic..old/a } }'],
  [
    'a file out of the folder',
    'mounts: { /signs: { config: signs, items: { west: a/../../b } } }',
    `bad-value @ mounts./signs.items.west: found "a/../../b", expected a relative path without "..", such as "morning/bread"`,
  ],
  [
    'a list where a text stands',
    'args: serve',
    'wrong-type @ args: found "serve", expected a list (write it as a list: [serve])',
  ],
  [
    'an empty list that needs an entry',
    'probes: { ready: { exec: [] } }',
    'bad-value @ probes.ready.exec: found an empty list, expected at least 1 entry',
  ],
  [
    'a name of a map breaks the rule of its place',
    'ports: { Http: 80 }',
    'bad-name @ ports.Http: found "Http", expected a port name of at most 15 lower-case letters, digits and hyphens, such as "http"',
  ],
  [
    'a field with several forms is read in the form that was meant',
    'env: { A: { to: well, prt: http } }',
    'unknown-key @ env.A.prt: "prt" is not a field of an address (did you mean "port"?)',
  ],
  [
    'a word where a mapping belongs is written as those that would take it',
    'mounts: { /data: cellar }',
    'wrong-type @ mounts./data: found "cellar", expected a config mount, a secret mount, a storage mount, a claim mount, a host mount, an nfs mount, a projected mount or an empty mount (write `{ config: cellar }`, `{ secret: cellar }`, `{ storage: cellar }`, `{ claim: cellar }` or `{ empty: cellar }`)',
  ],
  [
    'a claim of the shop is known by its name',
    'claims: { cellar: { size: 1Gi } }\n    mounts: { /data: cellar }',
    'wrong-type @ mounts./data: found "cellar", expected a config mount, a secret mount, a storage mount, a claim mount, a host mount, an nfs mount, a projected mount or an empty mount (write `{ claim: cellar }`)',
  ],
  [
    'a path can only be that of the node',
    'mounts: { /data: /var/lib/cellar }',
    'wrong-type @ mounts./data: found "/var/lib/cellar", expected a config mount, a secret mount, a storage mount, a claim mount, a host mount, an nfs mount, a projected mount or an empty mount (write `{ host: /var/lib/cellar }`)',
  ],
  [
    'what no form would take leads to all of them',
    'mounts: { /data: "The Cellar" }',
    'wrong-type @ mounts./data: found "The Cellar", expected a config mount, a secret mount, a storage mount, a claim mount, a host mount, an nfs mount, a projected mount or an empty mount (write `{ config: … }`, `{ secret: … }`, `{ storage: … }`, `{ claim: … }`, `{ host: … }`, `{ nfs: … }`, `{ projected: … }` or `{ empty: … }`)',
  ],
  [
    'a path to ask for is an http probe',
    'probes: { live: /health }',
    'wrong-type @ probes.live: found "/health", expected an http probe, a tcp probe, a grpc probe or an exec probe (write `{ http: /health }`)',
  ],
  [
    'a number is a port to knock at',
    'probes: { live: 8080 }',
    'wrong-type @ probes.live: found 8080, expected an http probe, a tcp probe, a grpc probe or an exec probe (write `{ tcp: 8080 }` or `{ grpc: 8080 }`)',
  ],
  [
    'where nothing is near, the few fields that there are stand in the hint',
    'ingress: { host: a.example.com, pth: / }',
    'unknown-key @ ingress.pth: "pth" is not a field of an ingress (its fields are when, name, host, paths, tls, class, annotations and backend)',
  ],
  [
    'and where a word stands for a mapping',
    'resources: small',
    'wrong-type @ resources: found "small", expected resources (its fields are requests and limits)',
  ],
  [
    'what the mapping cannot do without comes first',
    'service: 80',
    'wrong-type @ service: found 80, expected a service (write `{ ports: … }`)',
  ],
  [
    'a mapping of no known form names them all',
    'mounts: { /data: { tape: x } }',
    'unknown-key @ mounts./data.tape: "tape" is not a field of a config mount, a secret mount, a storage mount, a claim mount, a host mount, an nfs mount, a projected mount or an empty mount (did you mean "type"?)',
  ],
  [
    'a form that lacks its main field is not guessed',
    'env: { A: { sekret: x, key: y } }',
    'unknown-key @ env.A.sekret: "sekret" is not a field of a value from config, a value from a secret, a value from a field, a value from a resource or an address (did you mean "secret"?)',
  ],
  [
    'two forms at once',
    'probes: { live: { http: /, tcp: 80 } }',
    'unknown-key @ probes.live.tcp: "tcp" is not a field of an http probe ("tcp" is a field of a tcp probe)',
  ],
  [
    'a number among several forms',
    'env: { PORT: 8080 }',
    'wrong-type @ env.PORT: found 8080, expected text, a value from config, a value from a secret, a value from a field, a value from a resource or an address (quote it: "8080")',
  ],
  [
    'one entry of a list',
    'ingress: [{ hots: market.example.com }]',
    'unknown-key @ ingress.0.hots: "hots" is not a field of an ingress (did you mean "host"?)',
  ],
  [
    'a quantity',
    'resources: { limits: { cpu: lots } }',
    'bad-value @ resources.limits.cpu: found "lots", expected a quantity such as 500m, 128Mi or 2',
  ],
  [
    'hidden characters of a value are escaped',
    'restartPolicy: "Al\\u202eways"',
    'bad-value @ restartPolicy: found "Al\\u202eways", expected "Always", "OnFailure" or "Never" (did you mean "Always"?)',
  ],
  [
    'a long value is cut',
    `restartPolicy: ${'x'.repeat(80)}`,
    `bad-value @ restartPolicy: found "${'x'.repeat(59)}…", expected "Always", "OnFailure" or "Never"`,
  ],
  [
    'an unknown key is escaped',
    '"\\u001b[31m": 1',
    'unknown-key @ \u001b[31m: "\\u001b[31m" is not a field of a shop',
  ],
  [
    'every fault of a file is told at once',
    'prots: {}\n    replicas: many',
    'wrong-type @ replicas: found "many", expected a whole number of at least 0',
    'unknown-key @ prots: "prots" is not a field of a shop (did you mean "ports"?)',
  ],
];

describe('a shop', () => {
  test.each(SHOPS)('%s', (_rule, text, ...expected) => {
    const faults = faultsOf({ [TOWN]: shop(text) }).map((line) => line.replace(`${TOWN}:shops.stall.`, ''));
    expect(faults).toEqual(expected);
  });

  test.each([
    [
      'none takes any default away',
      'security: none\n    resources: { limits: { cpu: none } }\n    strategy: none',
    ],
    [
      'a template may stand for any scalar',
      'replicas: "{{ parameters.stalls }}"\n    stdin: "{{ gates.open }}"',
    ],
    [
      'the order of forms does not matter',
      'ingress: { host: a.example.com, paths: { /: http } }\n    apart: { key: zone, prefer: true }',
    ],
  ])('%s', (_rule, text) => {
    expect(faultsOf({ [TOWN]: shop(text) })).toEqual([]);
  });

  test.each([
    ['storage: { cellar: { size: 1Gi } }', 'mounts: { /data: cellar }', '`{ storage: cellar }`'],
    ['config: { cellar: { values: { a: b } } }', 'mounts: { /data: cellar }', '`{ config: cellar }`'],
    ['secrets: { cellar: { existing: true } }', 'envFrom: [cellar]', '`{ secret: cellar }`'],
    [
      'storage: { cellar: { size: 1Gi } }\nconfig: { cellar: { values: { a: b } } }',
      'sidecars: { clerk: { image: acme/clerk:1, mounts: { /data: cellar } } }',
      '`{ config: cellar }` or `{ storage: cellar }`',
    ],
  ])('a word is what the town declares under it: %s', (declared, text, written) => {
    const [found, ...others] = faultsOf({ [TOWN]: `${shop(text)}${declared}\n` });
    expect(found).toMatch(/^wrong-type @ .*: found "cellar", expected /);
    expect(found?.endsWith(` (write ${written})`)).toBe(true);
    expect(others).toEqual([]);
  });
});

test('no message has a word of the library, a full stop at its end, or an object in it', () => {
  const values = ['3', '[]', '{}', 'true', 'x', '""', '{ a: 1 }', '[[1]]', '-1', '1.5'];
  const fields = [
    'image',
    'replicas',
    'args',
    'env',
    'ports',
    'probes',
    'resources',
    'mounts',
    'strategy',
    'autoscale',
    'service',
    'ingress',
    'calls',
    'accepts',
    'directions',
    'may',
    'affinity',
    'tolerations',
    'kind',
    'sidecars',
    'waive',
  ];
  for (const field of fields) {
    for (const value of values) {
      const repository = changed({ [TOWN]: shop(`${field}: ${value}`) });
      for (const { message, hint = '', code } of validate(makeRepository(repository), CHECKS).faults) {
        expect(Object.keys(faultPages)).toContain(code);
        expect(`${message} ${hint}`).not.toMatch(
          /invalid|expected (string|number|record|object)|\[object|undefined|zod|\.$/i,
        );
      }
    }
  }
});

test('whatever a document holds, each refusal is explained, at a path, in one line', () => {
  const field = fc.constantFrom(
    'image',
    'env',
    'ports',
    'probes',
    'service',
    'ingress',
    'toString',
    'sidecars',
    'strategy',
  );
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(field, fc.jsonValue({ maxDepth: 2 })));
  const document = fc.record({
    town: value,
    shops: fc.dictionary(fc.constant('stall'), fc.dictionary(field, value)),
  });
  const source = { placeOf: (path: readonly (string | number)[]) => ({ file: 'town.yaml', path }) };
  fc.assert(
    fc.property(document, (town) => {
      const faults = explainIssues(documentSchemas.town(), town, source);
      expect(faults.length > 0).toBe(!documentSchemas.town().safeParse(town).success);
      for (const { message, hint = '' } of faults)
        expect(`${message}${hint}`).not.toMatch(/\n|\[object|undefined/);
    }),
    { numRuns: 300, seed: 7 },
  );
});
