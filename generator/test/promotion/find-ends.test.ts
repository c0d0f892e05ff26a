import { expect, test } from 'vitest';
import { findEnds } from '../../src/promotion/status/find-ends.ts';
import { validate } from '../../src/validate/validate.ts';
import { CHECKS } from '../validate/describe-faults.ts';
import { MARKET, makeRepository, townText } from '../validate/make-repository.ts';

const patched = (expires: string) =>
  townText(`patches:
  - target: { kind: Deployment, name: market-web }
    change: { spec: { paused: true } }
    reason: nobody buys in winter
    ${expires}
`);

test('patches with an end are found in what runs and in what is worked on, not in what nobody pins', () => {
  const files = {
    ...MARKET,
    'environments/staging/pins/market.yaml': 'town: market\nversion: v1\n',
    'towns/market/current/town.yaml': patched('expires: 2026-12-01T00:00:00Z'),
    'towns/market/v1/town.yaml': patched('expires: 2026-11-01T00:00:00Z'),
    'towns/market/v2/town.yaml': patched('expires: 2026-10-01T00:00:00Z'),
  };
  const found = findEnds(validate(makeRepository(files), CHECKS).model);
  const patch = { what: 'patch', name: 'Deployment market-web', town: 'market' };
  expect(found).toEqual([
    { ...patch, file: 'towns/market/current/town.yaml', since: Date.parse('2026-12-01T00:00:00Z') },
    { ...patch, file: 'towns/market/v1/town.yaml', since: Date.parse('2026-11-01T00:00:00Z') },
  ]);
});

test('a patch without an end has none', () => {
  const files = { ...MARKET, 'towns/market/v1/town.yaml': patched('owner: market-team') };
  expect(findEnds(validate(makeRepository(files), CHECKS).model)).toEqual([]);
});
