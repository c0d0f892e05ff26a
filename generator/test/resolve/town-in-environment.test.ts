// A town in one environment, by itself: parameters, gates, names, configs, externals and what is said of its kingdom.
import { describe, expect, test } from 'vitest';
import { createResolver } from '../../src/resolve/create-resolver.ts';
import { validate } from '../../src/validate/validate.ts';
import { clusterText, type Files, MARKET, makeRepository, townText } from '../validate/make-repository.ts';
import { type Outcome, resolveMarket, shopOf } from './resolve-market.ts';

const IMAGE = 'image: "docker.io/acme/stall:1.0.0"';
const TOWN = 'towns/market/current/town.yaml';
const STALL = `shops: { stall: { ${IMAGE} } }\n`;
const PIN = 'environments/staging/pins/market.yaml';
const townOf = ({ environment, faults }: Outcome) => {
  const town = environment.towns.get('market');
  if (!town) throw new Error(faults.join('; '));
  return town;
};

describe('parameters', () => {
  test('one named like a member of every object is only what people set', () => {
    const town = 'parameters: { toString: { type: string } }\n';
    expect(resolveMarket(`${town}${STALL}`).faults).toEqual([
      expect.stringMatching(/^parameter-without-value .*:parameters\.toString: .* in staging/),
    ]);
    const set = resolveMarket(
      `${town}shops: { stall: { ${IMAGE}, args: ["{{ parameters.toString }}"] } }\n`,
      {
        [PIN]: 'town: market\nversion: current\nparameters: { toString: text }\n',
      },
    );
    expect(shopOf(set, 'stall').spec.args).toEqual(['text']);
  });

  test('a value that does not fit its field is told at the template and where it was set', () => {
    const text = townText(
      `parameters: { size: { type: integer, default: 1 } }\nshops: { stall: { ${IMAGE}, ports: { http: "{{ parameters.size }}" } } }\n`,
    );
    const files = {
      ...MARKET,
      [TOWN]: text,
      [PIN]: 'town: market\nversion: current\nparameters: { size: 70000 }\n',
    };
    const { model } = validate(makeRepository(files), { checks: new Set() });
    const staging = model.environments.get('staging');
    const { faults } = staging ? createResolver(model).resolve(staging, {}) : { faults: [] };
    expect(faults).toMatchObject([
      {
        place: { file: TOWN, path: ['shops', 'stall', 'ports', 'http'] },
        other: { place: { file: PIN, path: ['parameters', 'size'] } },
      },
    ]);
  });
});

describe('where a value was set', () => {
  test('the line of the town, and the layer that set the parameter there', () => {
    const files = {
      ...MARKET,
      [TOWN]: townText(
        `parameters: { size: { type: integer, default: 1 } }\nshops: { stall: { ${IMAGE}, replicas: "{{ parameters.size }}" } }\n`,
      ),
    };
    const { model } = validate(makeRepository(files), { checks: new Set() });
    const resolver = createResolver(model);
    const staging = model.environments.get('staging');
    if (!staging) throw new Error('staging is not there');
    const { environment } = resolver.resolve(staging, {});
    const shop = environment.towns.get('market')?.shops.get('stall');
    if (!shop) throw new Error('the stall is not there');
    expect(resolver.findOrigin(environment, shop, ['replicas'])).toEqual({
      file: TOWN,
      path: ['shops', 'stall', 'replicas'],
    });
    expect(resolver.parameterPlaces(environment, shop, ['replicas'])).toEqual([
      { file: TOWN, path: ['parameters', 'size', 'default'] },
    ]);
    expect(resolver.parameterPlaces(environment, shop, ['image'])).toEqual([]);
  });
});

describe('what is a template', () => {
  const both = '{{ town }}';
  test('labels and annotations of the town, whatever their keys', () => {
    const town = townOf(
      resolveMarket(
        `labels: { kind: "${both}" }\nannotations: { description: "${both} of {{ cluster }}" }\n${STALL}`,
      ),
    );
    expect([town.labels, town.annotations]).toEqual([
      { kind: 'market' },
      { description: 'market of staging' },
    ]);
  });

  test('a value whose key is a word like description', () => {
    const outcome = resolveMarket(
      `config: { signs: { values: { description: "${both}" } } }\nshops: { stall: { ${IMAGE}, env: { when: "${both}", kind: "${both}" } } }\n`,
    );
    expect(shopOf(outcome, 'stall').spec.env).toEqual({ when: 'market', kind: 'market' });
    expect(townOf(outcome).configs.get('signs')?.data).toEqual({ description: 'market' });
  });

  test('not a description', () => {
    const outcome = resolveMarket(`shops: { stall: { ${IMAGE}, description: "uses {{ braces }}" } }\n`);
    expect(outcome.faults).toEqual([]);
  });

  test('a label that a template makes still follows the rules of labels', () => {
    const { faults } = resolveMarket(`labels: { team: "{{ town }} team" }\n${STALL}`);
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^\\S+ ${TOWN}:labels\\.team: `))]);
  });
});

describe('gates', () => {
  const gated = `gates: { night: { default: false } }
config: { owls: { when: night, values: { a: b } } }
external: { moon: { when: night, host: moon.example.com } }
shops:
  stall:
    ${IMAGE}
    ports: { http: 8080 }
    service: { ports: { http: 80 } }
    sidecars: { bat: { when: night, ${IMAGE} } }
    init: { dusk: { when: night, ${IMAGE} } }
    ingress: [{ when: night, name: dark, paths: { /: http } }, { name: light, paths: { /: http } }]
  owl: { when: night, ${IMAGE} }
`;
  const present = (outcome: Outcome) => {
    const { shops, configs, externals } = townOf(outcome);
    const { sidecars, init, ingress } = shopOf(outcome, 'stall').spec;
    const containers = [...Object.keys(sidecars ?? {}), ...Object.keys(init ?? {})];
    return [
      ...shops.keys(),
      ...configs.keys(),
      ...externals.keys(),
      ...containers,
      Array.isArray(ingress) && ingress.length,
    ];
  };

  test('what stands behind a closed gate is nowhere', () => {
    expect(present(resolveMarket(gated))).toEqual(['stall', 1]);
  });

  test('the pin opens it', () => {
    const open = { [PIN]: 'town: market\nversion: current\ngates: { night: true }\n' };
    expect(present(resolveMarket(gated, open))).toEqual(['owl', 'stall', 'owls', 'moon', 'bat', 'dusk', 2]);
  });
});

describe('names', () => {
  const names = (outcome: Outcome) => [...townOf(outcome).shops.values()].map(({ name }) => name);

  test('the town stands before, unless it says short or the shop has a name', () => {
    expect(names(resolveMarket(STALL))).toEqual(['market-stall']);
    expect(names(resolveMarket(`names: short\n${STALL}`))).toEqual(['stall']);
    expect(names(resolveMarket(`shops: { stall: { ${IMAGE}, name: redis } }\n`))).toEqual(['redis']);
  });

  const rows: [rule: string, town: string, fault: RegExp][] = [
    [
      'N04 a Service starts with a letter',
      `names: short\nshops: { 1stall: { ${IMAGE}, ports: { http: 1 }, service: { ports: { http: 80 } } } }\n`,
      /^bad-service-name .*:shops\.1stall: /,
    ],
    [
      'N04 an external too',
      `names: short\nexternal: { 1bank: { host: bank.example.com } }\n${STALL}`,
      /^bad-service-name .*:external\.1bank: /,
    ],
    [
      'N02 a name that the town makes too long',
      `shops: { ${'s'.repeat(60)}: { ${IMAGE} } }\n`,
      /^name-too-long .* 67 characters, expected at most 63/,
    ],
    [
      'two containers of one name',
      `shops: { stall: { ${IMAGE}, sidecars: { mirror: { ${IMAGE} } }, init: { mirror: { ${IMAGE} } } } }\n`,
      /^container-name-conflict .*:shops\.stall\.init\.mirror: /,
    ],
    [
      'a container named like its shop',
      `shops: { stall: { ${IMAGE}, init: { stall: { ${IMAGE} } } } }\n`,
      /^container-name-conflict .*:shops\.stall\.init\.stall: /,
    ],
    [
      'one port of the node twice',
      `shops: { stall: { ${IMAGE}, ports: { a: { port: 1, hostPort: 80 }, b: { port: 2, hostPort: 80 } } } }\n`,
      /^port-conflict .*:shops\.stall\.ports\.b\.hostPort: /,
    ],
    [
      'one port of a service twice',
      `shops: { stall: { ${IMAGE}, ports: { a: 1, b: 2 }, service: { ports: { a: 80, b: 80 } } } }\n`,
      /^port-conflict .*:shops\.stall\.service\.ports\.b: /,
    ],
    [
      'a config key twice',
      `config: { signs: { values: { west: a }, files: { west: b } } }\n${STALL}`,
      /^config-key-twice .*:config\.signs\.files\.west: /,
    ],
    [
      'a config key named like a member of every object',
      `config: { signs: { values: { west: a } } }\nshops: { stall: { ${IMAGE}, env: { A: { config: signs, key: toString } } } }\n`,
      /^unknown-config-key /,
    ],
    [
      'an address that is a name',
      `external: { bank: { addresses: [bank.example.com], ports: { sql: 3306 } } }\n${STALL}`,
      /^bad-external .*:external\.bank\.addresses\.0: /,
    ],
    [
      'a host that is an address',
      `external: { bank: { host: 192.0.2.1 } }\n${STALL}`,
      /^bad-external .*:external\.bank\.host: .*goes under `addresses`$/,
    ],
    [
      'a host in capitals',
      `external: { bank: { host: Bank.example.com } }\n${STALL}`,
      /^bad-external .*:external\.bank\.host: /,
    ],
    [
      'an external with both',
      `external: { bank: { host: a.example.com, addresses: [192.0.2.1], ports: { sql: 1 } } }\n${STALL}`,
      /^bad-external .*has both/,
    ],
    [
      'a file that is not there',
      `config: { signs: { files: { a: { file: west.txt } } } }\n${STALL}`,
      /^unknown-config-file .*:config\.signs\.files\.a\.file: /,
    ],
    [
      'two mounts that want one volume',
      `shops: { stall: { ${IMAGE}, mounts: { /a: { empty: x }, /b: { empty: x, size: 1Gi } } } }\n`,
      /^volume-conflict .*:shops\.stall\.mounts\.\/b: /,
    ],
    [
      'directions beside another mount at /config',
      `shops: { stall: { ${IMAGE}, directions: [{ product: wood, amount: 1, minimum: 1, interval: 5 }], mounts: { /config: { empty: x } } } }\n`,
      /^mount-conflict /,
    ],
    [
      'an ingress to nowhere',
      `shops: { stall: { ${IMAGE}, ingress: { host: a.example.com } } }\n`,
      /^empty-ingress .*:shops\.stall\.ingress: /,
    ],
    [
      'an ingress whose host has no paths of its own',
      `shops: { stall: { ${IMAGE}, ports: { http: 80 }, service: { ports: { http: 80 } }, ingress: { host: a.example.com, paths: {}, backend: http } } }\n`,
      /^host-without-paths .*:shops\.stall\.ingress\.host: /,
    ],
    [
      'a schedule that is none',
      `shops: { stall: { ${IMAGE}, kind: cronjob, schedule: daily } }\n`,
      /^bad-schedule .*:shops\.stall\.schedule: /,
    ],
  ];
  test.each(rows)('%s', (_rule, town, fault) => {
    expect(resolveMarket(town).faults).toEqual([expect.stringMatching(fault)]);
  });

  test('two names for one port in one container are its own affair', () => {
    expect(
      resolveMarket(`shops: { stall: { ${IMAGE}, ports: { http: 8080, metrics: 8080 } } }\n`).faults,
    ).toEqual([]);
  });
});

describe('files of a config', () => {
  const file = (key: string, more = '') =>
    `config: { signs: { files: { a: { file: ${key}${more} } } } }\n${STALL}`;
  const files = (name: string, text: string): Files => ({ [`towns/market/current/files/${name}`]: text });
  const dataOf = (outcome: Outcome) => townOf(outcome).configs.get('signs')?.data;

  test('are templates when they end in .hbs, or say so', () => {
    expect(dataOf(resolveMarket(file('a.hbs'), files('a.hbs', 'of {{ town }}\n')))).toEqual({
      a: 'of market\n',
    });
    expect(
      dataOf(resolveMarket(file('a.txt', ', template: true'), files('a.txt', 'of {{ town }}\n'))),
    ).toEqual({ a: 'of market\n' });
    expect(dataOf(resolveMarket(file('a.txt'), files('a.txt', 'of {{ town }}\n')))).toEqual({
      a: 'of {{ town }}\n',
    });
  });

  test('inline text is none, unless it says so', () => {
    const inline =
      'config: { signs: { files: { a: "{{ town }}", b: { text: "{{ town }}", template: true } } } }\n';
    expect(dataOf(resolveMarket(`${inline}${STALL}`))).toEqual({ a: '{{ town }}', b: 'market' });
  });

  test('T01 an unknown name says which file it is in', () => {
    expect(resolveMarket(file('a.hbs'), files('a.hbs', '{{ twon }}')).faults).toEqual([
      expect.stringMatching(
        /^unknown-template-name .*:config\.signs\.files\.a: in files\/a\.hbs: "twon" is not known here .* "town"\?$/,
      ),
    ]);
  });
});

describe('a kingdom', () => {
  const KINGDOM = 'base/current/kingdoms/riverland.yaml';
  const kingdomOf = (files: Files) => townOf(resolveMarket(STALL, files)).kingdom;

  test('has limits for silent containers when there is a quota, and its DNS is kube-dns', () => {
    expect(kingdomOf({})).toMatchObject({
      quota: {},
      limits: { requests: {}, limits: {} },
      dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    });
    expect(
      kingdomOf({ [KINGDOM]: 'kingdom: riverland\nowner: platform-team\nquota: { pods: 10 }\n' }),
    ).toMatchObject({
      quota: { pods: '10' },
      limits: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    });
  });

  test('members and quota of the environment stand over those of the base, by key', () => {
    const { quota, members } = kingdomOf({
      [KINGDOM]:
        'kingdom: riverland\nowner: platform-team\nquota: { pods: 10, services: 5 }\nmembers: { view: [{ group: all }], edit: [{ group: market }] }\n',
      'environments/staging/environment.yaml':
        'environment: staging\nbase: { version: current }\nkingdoms: { riverland: { quota: { pods: 20 }, members: { edit: [{ user: ann }] } } }\n',
    });
    expect(quota).toEqual({ pods: '20', services: '5' });
    expect(members).toEqual({ view: [{ group: 'all' }], edit: [{ user: 'ann' }] });
  });

  test('has the suffix of its environment in its namespace', () => {
    const suffixed = {
      'environments/staging/environment.yaml':
        'environment: staging\nbase: { version: current }\nsuffix: test\n',
    };
    expect(kingdomOf(suffixed).namespace).toBe('kingdom-of-riverland-test');
  });

  test('objects of the base are rendered for it and for each town', () => {
    const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${name}" }\n`;
    const town = townOf(
      resolveMarket(STALL, {
        'base/current/kingdom/notice.yaml': object('{{ kingdom }}-{{ release }}'),
        'base/current/town/notice.yaml': object('{{ town }}-{{ cluster }}'),
      }),
    );
    expect(town.kingdom.objects.map(({ object: { metadata } }) => metadata.name)).toEqual([
      'riverland-current',
    ]);
    expect(town.objects.map(({ object: { metadata } }) => metadata.name)).toEqual(['market-staging']);
  });

  test('a file of the base that is no object is a fault', () => {
    const { faults } = resolveMarket(STALL, { 'base/current/town/notice.yaml': 'kind: ConfigMap\n' });
    expect(faults).toEqual([expect.stringMatching(/^not-an-object base\/current\/town\/notice\.yaml/)]);
  });
});

describe('several environments', () => {
  const text = townText(
    `parameters: { size: { type: integer, default: 1 } }\nshops: { stall: { ${IMAGE}, replicas: "{{ parameters.size }}", tty: true } }\n`,
  );
  const files: Files = {
    ...MARKET,
    'environments/pipeline.yaml':
      'stages:\n  - { name: staging, environments: [staging] }\n  - { name: regions, environments: [regions/uk, regions/asia] }\n',
    'environments/regions/asia/environment.yaml': 'environment: regions/asia\nbase: { version: v1 }\n',
    'environments/regions/asia/pins/market.yaml': 'town: market\nversion: v1\n',
    'clusters/asia/cluster.yaml': clusterText('asia', 'regions/asia'),
    'towns/market/v1/town.yaml': text,
  };
  const resolveBoth = (changes: Files) => {
    const { model } = validate(makeRepository({ ...files, ...changes }), { checks: new Set() });
    const resolver = createResolver(model);
    return ['regions/uk', 'regions/asia'].flatMap((name) => {
      const found = model.environments.get(name);
      return found ? [resolver.resolve(found, {})] : [];
    });
  };
  const specsOf = (changes: Files) =>
    resolveBoth(changes).map(({ environment }) => environment.towns.get('market')?.shops.get('stall')?.spec);

  test('share the value of a shop that comes out the same', () => {
    const [uk, asia] = specsOf({});
    expect(uk).toMatchObject({ replicas: 1, tty: true });
    expect(asia).toBe(uk);
  });

  test('have their own where a parameter differs', () => {
    const [uk, asia] = specsOf({
      'environments/regions/asia/pins/market.yaml': 'town: market\nversion: v1\nparameters: { size: 4 }\n',
    });
    expect([uk?.replicas, asia?.replicas]).toEqual([1, 4]);
    expect(asia?.tty).toBe(true);
  });

  test.each([
    ['autoscale: { min: "{{ parameters.size }}", max: 9, cpu: 80 }', 'autoscale.max', 9, 10],
    ['minReady: "{{ parameters.size }}"', 'minReady', 599, 600],
    ['minReady: 5, progressDeadline: "{{ parameters.size }}"', 'minReady', 6, 5],
  ])('are held each to what it says itself: %s', (field, at, fine, wrong) => {
    const pin = (size: number) => `town: market\nversion: v1\nparameters: { size: ${size} }\n`;
    const [uk, asia] = resolveBoth({
      'towns/market/v1/town.yaml': text.replace('replicas: "{{ parameters.size }}"', field),
      'environments/regions/uk/pins/market.yaml': pin(fine),
      'environments/regions/asia/pins/market.yaml': pin(wrong),
    });
    expect(uk?.faults).toEqual([]);
    expect(asia?.faults).toMatchObject([
      { code: 'values-conflict', place: { path: ['shops', 'stall', ...at.split('.')] } },
    ]);
  });
});
