// Towns that call each other: what is resolved for whom, whose faults show, and what an address is made of.
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/diagnostics/fault.ts';
import { createResolver } from '../../src/resolve/create-resolver.ts';
import { validate } from '../../src/validate/validate.ts';
import { MARKET, makeRepository, townText } from '../validate/make-repository.ts';
import { resolveMarket, shopOf } from './resolve-market.ts';

const IMAGE = 'image: "docker.io/acme/stall:1.0.0"';
const HTTP = 'ports: { http: 8080 }, service: { ports: { http: 80 } }';
const mill = (...shops: string[]) => ({
  'towns/mill/current/town.yaml': townText(`shops: { ${shops.join(', ')} }\n`, 'mill'),
  'environments/staging/pins/mill.yaml': 'town: mill\nversion: current\n',
});
const stall = (fields: string) => `shops: { stall: { ${IMAGE}, ${fields} } }\n`;

/** Resolves staging for these towns only. */
function resolveOnly(towns: readonly string[], market: string, files: Record<string, string>) {
  const repository = makeRepository({
    ...MARKET,
    'towns/market/current/town.yaml': townText(market),
    ...files,
  });
  const { model } = validate(repository, { checks: new Set() });
  const staging = model.environments.get('staging');
  if (!staging) throw new Error('staging is not there');
  const { environment, faults } = createResolver(model).resolve(staging, { towns: new Set(towns) });
  return {
    towns: [...environment.towns.keys()],
    faults: faults.map(({ code, place }: Fault) => `${code} ${place?.file}`),
  };
}

describe('one town of many', () => {
  const broken = 'lamp: { args: [on] }';

  test('a fault in a town that is neither wanted nor needed does not show', () => {
    expect(resolveOnly(['market'], stall('args: [serve]'), mill(broken))).toEqual({
      towns: ['market'],
      faults: [],
    });
  });

  test('a fault in another shop of the town that is called stops nobody', () => {
    const files = mill(broken, `wheel: { ${IMAGE}, ${HTTP} }`);
    const expected = { towns: ['market'], faults: [] };
    expect(resolveOnly(['market'], stall('env: { A: { to: mill/wheel } }'), files)).toEqual(expected);
  });

  test('a fault in the very shop that is called is said at the call, for nobody else would', () => {
    const files = mill(`wheel: { ${HTTP} , replicas: "{{ parameters.wheels }}" }`);
    expect(resolveOnly(['market'], stall('env: { A: { to: mill/wheel } }'), files)).toEqual({
      towns: [],
      faults: ['broken-neighbour towns/market/current/town.yaml'],
    });
  });

  test('where both are wanted it is said once, and the caller is not rendered without its address', () => {
    const files = mill(`wheel: { ${HTTP} , replicas: "{{ parameters.wheels }}" }`);
    expect(resolveOnly(['market', 'mill'], stall('env: { A: { to: mill/wheel } }'), files)).toEqual({
      towns: [],
      faults: ['unknown-template-name towns/mill/current/town.yaml'],
    });
  });

  test('a town that it accepts need not be sound', () => {
    const files = {
      ...mill(broken),
      'towns/mill/current/town.yaml': `town: mill\nkingdom: hillside\nowner: mill-team\nshops: { ${broken} }\n`,
      'base/current/kingdoms/hillside.yaml': 'kingdom: hillside\nowner: platform-team\n',
    };
    expect(resolveOnly(['market'], stall('accepts: [hillside/mill/lamp]'), files)).toEqual({
      towns: ['market'],
      faults: [],
    });
    expect(resolveOnly(['market'], stall('accepts: [hillside/mill/lmap]'), files).faults).toEqual([
      'unknown-shop towns/market/current/town.yaml',
    ]);
  });
});

describe('an address', () => {
  const crane = `crane: { ${IMAGE}, ports: { grpc: 7070, admin: 9000 }, service: { ports: { grpc: 7070, admin: 90 } } }`;
  const resolveStall = (env: string, callee: string) =>
    resolveMarket(`shops:\n  stall: { ${IMAGE}, env: { A: ${env} } }\n  ${callee}\n`);
  const portsOf = (outcome: ReturnType<typeof resolveMarket>) =>
    shopOf(outcome, 'stall').calls.flatMap((call) =>
      call.to === 'shop' ? call.ports.map(({ port }) => port) : [],
    );

  test('a host alone needs no port, and is a call to all of them', () => {
    const outcome = resolveStall('{ to: crane, as: host }', crane);
    expect(shopOf(outcome, 'stall').spec.env).toEqual({ A: 'market-crane' });
    expect(portsOf(outcome)).toEqual([7070, 9000]);
  });

  test('a host with a port is a call to that port', () => {
    expect(portsOf(resolveStall('{ to: crane, as: host, port: admin }', crane))).toEqual([9000]);
  });

  test('among several ports one must be named', () => {
    expect(resolveStall('{ to: crane }', crane).faults).toEqual([
      'unknown-port towns/market/current/town.yaml:shops.stall.env.A.to: crane has several ports (grpc, admin) | name one with `port`',
    ]);
  });

  test('the name of a headless service leads to pods, so the port is theirs', () => {
    const headless = `well: { ${IMAGE}, ports: { http: 8080 }, service: { headless: true, ports: { http: 80 } } }`;
    expect(shopOf(resolveStall('{ to: well }', headless), 'stall').spec.env).toEqual({
      A: 'market-well:8080',
    });
  });

  test('`name` of the service is the host', () => {
    const redis = `cart: { ${IMAGE}, ports: { redis: 6379 }, service: { name: redis, ports: { redis: 6379 } } }`;
    expect(shopOf(resolveStall('{ to: cart }', redis), 'stall').spec.env).toEqual({ A: 'redis:6379' });
  });

  test('a shop may call itself', () => {
    const outcome = resolveMarket(`shops: { stall: { ${IMAGE}, ${HTTP}, calls: [stall] } }\n`);
    expect(outcome.faults).toEqual([]);
    expect(portsOf(outcome)).toEqual([8080]);
  });
});

describe('directions', () => {
  test('are pretty JSON with an end of line, and have inputs only where something is bought', () => {
    const outcome = resolveMarket(
      stall('directions: [{ product: wood, amount: 10, minimum: 1, interval: 5, inputs: [] }]'),
    );
    expect(shopOf(outcome, 'stall').directions).toBe(
      '[\n  {\n    "product": "wood",\n    "amount": 10,\n    "minimum": 1,\n    "interval": 5\n  }\n]\n',
    );
  });
});

describe('who is accepted', () => {
  const web =
    'ports: { http: 8080, admin: 9000 }, service: { ports: { http: 80, admin: 90 } }, ingress: { paths: { /: http } }';
  const acceptsOf = (fields: string) =>
    shopOf(resolveMarket(stall(fields)), 'stall').accepts.map(
      ({ from, ports }) => `${from} ${ports.map(({ port }) => port)}`,
    );

  test('an ingress opens the ports that its paths lead to', () => {
    expect(acceptsOf(web)).toEqual(['ingress 8080']);
  });

  test('who says ingress means every port', () => {
    expect(acceptsOf(`${web}, accepts: [ingress]`)).toEqual(['ingress 8080,9000']);
  });
});
