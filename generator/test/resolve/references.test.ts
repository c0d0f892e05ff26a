import { describe, expect, test } from 'vitest';
import { resolveMarket, shopOf } from './resolve-market.ts';

const IMAGE = 'image: "docker.io/acme/stall:1.0.0"';
const TOWN = 'towns/market/current/town.yaml';
const WEB = `well: { ${IMAGE}, ports: { http: 8080, admin: 9000 }, service: { ports: { http: 80, admin: 9000 } } }`;
const CRANE = `crane: { ${IMAGE}, ports: { grpc: 7070 }, service: { ports: { grpc: 7070 } } }`;
const shops = (...list: string[]): string => `shops:\n${list.map((shop) => `  ${shop}\n`).join('')}`;
const MILL = {
  'towns/mill/current/town.yaml': `town: mill\nkingdom: hillside\nowner: mill-team\nshops: { wheel: { ${IMAGE}, ports: { http: 8080 }, service: { ports: { http: 80 } }, accepts: [riverland/market/stall] }, shut: { ${IMAGE}, ports: { http: 8080 }, service: { ports: { http: 80 } } } }\n`,
  'base/current/kingdoms/hillside.yaml': 'kingdom: hillside\nowner: platform-team\n',
  'environments/staging/pins/mill.yaml': 'town: mill\nversion: current\n',
};

describe('addresses', () => {
  const rows: [rule: string, value: string, text: string][] = [
    ['host and port, unless said', '{ to: crane }', 'market-crane:7070'],
    ['the host alone', '{ to: crane, as: host }', 'market-crane'],
    ['a URL', '{ to: crane, as: url }', 'http://market-crane:7070'],
    ['port 80 is left out of a URL', '{ to: well, as: url }', 'http://market-well'],
    ['a named port', '{ to: well, port: admin }', 'market-well:9000'],
    [
      'a shop of another kingdom, with its namespace',
      '{ to: hillside/mill/wheel, as: url }',
      'http://mill-wheel.kingdom-of-hillside',
    ],
  ];
  test.each(rows)('%s', (_rule, value, text) => {
    const outcome = resolveMarket(shops(`stall: { ${IMAGE}, env: { ADDRESS: ${value} } }`, WEB, CRANE), MILL);
    expect(outcome.faults).toEqual([]);
    expect(shopOf(outcome, 'stall').spec.env).toEqual({ ADDRESS: text });
  });
});

describe('calls', () => {
  const callsOf = (shop: string, files = {}) => {
    const outcome = resolveMarket(shops(shop, WEB, CRANE), { ...MILL, ...files });
    expect(outcome.faults).toEqual([]);
    return shopOf(outcome, 'stall').calls.map((call) =>
      call.to === 'shop'
        ? `${call.shop.town}/${call.shop.key} ${call.ports.map(({ port }) => port).join(',')}`
        : call.to,
    );
  };

  test('an address counts as a call, to its port only', () => {
    expect(callsOf(`stall: { ${IMAGE}, env: { A: { to: well, port: admin } } }`)).toEqual([
      'market/well 9000',
    ]);
  });

  test('a call by name opens every port of the service, and merges with others', () => {
    expect(
      callsOf(`stall: { ${IMAGE}, calls: [well, internet], env: { A: { to: well, port: admin } } }`),
    ).toEqual(['market/well 8080,9000', 'internet']);
  });

  test('a shop that may talks to the API server', () => {
    const cluster = {
      'clusters/staging/cluster.yaml':
        'cluster: staging\nkubernetes: "1.35"\nenvironments: [staging]\nreconciler: flux\nsource: { url: https://github.com/acme/townhall.git, branch: main }\napiServer: [10.0.0.1/32]\n',
    };
    expect(
      callsOf(`stall: { ${IMAGE}, may: [{ apiGroups: [""], resources: [pods], verbs: [get] }] }`, cluster),
    ).toEqual(['kubernetes-api']);
  });

  test('inputs of directions lead to stores', () => {
    const outcome = resolveMarket(
      shops(
        `stall: { ${IMAGE}, directions: [{ product: bread, amount: 1, minimum: 1, interval: 5, inputs: [{ product: water, from: well, amount: 2 }] }] }`,
        WEB,
      ),
    );
    const { directions, calls } = shopOf(outcome, 'stall');
    expect(JSON.parse(directions ?? '')).toEqual([
      {
        product: 'bread',
        amount: 1,
        minimum: 1,
        interval: 5,
        productInputList: [{ product: 'water', store: 'http://market-well', amount: 2 }],
      },
    ]);
    expect(calls).toMatchObject([{ to: 'shop', ports: [{ port: 8080, protocol: 'TCP' }] }]);
  });
});

describe('accepts', () => {
  test('a NodePort lets anyone in, an ingress its controllers', () => {
    const outcome = resolveMarket(
      shops(
        `stall: { ${IMAGE}, ports: { http: 8080 }, service: { type: NodePort, ports: { http: 80 } }, ingress: { paths: { /: http } } }`,
      ),
    );
    expect(shopOf(outcome, 'stall').accepts.map(({ from }) => from)).toEqual(['anyone', 'ingress']);
  });
});

describe('what does not lead anywhere is a fault at its line', () => {
  const rows: [rule: string, shop: string, fault: RegExp][] = [
    [
      'a shop that is not there',
      `stall: { ${IMAGE}, calls: [wel] }`,
      /^unknown-shop .*:shops\.stall\.calls\.0: .* did you mean "well"\?$/,
    ],
    [
      'a town that is not there',
      `stall: { ${IMAGE}, calls: [mil/wheel] }`,
      /^unknown-shop .*"mil" in staging \| did you mean "mill"\?$/,
    ],
    [
      'another kingdom, unsaid',
      `stall: { ${IMAGE}, calls: [mill/wheel] }`,
      /^wrong-kingdom .* write hillside\/mill\/wheel$/,
    ],
    [
      'the own kingdom, said',
      `stall: { ${IMAGE}, calls: [riverland/market/well] }`,
      /^wrong-kingdom .* write market\/well$/,
    ],
    [
      'a shop that does not accept it',
      `stall: { ${IMAGE}, calls: [hillside/mill/shut] }`,
      /^call-not-accepted .* its team adds `accepts: \[riverland\/market\/stall\]`$/,
    ],
    [
      'a shop without a service',
      `stall: { ${IMAGE}, env: { A: { to: stall } } }`,
      /^no-service .*:shops\.stall\.env\.A\.to: /,
    ],
    [
      'a port that the service does not have',
      `stall: { ${IMAGE}, env: { A: { to: well, port: htp } } }`,
      /^unknown-port .*:shops\.stall\.env\.A\.port: .*did you mean "http"\?$/,
    ],
    ['an external that is not there', `stall: { ${IMAGE}, calls: [external/bank] }`, /^unknown-external /],
    [
      'an API server that nobody knows',
      `stall: { ${IMAGE}, calls: [kubernetes-api] }`,
      /^no-api-server .*:shops\.stall\.calls\.0: /,
    ],
    [
      'a config that is not there',
      `stall: { ${IMAGE}, env: { A: { config: signs, key: a } } }`,
      /^unknown-config .*:shops\.stall\.env\.A\.config: /,
    ],
    [
      'a probe of a port that is not there',
      `stall: { ${IMAGE}, ports: { http: 8080 }, probes: { ready: { http: /, port: htp } } }`,
      /^unknown-port .*:shops\.stall\.probes\.ready\.port: .*did you mean "http"\?$/,
    ],
    [
      'a service port without a container port',
      `stall: { ${IMAGE}, ports: { http: 8080 }, service: { ports: { web: 80 } } }`,
      /^unknown-port .*:shops\.stall\.service\.ports\.web: /,
    ],
    [
      'V4 two containers on one port',
      `stall: { ${IMAGE}, ports: { http: 80 }, sidecars: { vote: { ${IMAGE}, ports: { vote: 80 } } } }`,
      /^port-conflict .*:shops\.stall\.sidecars\.vote\.ports\.vote: /,
    ],
    ['no image', 'stall: { args: [serve] }', /^missing-image .*:shops\.stall: /],
    [
      'replicas beside autoscale',
      `stall: { ${IMAGE}, replicas: 2, autoscale: { min: 1, max: 3, cpu: 80 } }`,
      /^replicas-beside-autoscale .*:shops\.stall\.replicas: /,
    ],
    [
      'a cronjob without a schedule',
      `stall: { ${IMAGE}, kind: cronjob }`,
      /^missing-schedule .*:shops\.stall\.kind: /,
    ],
    [
      'a schedule for a deployment',
      `stall: { ${IMAGE}, schedule: "0 * * * *" }`,
      /^field-of-another-kind .*:shops\.stall\.schedule: /,
    ],
    [
      'N02 a cronjob with a long name',
      `stall: { ${IMAGE}, name: ${'s'.repeat(53)}, kind: cronjob, schedule: "0 * * * *" }`,
      /^name-too-long .* expected at most 52 for a cronjob/,
    ],
  ];
  test.each(rows)('%s', (_rule, shop, fault) => {
    const { faults, environment } = resolveMarket(shops(shop, WEB), MILL);
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults[0]).toContain(TOWN);
    expect(environment.towns.has('market')).toBe(false);
  });

  test('a shop behind a closed gate is named with its gate', () => {
    const gated = `gates: { night: { default: false } }\n${shops(`stall: { ${IMAGE}, calls: [owl] }`, `owl: { when: night, ${IMAGE} }`)}`;
    expect(resolveMarket(gated).faults).toEqual([
      expect.stringMatching(/^unknown-shop .*its gate night is off/),
    ]);
  });

  test('a key that the config does not have', () => {
    const town = `config: { signs: { values: { west: open } } }\n${shops(`stall: { ${IMAGE}, env: { A: { config: signs, key: wast } } }`)}`;
    expect(resolveMarket(town).faults).toEqual([
      expect.stringMatching(/^unknown-config-key .*:shops\.stall\.env\.A\.key: .*did you mean "west"\?$/),
    ]);
  });

  test('a fault of one town does not show as a second one in those that call it', () => {
    const broken = {
      ...MILL,
      'towns/mill/current/town.yaml': MILL['towns/mill/current/town.yaml'].replace('ports:', 'prots:'),
    };
    const { faults } = resolveMarket(shops(`stall: { ${IMAGE}, calls: [hillside/mill/wheel] }`), broken);
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['unknown-key']);
  });
});
