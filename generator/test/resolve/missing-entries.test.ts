// A name that leads nowhere: nobody declares it, its gate is closed, or what it names has a fault of its own.
import { describe, expect, test } from 'vitest';
import { resolveMarket } from './resolve-market.ts';

const GATES = 'gates: { night: { default: false } }\n';
const shop = (uses: string) => `shops: { stall: { image: "stall:1", ${uses} } }\n`;
const codesOf = (town: string) => resolveMarket(town).faults.map((line) => line.split(' ')[0]);

const USES: readonly (readonly [field: string, entry: string, broken: string, uses: string])[] = [
  [
    'config',
    'values: { a: b }',
    'files: { a: { file: gone.txt, template: 1 } }',
    'envFrom: [{ config: till }]',
  ],
  ['secrets', 'existing: true', 'existing: true, type: Opaque', 'imagePullSecrets: [till]'],
  ['secrets', 'existing: true', 'existing: true, type: Opaque', 'env: { PIN: { secret: till, key: pin } }'],
  ['storage', 'size: 1Gi', 'access: ReadWriteMany', 'mounts: { /till: { storage: till } }'],
  ['accounts', 'automount: true', 'automount: "{{ parameters.none }}"', 'serviceAccount: till'],
  ['external', 'host: till.example.com', 'host: "{{ parameters.none }}"', 'calls: [external/till]'],
];

describe.each(USES)('%s { %s }', (field, entry, broken, uses) => {
  test('behind a closed gate says so', () => {
    const town = `${GATES}${field}: { till: { when: night, ${entry} } }\n${shop(uses)}`;
    const { faults } = resolveMarket(town);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(
      /^unknown-[a-z]+ .*"till" is not there: its gate night is off \| open the gate/,
    );
  });

  test('with a fault of its own is one fault', () => {
    const [code, ...others] = codesOf(`${field}: { till: { ${broken} } }\n${shop(uses)}`);
    expect(code).not.toMatch(/^unknown-(config|secret|storage|account|external)$/);
    expect(others).toEqual([]);
  });

  test('that nobody declares is unknown', () => {
    const [code, ...others] = codesOf(shop(uses));
    expect(code).toMatch(/^unknown-(config|secret|storage|account|external)$/);
    expect(others).toEqual([]);
  });
});

test('a claim is not taken for storage of that name', () => {
  const town = `storage: { till: { size: 1Gi } }\n${shop('kind: statefulset, mounts: { /till: { claim: till } }')}`;
  expect(codesOf(town)).toEqual(['unknown-storage']);
});
