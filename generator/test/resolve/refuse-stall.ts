// One stall of the market and one thing wrong with it: tables of what is refused, at which field, in which words.
import { expect, test } from 'vitest';
import { type Outcome, resolveMarket } from './resolve-market.ts';

export const IMAGE = 'image: "docker.io/acme/stall:1.0.0"';

/** The market with one stall of these fields, and with these lines of its town file above it. */
export function stall(fields: string, town = ''): Outcome {
  return resolveMarket(`${town}shops: { stall: { ${IMAGE}, ${fields} } }\n`);
}

/** What one fault must hold: its code, the field below the shop that it marks, a piece of what it says. */
export type Row = readonly [rule: string, fields: string, code: string, field: string, says: string];

/** A test for each row: one fault, at that field, and no town. */
export function refuse(rows: readonly Row[]): void {
  test.each(rows)('%s', (_rule, fields, code, field, says) => {
    const { faults, environment } = stall(fields);
    expect(faults).toEqual([
      expect.stringContaining(`${code} towns/market/current/town.yaml:shops.stall.${field}: `),
    ]);
    expect(faults[0]).toContain(says);
    expect(environment.towns.has('market')).toBe(false);
  });
}
