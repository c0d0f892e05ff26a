// What files must agree on: names and paths, stages and clusters, pins and releases, towns and kingdoms.
import { describe, expect, test } from 'vitest';
import { validate } from '../../src/validate/validate.ts';
import { CHECKS, faultsOf } from './describe-faults.ts';
import { BROKEN, clusterText, digestOf, MARKET, makeRepository, townText } from './make-repository.ts';

type Story = readonly [rule: string, changes: Record<string, string | undefined>, ...faults: string[]];

const TOWN = 'towns/market/current/town.yaml';
const PIPELINE = 'environments/pipeline.yaml';
const STAGING = 'environments/staging/environment.yaml';
const STAGING_PIN = 'environments/staging/pins/market.yaml';
const UK = 'environments/regions/uk/environment.yaml';
const UK_PIN = 'environments/regions/uk/pins/market.yaml';
const pin = (more: string, version = 'current') => `town: market\nversion: ${version}\n${more}`;
const stages = (text: string) =>
  `parameters: { registry: { type: string, default: docker.io } }\nstages:\n${text}`;

const NAMES: readonly Story[] = [
  [
    'a town is called like its folder (Y38: two files, one town)',
    { 'towns/harbour/current/town.yaml': townText('', 'market') },
    `name-mismatch @ towns/harbour/current/town.yaml:town + ${TOWN}:town: town is "market" here, and "harbour" by its path (write town: harbour, or rename the folder)`,
  ],
  [
    'a pin is called like its town',
    { [STAGING_PIN]: 'town: harbour\nversion: current\n' },
    `name-mismatch @ ${STAGING_PIN}:town: town is "harbour" here, and "market" by its path (write town: market, or rename the file)`,
  ],
  [
    'an environment is called like its path',
    { [UK]: 'environment: uk\nbase: { version: v1 }\n' },
    `name-mismatch @ ${UK}:environment: environment is "uk" here, and "regions/uk" by its path (write environment: regions/uk, or rename the folder)`,
  ],
  [
    'a kingdom is called like its file',
    { 'base/current/kingdoms/riverland.yaml': 'kingdom: hills\nowner: platform-team\n' },
    'name-mismatch @ base/current/kingdoms/riverland.yaml:kingdom: kingdom is "hills" here, and "riverland" by its path (write kingdom: riverland, or rename the file)',
  ],
  [
    'a cluster is called like its folder',
    { 'clusters/uk/cluster.yaml': clusterText('london', 'regions/uk') },
    'name-mismatch @ clusters/uk/cluster.yaml:cluster: cluster is "london" here, and "uk" by its path (write cluster: uk, or rename the folder)',
  ],
  [
    'a shop is not called like a word of calls',
    { [TOWN]: townText('shops: { internet: { image: x:1 } }') },
    `reserved-name @ ${TOWN}:shops.internet: "internet" has a meaning of its own in calls, so it is no name of a shop`,
  ],
  [
    'two towns differ by more than hyphens (N10)',
    { 'towns/mar-ket/current/town.yaml': townText('', 'mar-ket') },
    `similar-names @ ${TOWN}:town + towns/mar-ket/current/town.yaml:town: the towns "mar-ket" and "market" differ by punctuation only (rename one of them)`,
  ],
];

const PLACES: readonly Story[] = [
  [
    'a stage names environments that exist',
    {
      [PIPELINE]: stages(
        '  - { name: staging, environments: [stagging, staging] }\n  - { name: regions, environments: [regions/uk] }',
      ),
    },
    `unknown-environment @ ${PIPELINE}:stages.0.environments.0: "stagging" is not an environment (did you mean "staging"?)`,
  ],
  [
    'an environment is in one stage',
    {
      [PIPELINE]: stages(
        '  - { name: staging, environments: [staging] }\n  - { name: regions, environments: [regions/uk, staging] }',
      ),
    },
    `environment-placed-twice @ ${PIPELINE}:stages.1.environments.1 + ${PIPELINE}:stages.0.environments.0: "staging" is in the stages staging and regions, expected one`,
  ],
  [
    'an environment is named once in its stage',
    {
      [PIPELINE]: stages(
        '  - { name: staging, environments: [staging, staging] }\n  - { name: regions, environments: [regions/uk] }',
      ),
    },
    `environment-placed-twice @ ${PIPELINE}:stages.0.environments.1 + ${PIPELINE}:stages.0.environments.0: "staging" is twice in the stage staging, expected one`,
  ],
  [
    'an environment is in some stage',
    { [PIPELINE]: stages('  - { name: staging, environments: [staging] }') },
    `environment-not-placed @ ${UK}:environment: the environment "regions/uk" is in no stage (name it in a stage of environments/pipeline.yaml)`,
  ],
  [
    'an environment is on one cluster',
    { 'clusters/uk/cluster.yaml': clusterText('uk', 'regions/uk', 'staging') },
    'environment-placed-twice @ clusters/uk/cluster.yaml:environments.1 + clusters/staging/cluster.yaml:environments.0: "staging" is in the clusters staging and uk, expected one',
  ],
  [
    'an environment is on some cluster',
    { 'clusters/uk/cluster.yaml': undefined },
    `environment-not-placed @ ${UK}:environment: the environment "regions/uk" is on no cluster (name it under environments in a cluster.yaml)`,
  ],
  [
    'a stage is named once',
    {
      [PIPELINE]: stages(
        '  - { name: staging, environments: [staging] }\n  - { name: staging, environments: [regions/uk] }',
      ),
    },
    `duplicate-stage @ ${PIPELINE}:stages.1.name + ${PIPELINE}:stages.0.name: the stage "staging" is there twice`,
  ],
  [
    'a window names stages',
    { [PIPELINE]: `${MARKET[PIPELINE]}windows: [{ stages: [region], allow: "Sat,Sun" }]\n` },
    `unknown-stage @ ${PIPELINE}:windows.0.stages.0: "region" is not a stage of the pipeline (did you mean "regions"?)`,
  ],
  [
    'environments of one cluster differ in their suffix',
    {
      'clusters/staging/cluster.yaml': undefined,
      'clusters/uk/cluster.yaml': clusterText('uk', 'regions/uk', 'staging'),
    },
    `same-namespace @ ${UK}:environment + ${STAGING}:environment: "regions/uk" and "staging" share the cluster uk and the namespace "kingdom-of-riverland" (give one of them another suffix, such as suffix: regions-uk)`,
  ],
  [
    'with suffixes they share it in peace',
    {
      'clusters/staging/cluster.yaml': undefined,
      'clusters/uk/cluster.yaml': clusterText('uk', 'regions/uk', 'staging'),
      [STAGING]: `${MARKET[STAGING]}suffix: staging\n`,
    },
  ],
  [
    'a namespace has at most 63 characters',
    { [STAGING]: `${MARKET[STAGING]}suffix: ${'s'.repeat(43)}\n` },
    `namespace-too-long @ base/current/kingdoms/riverland.yaml:kingdom: the namespace "kingdom-of-riverland-${'s'.repeat(38)}…" has 64 characters, expected at most 63`,
  ],
];

const PINS: readonly Story[] = [
  [
    'a pinned version exists',
    { [UK_PIN]: pin('', 'v2') },
    `unknown-version @ ${UK_PIN}:version: market has no version "v2" (there is current and v1)`,
  ],
  [
    'only the first stage follows current',
    { [UK_PIN]: pin('') },
    `current-not-allowed @ ${UK_PIN}:version: "current" runs in the first stage only, and this is the stage "regions" (pin a release, such as v1)`,
  ],
  [
    'a hotfix is never pinned',
    { [UK_PIN]: pin('', 'v1-hotfix'), 'towns/market/v1-hotfix/town.yaml': townText() },
    `hotfix-pinned @ ${UK_PIN}:version: "v1-hotfix" is a hotfix that has no release yet (release it as the next version first, and pin that)`,
  ],
  [
    'the base of an environment exists',
    { [UK]: 'environment: regions/uk\nbase: { version: v7 }\n' },
    `unknown-version @ ${UK}:base.version: the base has no version "v7" (there is current and v1)`,
  ],
  [
    'the base of a later stage is frozen',
    { [UK]: 'environment: regions/uk\nbase: { version: current }\n' },
    `current-not-allowed @ ${UK}:base.version: "current" runs in the first stage only, and this is the stage "regions" (pin a release, such as v1)`,
  ],
  [
    'a pin has a town',
    { 'environments/staging/pins/markt.yaml': 'town: markt\nversion: current\n' },
    'pin-without-town @ environments/staging/pins/markt.yaml:town: "markt" is not a town (did you mean "market"?)',
  ],
  [
    'a waiver names a check',
    { [STAGING_PIN]: pin('waive: { probe-mising: "it is a test" }') },
    `unknown-check @ ${STAGING_PIN}:waive.probe-mising: "probe-mising" is not a check (did you mean "probe-missing"?)`,
  ],
];

const STALLS = townText(
  'parameters: { stalls: { type: integer, default: 1, maximum: 9 } }\ngates: { night: { default: false } }\n',
);
const PARAMETERS: readonly Story[] = [
  [
    'a pin sets declared parameters',
    { [TOWN]: STALLS, [STAGING_PIN]: pin('parameters: { stals: 2 }') },
    `unknown-parameter @ ${STAGING_PIN}:parameters.stals: "stals" is not a parameter of market current (did you mean "stalls"?)`,
  ],
  [
    'one that another version declares is kept with a warning',
    { [TOWN]: STALLS, [UK_PIN]: pin('parameters: { stalls: 2 }', 'v1') },
    `unused-parameter @ ${UK_PIN}:parameters.stalls + ${TOWN}:parameters.stalls: "stalls" is not a parameter of market v1, so it does nothing`,
  ],
  [
    'a value fits its declaration',
    { [TOWN]: STALLS, [STAGING_PIN]: pin('parameters: { stalls: 10 }') },
    `bad-parameter @ ${STAGING_PIN}:parameters.stalls + ${TOWN}:parameters.stalls: parameter "stalls" is 10, expected a whole number of at most 9`,
  ],
  [
    'a value has its type',
    { [TOWN]: STALLS, [STAGING_PIN]: pin('parameters: { stalls: "2" }') },
    `bad-parameter @ ${STAGING_PIN}:parameters.stalls + ${TOWN}:parameters.stalls: parameter "stalls" is "2", expected a whole number`,
  ],
  [
    'a name that every object inherits is not declared',
    { [TOWN]: STALLS, [STAGING_PIN]: pin('parameters: { toString: 2 }') },
    `unknown-parameter @ ${STAGING_PIN}:parameters.toString: "toString" is not a parameter of market current (declare it under parameters in ${TOWN})`,
  ],
  [
    'a gate is declared',
    { [TOWN]: STALLS, [STAGING_PIN]: pin('gates: { nigth: true }') },
    `unknown-gate @ ${STAGING_PIN}:gates.nigth: "nigth" is not a gate of market current (did you mean "night"?)`,
  ],
  [
    'a gate of another version is kept with a warning',
    { [TOWN]: STALLS, [UK_PIN]: pin('gates: { night: true }', 'v1') },
    `unused-gate @ ${UK_PIN}:gates.night + ${TOWN}:gates.night: "night" is not a gate of market v1, so it does nothing`,
  ],
  [
    'when names a gate',
    { [TOWN]: `${STALLS}shops: { stall: { when: nite, image: x:1, sidecars: { lamp: { when: night } } } }` },
    `unknown-gate @ ${TOWN}:shops.stall.when + ${TOWN}:gates: "nite" is not a gate of this town (declare it: gates: { nite: { default: false } })`,
  ],
  [
    'when names a gate on inner entries too',
    { [TOWN]: `${STALLS}shops: { stall: { ingress: [{ when: nigh }], init: { a: { when: nigh } } } }` },
    `unknown-gate @ ${TOWN}:shops.stall.init.a.when + ${TOWN}:gates: "nigh" is not a gate of this town (did you mean "night"?)`,
    `unknown-gate @ ${TOWN}:shops.stall.ingress.0.when + ${TOWN}:gates: "nigh" is not a gate of this town (did you mean "night"?)`,
  ],
  [
    'an environment sets what pipeline.yaml declares',
    { [STAGING]: `${MARKET[STAGING]}parameters: { regisry: ghcr.io }\n` },
    `unknown-parameter @ ${STAGING}:parameters.regisry: "regisry" is not a parameter of environments (did you mean "registry"?)`,
  ],
  [
    'one without a default is set everywhere',
    {
      [PIPELINE]: (MARKET[PIPELINE] ?? '').replace('docker.io }', 'docker.io }, domain: { type: string }'),
      [STAGING]: `${MARKET[STAGING]}parameters: { domain: a.example.com }\n`,
    },
    `missing-parameter @ ${UK}:parameters + ${PIPELINE}:parameters.domain: the parameter "domain" has no value here (set parameters.domain, or give it a default in environments/pipeline.yaml)`,
  ],
  [
    "an environment's value fits a town's declaration of that name",
    {
      [TOWN]: townText('parameters: { registry: { type: string, enum: [ghcr.io] } }'),
      [STAGING]: `${MARKET[STAGING]}parameters: { registry: quay.io }\n`,
    },
    `bad-parameter @ ${STAGING}:parameters.registry + ${TOWN}:parameters.registry: parameter "registry" is "quay.io", expected "ghcr.io"`,
  ],
];

const KINGDOMS: readonly Story[] = [
  [
    'a town stands in a kingdom of the base that runs there',
    {
      'base/v1/kingdoms/riverland.yaml': undefined,
      'base/v1/kingdoms/hills.yaml': 'kingdom: hills\nowner: platform-team\n',
    },
    `unknown-kingdom @ towns/market/v1/town.yaml:kingdom + ${UK}:base.version: "riverland" is not a kingdom of this base`,
  ],
  [
    'a kingdom takes the town',
    {
      'base/current/kingdoms/riverland.yaml': 'kingdom: riverland\nowner: platform-team\ntowns: [harbour]\n',
    },
    `town-not-allowed @ ${TOWN}:kingdom + base/current/kingdoms/riverland.yaml:towns: the kingdom "riverland" does not take the town "market" (ask platform-team to add it)`,
  ],
  [
    'an environment overrides kingdoms that exist',
    { [STAGING]: `${MARKET[STAGING]}kingdoms: { riverlnd: { quota: { pods: 3 } } }\n` },
    `unknown-kingdom @ ${STAGING}:kingdoms.riverlnd + ${STAGING}:base.version: "riverlnd" is not a kingdom of this base (did you mean "riverland"?)`,
  ],
  [
    'the base names a format that is known',
    { 'base/current/base.yaml': 'format: 9\n' },
    'unknown-format @ base/current/base.yaml:format: found format 9, and this generator knows 1',
  ],
  [
    'a policy names a check',
    { 'base/current/base.yaml': 'format: 1\npolicies: { resource-missing: error }\n' },
    'unknown-check @ base/current/base.yaml:policies.resource-missing: "resource-missing" is not a check (did you mean "resources-missing"?)',
  ],
];

const digest = digestOf(MARKET, 'towns/market/v1');
const entry = (version: string, more = '') =>
  `${version}: { digest: "${digest}", date: "2026-11-01T08:00:00Z"${more} }\n`;
const RELEASES: readonly Story[] = [
  [
    'a frozen folder is what it was (R01)',
    {
      'towns/market/releases.yaml': entry('v1'),
      'towns/market/v1/town.yaml': townText('description: new\n'),
    },
    `release-changed @ towns/market/releases.yaml:v1.digest: towns/market/v1 was changed after its release: found ${digestOf({ 'towns/market/v1/town.yaml': townText('description: new\n') }, 'towns/market/v1')}, expected ${digest} (put it back (git restore --source=<commit> towns/market/v1), and release the change as a new version)`,
  ],
  [
    'a listed release has its folder',
    { 'towns/market/releases.yaml': entry('v1') + entry('v2') },
    'release-without-folder @ towns/market/releases.yaml:v2: v2 is listed, and towns/market/v2 does not exist (bring the folder back from git, or mark the entry `removed: true`)',
  ],
  [
    'one that was removed may be without',
    { 'towns/market/releases.yaml': entry('v1') + entry('v2', ', removed: true') },
  ],
  [
    'a frozen folder is listed',
    { 'towns/market/releases.yaml': entry('v2', ', removed: true') },
    `release-unlisted @ towns/market/v1/town.yaml: towns/market/v1 is not listed in towns/market/releases.yaml (list it: v1: { digest: "${digest}", date: … })`,
  ],
];

const HOLD = 'environments/holds/freeze.yaml';
const hold = (more: string) => `hold: freeze\nowner: market-team\nreason: the feast\n${more}`;
const HOLDS: readonly Story[] = [
  [
    'a hold may name a town, the base, a stage and an environment',
    {
      [HOLD]: hold('scope: { towns: [market, base], stages: [regions], environments: [staging] }\n'),
    },
  ],
  [
    'a hold is called like its file',
    { [HOLD]: 'hold: frost\nowner: market-team\nreason: the feast\n' },
    `name-mismatch @ ${HOLD}:hold: hold is "frost" here, and "freeze" by its path (write hold: freeze, or rename the file)`,
  ],
  [
    'a hold names towns, stages and environments that exist',
    { [HOLD]: hold('scope: { towns: [markt], stages: [region], environments: [harbour] }\n') },
    `unknown-town @ ${HOLD}:scope.towns.0: "markt" is not a town (did you mean "market"?)`,
    `unknown-stage @ ${HOLD}:scope.stages.0: "region" is not a stage of the pipeline (did you mean "regions"?)`,
    `unknown-environment @ ${HOLD}:scope.environments.0: "harbour" is not an environment (the environments are staging and regions/uk)`,
  ],
  [
    'an empty list does not stand for everything',
    { [HOLD]: hold('scope: { towns: [] }\n') },
    `bad-value @ ${HOLD}:scope.towns: found an empty list, expected at least 1 entry`,
  ],
  [
    'a hold ends on a day of the calendar',
    { [HOLD]: hold('until: 2026-02-30T00:00:00Z\n') },
    `bad-value @ ${HOLD}:until: "2026-02-30T00:00:00Z" is no time: the month has no such day (write a day of the calendar)`,
  ],
  ['a hold that is over is no fault', { [HOLD]: hold('until: 2000-01-01T00:00:00Z\n') }],
];

describe.each([
  ['names', NAMES],
  ['stages and clusters', PLACES],
  ['pins', PINS],
  ['parameters and gates', PARAMETERS],
  ['kingdoms and the base', KINGDOMS],
  ['releases', RELEASES],
  ['holds', HOLDS],
] as const)('%s', (_area, stories) => {
  for (const [rule, changes, ...faults] of stories) {
    test(rule, () => expect(faultsOf(changes)).toEqual(faults));
  }
});

test('a sound repository has no fault, and its model holds everything', () => {
  const { model, faults } = validate(makeRepository(MARKET), CHECKS);
  expect(faults).toEqual([]);
  expect(
    [...model.environments.values()].map(({ name, stage, first, cluster }) => [
      name,
      stage,
      first,
      cluster.name,
    ]),
  ).toEqual([
    ['staging', 'staging', true, 'staging'],
    ['regions/uk', 'regions', false, 'uk'],
  ]);
  expect([...(model.towns.get('market')?.keys() ?? [])]).toEqual(['current', 'v1']);
  expect(model.environments.get('staging')?.pins.get('market')?.document.version).toBe('current');
});

describe('a file that the parser refused causes no second fault', () => {
  const pathsOf = Object.keys(MARKET);
  test.each(pathsOf)('%s', (path) => {
    expect(faultsOf({ [path]: BROKEN })).toEqual([]);
  });
});

describe('a file with one fault of its own causes no second one', () => {
  test.each(Object.keys(MARKET))('%s', (path) => {
    const codes = faultsOf({ [path]: `${MARKET[path]?.trimEnd()}\nextra: 1\n` }).map(
      (line) => line.split(' ')[0],
    );
    expect(codes).toEqual(['unknown-key']);
  });
});

describe('reserved and malformed names of towns (N01, N02, N06, N08)', () => {
  const faultsOfTown = (name: string) =>
    faultsOf({ [`towns/${name}/current/town.yaml`]: townText('', JSON.stringify(name)) }).map(
      (line) => line.split(' ')[0],
    );

  test.each([
    'base',
    'external',
    'internet',
    'ingress',
    'anyone',
    'kubernetes-api',
    'kustomization',
    'aux',
    'com1',
  ])('%s is reserved', (name) => expect(faultsOfTown(name)).toEqual(['reserved-name']));

  test.each([
    'A',
    'a_b',
    '-a',
    'a-',
    'a.b',
    'a b',
    'é',
    'a'.repeat(64),
    '.git',
    'git~1',
    '.github',
    '.sourceignore',
    'abc\nevil: 1',
    'a\\b',
    '%2e%2e',
  ])('%j is refused', (name) => expect(faultsOfTown(name)).toContain('bad-value'));

  test('63 characters are taken', () => expect(faultsOfTown('a'.repeat(63))).toEqual([]));
});
