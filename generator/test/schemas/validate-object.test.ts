// What is wrong with an object, told with the field and what Kubernetes expects there.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownVersions, registerCustomKinds, validateObject } from '../../src/kubernetes/schemas/index.ts';

const metadata = { name: 'market-stall' };

const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    selector: { matchLabels: { shop: 'stall' } },
    template: { spec: { containers: [{ name: 'stall', ...container }] } },
  },
});
const service = (port: object) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [port] } });
const configMap = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields });
const policy = (rule: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: { podSelector: {}, ingress: [rule] },
});
const ingress = (path: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata,
  spec: { rules: [{ http: { paths: [path] } }] },
});
const application = (source: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata,
  spec: {
    project: 'riverland',
    destination: {},
    source: { repoURL: 'https://example.com/x.git', ...source },
  },
});
const kustomization = (fields: object) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata,
  spec: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'towns' }, ...fields },
});
const autoscaler = (maxReplicas: unknown) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: { scaleTargetRef: { kind: 'Deployment', name: 'market-stall' }, maxReplicas },
});

type Case = readonly [rule: string, object: Named, ...said: string[]];
type Named = { readonly apiVersion: string; readonly kind: string };
const replace = (object: Named, fields: object): Named => ({ ...object, ...fields });
const say = (object: Named, version = '1.35'): string[] =>
  validateObject(object, version).map(
    ({ rule, message, hint }) => `${rule}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );

const CONTAINER = 'spec.template.spec.containers[0]';

const broken: readonly Case[] = [
  [
    'a misspelt field is not one of the kind',
    deployment({ imagePullPolice: 'Always' }),
    `unknown-field: ${CONTAINER}.imagePullPolice is not a field of Container (did you mean "imagePullPolicy"?)`,
  ],
  [
    'a number in quotes is not a number',
    deployment({ ports: [{ containerPort: '8080' }] }),
    `wrong-type: ${CONTAINER}.ports[0].containerPort is "8080", expected a whole number`,
  ],
  [
    'a number keeps the range of its format',
    deployment({ ports: [{ containerPort: 3_000_000_000 }] }),
    `bad-value: ${CONTAINER}.ports[0].containerPort is 3000000000, expected at most 2147483647`,
  ],
  [
    'a quantity has the suffixes of Kubernetes',
    deployment({ resources: { limits: { memory: '64MB' } } }),
    `bad-value: ${CONTAINER}.resources.limits.memory is "64MB", expected a quantity such as 500m or 64Mi`,
  ],
  [
    'two items of a list do not share their key',
    deployment({ env: [{ name: 'TOWN' }, { name: 'TOWN' }] }),
    `bad-value: ${CONTAINER}.env[1] repeats the name "TOWN" of [0]`,
  ],
  [
    'items that lack their key lack a field, and repeat nothing',
    deployment({ env: [{ value: 'a' }, { value: 'b' }] }),
    `missing-field: ${CONTAINER}.env[0].name is missing; EnvVar needs it`,
    `missing-field: ${CONTAINER}.env[1].name is missing; EnvVar needs it`,
  ],
  [
    'everything is said at once',
    deployment({ image: 1, stdin: 'yes' }),
    `wrong-type: ${CONTAINER}.image is 1, expected text`,
    `wrong-type: ${CONTAINER}.stdin is "yes", expected true or false`,
  ],
  [
    'a required field is there',
    service({}),
    'missing-field: spec.ports[0].port is missing; ServicePort needs it',
  ],
  [
    'int-or-string is neither true nor false',
    service({ port: 80, targetPort: true }),
    'wrong-type: spec.ports[0].targetPort is true, expected a whole number or text',
  ],
  [
    'data holds text only',
    configMap({ data: { 'stall.example/count': 1 } }),
    'wrong-type: data["stall.example/count"] is 1, expected text',
  ],
  ['nothing is not a mapping', configMap({ data: null }), 'wrong-type: data is null, expected a mapping'],
  ['a list is not a mapping', configMap({ data: [] }), 'wrong-type: data is a list, expected a mapping'],
  [
    'bytes are base64',
    configMap({ binaryData: { seal: 'not base64!' } }),
    'bad-value: binaryData.seal is "not base64!", expected text in base64',
  ],
  [
    'a time is RFC 3339',
    configMap({ metadata: { ...metadata, creationTimestamp: 'yesterday' } }),
    'bad-value: metadata.creationTimestamp is "yesterday", expected a time such as 2026-11-20T09:30:00Z',
  ],
  [
    'an ingress path says its type',
    ingress({ path: '/', backend: {} }),
    'missing-field: spec.rules[0].http.paths[0].pathType is missing; HTTPIngressPath needs it',
  ],
  [
    'a whole number has no fraction',
    autoscaler(1.5),
    'wrong-type: spec.maxReplicas is 1.5, expected a whole number',
  ],
  [
    'a network policy allows from, not form',
    policy({ form: [] }),
    'unknown-field: spec.ingress[0].form is not a field of NetworkPolicyIngressRule (did you mean "from"?)',
  ],
  [
    'a custom kind is as strict as the others',
    application({ pth: '.' }),
    'unknown-field: spec.source.pth is not a field of Application.spec.source (did you mean "path"?)',
  ],
  [
    'a pattern of a custom kind holds',
    kustomization({ interval: 'soon' }),
    String.raw`bad-value: spec.interval is "soon", expected text that matches ^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`,
  ],
  [
    'an enumeration of a custom kind holds',
    kustomization({ sourceRef: { kind: 'Repo', name: 'towns' } }),
    'bad-value: spec.sourceRef.kind is "Repo", expected one of "OCIRepository", "GitRepository", "Bucket", "ExternalArtifact"',
  ],
  [
    'a removed kind says where it went',
    { apiVersion: 'extensions/v1beta1', kind: 'Ingress' },
    'retired-kind: extensions/v1beta1 Ingress was removed in Kubernetes 1.22; it is now in networking.k8s.io/v1 (write apiVersion: networking.k8s.io/v1)',
  ],
  [
    'a kind under another apiVersion says which',
    { apiVersion: 'apps/v2', kind: 'Deployment' },
    'unknown-kind: apps/v2 Deployment is not known; Deployment is in apps/v1 (write apiVersion: apps/v1)',
  ],
  [
    'a misspelt kind is not passed over',
    { apiVersion: 'apps/v1', kind: 'Deploymnet' },
    'unknown-kind: apps/v1 Deploymnet is not a kind that any schema describes (did you mean "Deployment"?)',
  ],
];

const valid: readonly (readonly [rule: string, object: Named])[] = [
  ['a quantity may be a number', deployment({ resources: { limits: { cpu: 2, memory: '1e3' } } })],
  ['a target may be a number', service({ port: 80, targetPort: 8080 })],
  ['a target may be a name', service({ port: 80, targetPort: 'http' })],
  ['what is undefined is not there', configMap({ data: undefined, immutable: undefined })],
  [
    'the word that TypeScript keeps for itself is read as it is emitted',
    policy({ _from: [{ podSelector: {} }] }),
  ],
  [
    'ports differ by protocol',
    deployment({ ports: ['TCP', 'UDP'].map((protocol) => ({ containerPort: 53, protocol })) }),
  ],
  ['an Application', application({ path: '.' })],
  ['a Kustomization', kustomization({})],
];

describe.each(knownVersions())('an object for Kubernetes %s', (version) => {
  test.each(broken.map(([rule, object, ...said]) => ({ rule, object, said })))(
    '$rule',
    ({ object, said }) => {
      expect(say(object, version)).toEqual(said);
    },
  );

  test.each(valid)('%s', (_, object) => {
    expect(say(object, version)).toEqual([]);
  });
});

describe('an object that cannot be checked', () => {
  test('an unknown version of Kubernetes is a finding, not a pass', () => {
    expect(say(configMap({}), '1.20')).toEqual([
      `unknown-version: no schema is known for Kubernetes 1.20; there are ${knownVersions().join(', ')}`,
    ]);
  });

  test('a custom kind is known once its definition is handed over', () => {
    const stall = { apiVersion: 'riverland.example/v1', kind: 'Stall', metadata, spec: { awnings: 'two' } };
    const catalogue = registerCustomKinds([
      {
        kind: 'CustomResourceDefinition',
        spec: {
          group: 'riverland.example',
          scope: 'Namespaced',
          names: { kind: 'Stall' },
          versions: [
            {
              name: 'v1',
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: { spec: { type: 'object', properties: { awnings: { type: 'integer' } } } },
                },
              },
            },
          ],
        },
      },
    ]);
    expect(say(stall)).toEqual([
      'unknown-kind: riverland.example/v1 Stall is not a kind that any schema describes (put its CustomResourceDefinition into base/current/crds/, and release the base)',
    ]);
    expect(validateObject(stall, '1.35', catalogue).map(({ message }) => message)).toEqual([
      'spec.awnings is "two", expected a whole number',
    ]);
  });
});

describe('a quantity', () => {
  const limit = (cpu: unknown): number =>
    validateObject(deployment({ resources: { limits: { cpu } } }), '1.35').length;

  test.each([
    '0',
    '1',
    '+1',
    '-1',
    '1.',
    '.5',
    '1.5',
    '100m',
    '1k',
    '1M',
    '1E',
    '1e3',
    '1E-3',
    '64Ki',
    '8Ei',
    0.1,
  ])('%s is one', (text) => expect(limit(text)).toBe(0));

  test.each(['', ' 1', '1 ', '.', '1K', '1mi', '1e', '1.2.3', '0x10', 'one', '1\n', true, null, []])(
    '%j is none',
    (text) => expect(limit(text)).toBe(1),
  );
});

test('any value anywhere is answered, and refused with a reason', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...valid.map(([, object]) => object)), (value, object) => {
      for (const finding of validateObject(replace(object, { metadata: value, spec: value }), '1.35')) {
        expect(finding.message).not.toMatch(/\[object|undefined|NaN/);
        expect(finding.path.length).toBeGreaterThan(0);
      }
      // A mapping without a metadata or spec that fits is never taken for valid.
      expect(validateObject(replace(object, { metadata: [value] }), '1.35')).not.toEqual([]);
    }),
    { seed: 20261120, numRuns: 200 },
  );
});
