// What a town has beside its shops: what resolve makes of it, and what it refuses.
import { describe, expect, test } from 'vitest';
import { resolveMarket, shopOf } from './resolve-market.ts';

const TOWN = 'towns/market/current/town.yaml:';
const BASE = {
  'base/current/base.yaml':
    'format: 1\nnetworking: { gateways: { public: { name: shared, namespace: gateways }, inner: { namespace: gateways } } }\n',
};

const faultsOf = (town: string, files = {}): string[] =>
  resolveMarket(town, files).faults.map((line) => line.replace(TOWN, ''));

const SHOPS = `
shops:
  stall: { image: "stall:1", ports: { http: 8080, admin: 9090 }, service: { ports: { http: 80 } } }
  counter: { image: "counter:1", ports: { http: 8000 } }
  attic: { image: "attic:1", ports: { http: 7000 }, when: night }
gates: { night: { default: false } }
`;

describe('a secret', () => {
  test('is named like an object of the town, or as it says', () => {
    const { environment, faults } = resolveMarket(
      `
secrets:
  till: { existing: true, keys: [pin] }
  registry: { existing: Regcred.acme }
  bank: { externalSecret: { store: vault, data: { pin: bank/pin } } }
  ledger: { externalSecret: { store: vault, from: [ledger] } }
`.replace('Regcred', 'regcred'),
    );
    expect(faults).toEqual([]);
    const secrets = [...(environment.towns.get('market')?.secrets.values() ?? [])];
    expect(secrets.map(({ key, name, keys }) => [key, name, keys])).toEqual([
      ['bank', 'market-bank', ['pin']],
      ['ledger', 'market-ledger', undefined],
      ['registry', 'regcred.acme', undefined],
      ['till', 'market-till', ['pin']],
    ]);
  });

  test.each([
    [
      'holds no value',
      'secrets: { till: { values: { pin: "1234" } } }',
      'unknown-key secrets.till.values: "values" is not a field of a secret | everybody can read what stands here: write `existing`, `externalSecret`, `sealed` or `sops`',
    ],
    [
      'fetches something',
      'secrets: { till: { externalSecret: { store: vault } } }',
      'bad-secret secrets.till.externalSecret: till fetches nothing | add `data: { password: path/in/the/store }`',
    ],
    [
      'fetches the keys that it says it has',
      'secrets: { till: { keys: [pim], externalSecret: { store: vault, data: { pin: a } } } }',
      'bad-secret secrets.till.keys.0: nothing fetches the key "pim" | did you mean "pin"?',
    ],
    [
      'has a type only where townhall makes it',
      'secrets: { till: { existing: true, type: Opaque } }',
      'bad-secret secrets.till.type: the type of till is settled by whoever makes it | take it out',
    ],
    [
      'is missed in the folder of the environment under its nearest name',
      'secrets: { till: { sealed: til.yaml } }',
      'missing-secret-file secrets.till.sealed: staging has no file secrets/market/til.yaml | did you mean "market/till.yaml"?',
    ],
  ])('%s', (_rule, town, ...expected) => {
    const files = { 'environments/staging/secrets/market/till.yaml': sealed('market-till') };
    expect(faultsOf(town, files)).toEqual(expected);
  });
});

function sealed(name: string, more = '', namespace = 'kingdom-of-riverland'): string {
  return `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: ${name}, namespace: ${namespace}${more} }\nspec: { encryptedData: { pin: AgBy } }\n`;
}

describe('a sealed secret', () => {
  const check = (text: string) =>
    faultsOf('secrets: { till: { sealed: true } }', {
      'environments/staging/secrets/market/till.yaml': text,
    });
  const scope = (name: string) => `, annotations: { sealedsecrets.bitnami.com/${name}: "true" }`;

  test.each([
    ['of its name and namespace', sealed('market-till')],
    ['of its namespace under another name', sealed('till', scope('namespace-wide'))],
    ['of the whole cluster', sealed('till', scope('cluster-wide'), 'elsewhere')],
  ])('is taken when it is %s', (_scope, text) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    [
      'another name',
      sealed('till'),
      'metadata.name: this is for a Secret "till", and the town\'s is "market-till" | seal it again with that name',
    ],
    [
      'another namespace, wide or not',
      sealed('till', scope('namespace-wide'), 'elsewhere'),
      'metadata.namespace: this is for namespace "elsewhere", and the town is in "kingdom-of-riverland" | seal it again for that namespace',
    ],
  ])('is refused when it is for %s', (_scope, text, expected) => {
    expect(check(text)).toEqual([
      `secret-file-mismatch environments/staging/secrets/market/till.yaml:${expected}`,
    ]);
  });
});

describe('a file of SOPS', () => {
  const ENC = 'ENC[AES256_GCM,data:3kPv,iv:m1lT=,tag:Yw0j==,type:str]';
  const file = (pin: string, sops = `\nsops: { mac: "${ENC}" }`) =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: market-till, namespace: kingdom-of-riverland }\nstringData: { pin: "${pin}" }${sops}\n`;
  const check = (text: string) =>
    faultsOf('secrets: { till: { sops: true } }', { 'environments/staging/secrets/market/till.yaml': text });

  test('is taken when every value is encrypted, or empty', () => {
    expect(check(file(ENC))).toEqual([]);
    expect(check(file(''))).toEqual([]);
  });

  test.each([
    ['one value is not', file('1234'), 'SOPS has left stringData.pin as it is, so it can be read'],
    [
      'one value only looks like it',
      file('ENC[secret]'),
      'SOPS has left stringData.pin as it is, so it can be read',
    ],
    [
      'nothing says that it is encrypted',
      file(ENC, ''),
      'this file is neither a SealedSecret nor encrypted by SOPS',
    ],
  ])('is refused when %s', (_rule, text, expected) => {
    expect(
      check(text)
        .filter((line) => line.startsWith('secret-not-encrypted'))
        .join(),
    ).toContain(expected);
  });
});

describe('a service of the town', () => {
  test('leads to its shops, without those whose gate is off', () => {
    const outcome = resolveMarket(
      `${SHOPS}services: { front: { shops: [stall, attic], type: NodePort, ports: { http: 80 } } }`,
    );
    expect(outcome.faults).toEqual([]);
    expect(outcome.environment.towns.get('market')?.services.get('front')).toMatchObject({
      name: 'market-front',
      shops: ['stall'],
    });
  });

  test('lets in whoever reaches its node port, on the ports that it leads to', () => {
    const outcome = resolveMarket(
      `${SHOPS}services: { front: { shops: [stall], type: NodePort, ports: { web: { port: 80, to: admin } } } }`,
    );
    expect(shopOf(outcome, 'stall').accepts).toMatchObject([
      { from: 'anyone', ports: [{ port: 9090, protocol: 'TCP' }] },
    ]);
    expect(shopOf(outcome, 'counter').accepts).toEqual([]);
  });

  test.each([
    [
      'shops: [stal], ports: { http: 80 }',
      'unknown-shop services.front.shops.0: there is no shop "stal" in this town | did you mean "stall"?',
    ],
    [
      'shops: [stall, stall], ports: { http: 80 }',
      'bad-service services.front.shops.1: stall is listed twice | take one out',
    ],
    [
      'shops: [stall, counter], ports: { admin: 90 }',
      'unknown-port services.front.ports.admin: the service leads to a port "admin" that counter does not have',
    ],
    [
      'shops: [stall], ports: { http: 80 }, headless: true, type: NodePort',
      'bad-service services.front.headless: a headless service is no NodePort: it has no address | take one of the two out',
    ],
    [
      'shops: [stall], ports: { http: 80 }, loadBalancerClass: edge',
      'bad-service services.front.loadBalancerClass: `loadBalancerClass` is a field of load balancers, and this is a ClusterIP | say `type: LoadBalancer`',
    ],
  ])('%s', (fields, ...expected) => {
    expect(faultsOf(`${SHOPS}services: { front: { ${fields} } }`)).toEqual(expected);
  });
});

describe('a route', () => {
  const route = (fields: string) =>
    `shops: { stall: { image: "stall:1", ports: { http: 8080 }, service: { ports: { http: 80 } }, route: ${fields} } }`;

  test('lets in the pods of its gateway, on the ports that it leads to', () => {
    const outcome = resolveMarket(route('{ parents: [public], paths: { /: http } }'), BASE);
    expect(outcome.faults).toEqual([]);
    expect(shopOf(outcome, 'stall').accepts).toMatchObject([
      { from: 'workloads', namespace: 'gateways', ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  test.each([
    [
      '{ paths: { /: http } }',
      'unknown-gateway shops.stall.route: the route names no gateway, and there are public, inner | add `parents: [public]`',
    ],
    [
      '{ parents: [publik], paths: { /: http } }',
      'unknown-gateway shops.stall.route.parents.0: "publik" is not a gateway of this kingdom | did you mean "public"?',
    ],
    [
      '{ parents: [public], paths: { /: htp } }',
      'unknown-port shops.stall.route.paths./: the route leads to a port "htp" that the shop\'s service does not have | did you mean "http"?',
    ],
    [
      '{ parents: [public], paths: {} }',
      'empty-ingress shops.stall.route: this route leads nowhere | add `paths: { /: http }`',
    ],
  ])('%s', (fields, ...expected) => {
    expect(faultsOf(route(fields), BASE)).toEqual(expected);
  });
});

describe('an account', () => {
  test('lets the shops that name it call the API', () => {
    const outcome = resolveMarket(
      `accounts: { clerk: { may: [{ apiGroups: [""], resources: [pods], verbs: [list] }] } }\nshops: { stall: { image: "stall:1", serviceAccount: clerk } }`,
      {
        'clusters/staging/cluster.yaml':
          'cluster: staging\nkubernetes: "1.35"\nenvironments: [staging]\nreconciler: flux\nsource: { url: https://git.example.com/x.git, branch: main }\napiServer: [10.0.0.1/32]\n',
      },
    );
    expect(outcome.faults).toEqual([]);
    expect(shopOf(outcome, 'stall').calls).toMatchObject([{ to: 'kubernetes-api' }]);
  });

  test.each([
    [
      'accounts: { clerk: {} }\nshops: { stall: { image: "a:1", serviceAccount: clark } }',
      'unknown-account shops.stall.serviceAccount: there is no account "clark" in this town | did you mean "clerk"?',
    ],
    [
      'accounts: { clerk: { imagePullSecrets: [registry] } }',
      'unknown-secret accounts.clerk.imagePullSecrets.0: there is no secret "registry" in this town | declare it under `secrets` of the town',
    ],
    [
      'accounts: { clerk: { may: [{ apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [{ config: till }] }] } }',
      'unknown-config accounts.clerk.may.0.resourceNames.0.config: there is no config "till" in this town | declare it under `config` of the town',
    ],
  ])('%s', (town, ...expected) => {
    expect(faultsOf(town)).toEqual(expected);
  });
});

describe('objects and patches', () => {
  const CARD = 'apiVersion: v1, kind: ConfigMap, metadata: { name: card }, data: { town: "{{ town }}" }';
  const dataOf = (town: string) => {
    const { environment } = resolveMarket(town);
    return environment.towns.get('market')?.objects.map(({ object }) => Reflect.get(object, 'data'));
  };

  test('an object is a template only where it says so', () => {
    expect(dataOf(`objects: [{ ${CARD} }]`)).toEqual([{ town: '{{ town }}' }]);
    expect(dataOf(`objects: [{ ${CARD}, template: true }]`)).toEqual([{ town: 'market' }]);
  });

  test('an object is there where its gate is on', () => {
    expect(dataOf(`gates: { night: { default: false } }\nobjects: [{ ${CARD}, when: night }]`)).toEqual([]);
  });

  test.each([
    [
      'objects: [{ kind: ConfigMap, metadata: { name: card } }]',
      'missing-key objects.0: "apiVersion" is missing',
    ],
    [
      `objects: [{ ${CARD}, when: nigth }]\ngates: { night: { default: false } }`,
      'unknown-gate objects.0.when: "nigth" is not a gate of this town | did you mean "night"?',
    ],
    [
      'patches: [{ target: { kind: Service, name: stall }, change: {}, owner: us }]',
      'missing-key patches.0: "reason" is missing',
    ],
    [
      'patches: [{ target: { kind: Service, name: stall }, change: [{ op: put, path: /a }], reason: why, owner: us }]',
      'bad-value',
    ],
  ])('%s', (town, expected) => {
    expect(faultsOf(town).join('\n')).toContain(expected);
  });
});
