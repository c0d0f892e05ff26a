// What a person reads of a fleet: the exact text, and that what is not known never looks well.
import { describe, expect, test } from 'vitest';
import { buildStatus, type StatusOptions } from '../../src/promotion/status/build-status.ts';
import { formatStatusMarkdown } from '../../src/promotion/status/format-markdown.ts';
import { formatStatusText } from '../../src/promotion/status/format-text.ts';
import { statusJson } from '../../src/promotion/status/status-json.ts';
import { type FleetWords, makeFleet } from './make-fleet.ts';

const NOW = Date.parse('2026-11-20T09:30:00Z');
const at = (text: string) => Date.parse(text);

function statusOf(words: FleetWords, options: Partial<StatusOptions> = {}) {
  return buildStatus(makeFleet(words), { now: NOW, gates: [], ends: [], ...options });
}

const BASE = {
  releases: 1,
  pins: {
    staging: 'current 2026-11-10',
    canary: 'v1 2026-11-10',
    'regions/uk': 'v1 2026-10-12',
    'regions/asia': 'v1 2026-10-12',
  },
};
const MARKET = {
  releases: 4,
  rejected: { v4: 'loses orders at night' },
  pins: {
    staging: 'v3 2026-11-20',
    canary: 'v2 2026-11-20',
    'regions/uk': 'v1 2026-10-12',
    'regions/asia': 'v2 2026-11-01',
  },
  more: { 'regions/uk': { barred: new Set(['v2']) } },
};
const HARBOUR = {
  releases: 2,
  pins: { staging: 'v2 2026-11-01', canary: 'v2 2026-11-20', 'regions/uk': 'v1 2026-11-01' },
};
const SMITHY = {
  releases: 2,
  pins: { staging: 'v2 2026-11-01', canary: 'v1 2026-11-01' },
  more: { canary: { retired: true } },
};
const HOLD = {
  name: 'harvest',
  file: 'environments/holds/harvest.yaml',
  owner: 'platform-team',
  reason: 'the harvest feast',
  towns: [],
  stages: ['regions'],
  environments: [],
  until: at('2026-12-01T00:00:00Z'),
};
const OVER = { ...HOLD, name: 'frost', file: 'environments/holds/frost.yaml', until: NOW };

const WORLD: FleetWords = {
  subjects: { base: BASE, harbour: HARBOUR, market: MARKET, smithy: SMITHY },
  more: {
    holds: [OVER, HOLD],
    windows: [{ stages: ['regions'], allow: 'Mon-Thu 09:00-16:00', timezone: 'Europe/London' }],
    limits: { activeVersions: 2, versionsBehind: 1 },
  },
};
const EXTRAS = {
  gates: [{ town: 'market', gate: 'night-market', on: ['staging'], off: ['canary', 'regions/uk'] }],
  ends: [
    {
      what: 'patch',
      name: 'Deployment market-web',
      file: 'towns/market/v1/town.yaml',
      since: at('2026-11-01T00:00:00Z'),
      town: 'market',
    },
    {
      what: 'patch',
      name: 'Deployment smithy-web',
      file: 'towns/smithy/v1/town.yaml',
      since: at('2026-12-01T00:00:00Z'),
      town: 'smithy',
    },
  ],
};

describe('as text', () => {
  test('everything that a fleet can have', () => {
    expect(formatStatusText(statusOf(WORLD, EXTRAS))).toMatchInlineSnapshot(`
      "At 2026-11-20T09:30:00Z

                       staging      canary             regions
      town     newest  staging      canary             uk         asia
      base     v1      current 10d  v1 10d             v1 39d     v1 39d
      harbour  v2      v2 19d       v2 9h              v1 19d -1  -
      market   v3      v3 9h        v2 9h -1           v1 39d -2  v2 19d -1
      smithy   v2      v2 19d       v1 19d -1 retired  -          -
      -1: one release behind the newest

      Over the limit
        market: 3 versions run (v1, v2, v3); the limit is 2
        market: the last stage is 2 releases behind the first; the limit is 1

      Next
        market v3 -> canary: ready

      Soaking
        harbour v2 in canary (14h 30m more)
        market v2 in canary (14h 30m more)

      Rejected or barred
        market v4 is rejected: loses orders at night
        market v2 is barred in regions/uk

      Retired
        smithy in canary

      Gates that differ
        market night-market: on in staging; off in canary, regions/uk

      Holds
        harvest stops everything in regions until 2026-12-01T00:00:00Z
          platform-team: the harvest feast

      Expired
        hold frost since 2026-11-20T09:30:00Z: environments/holds/frost.yaml
        patch Deployment market-web since 2026-11-01T00:00:00Z: towns/market/v1/town.yaml
      "
    `);
  });

  test('one town, with what concerns it', () => {
    expect(formatStatusText(statusOf(WORLD, { ...EXTRAS, subject: 'smithy' }))).toMatchInlineSnapshot(`
      "At 2026-11-20T09:30:00Z

                      staging  canary             regions
      town    newest  staging  canary             uk  asia
      smithy  v2      v2 19d   v1 19d -1 retired  -   -
      -1: one release behind the newest

      Retired
        smithy in canary

      Holds
        harvest stops everything in regions until 2026-12-01T00:00:00Z
          platform-team: the harvest feast

      Expired
        hold frost since 2026-11-20T09:30:00Z: environments/holds/frost.yaml
      "
    `);
  });

  test('what is not known is said to be unknown, and nothing is ready', () => {
    const unknownArrivals = 'the clone is shallow: a part of its history is missing';
    const status = statusOf({
      subjects: { market: { releases: 2, pins: { staging: 'v2', canary: 'v1' } } },
      more: { unknownArrivals },
    });
    const text = formatStatusText(status);
    expect(text).toMatchInlineSnapshot(`
      "At 2026-11-20T09:30:00Z
      Ages and soaks are unknown: the clone is shallow: a part of its history is missing

                      staging     canary         regions
      town    newest  staging     canary         uk  asia
      market  v2      v2 unknown  v1 unknown -1  -   -
      -1: one release behind the newest

      Next
        market v2 -> canary
          nobody knows since when staging runs v2: the clone is shallow: a part of its history is missing
      "
    `);
    expect(text).not.toMatch(/\b0m|ready/);
  });

  test('times that only the pins say count for nothing while arrivals are unknown', () => {
    const pins = { staging: 'v2 2026-11-01', canary: 'v1 2026-11-01' };
    const more = { unknownArrivals: 'the clone is shallow' };
    const [row] = statusOf({ subjects: { market: { releases: 2, pins } }, more }).rows;
    expect(row?.cells.get('staging')).toMatchObject({ age: undefined, soak: { state: 'unknown' } });
  });

  test('a run that has not arrived is unknown although the others are known', () => {
    const status = statusOf({
      subjects: { market: { releases: 2, pins: { staging: 'v2', canary: 'v1 2026-11-01' } } },
    });
    const [row] = status.rows;
    expect(row?.cells.get('staging')).toMatchObject({ age: undefined, soak: { state: 'unknown' } });
    expect(row?.cells.get('canary')).toMatchObject({ soak: { state: 'ready' } });
  });

  const six = [
    'staging 1h: staging',
    'canary 1d: canary',
    'low-traffic 1d: regions/asia regions/uk',
    'high-traffic: regions/westus regions/eastus',
  ];
  const everywhere = (run: string, stages: readonly string[]) =>
    Object.fromEntries(
      stages.flatMap((stage) => stage.split(': ')[1]?.split(' ') ?? []).map((name) => [name, run]),
    );
  const long = (stages: readonly string[]) =>
    Array.from({ length: 30 }, (_, index) => [
      `market-of-river-${index}`,
      { releases: 12, pins: everywhere('v11 2025-06-01', stages) },
    ]);
  const widths = (text: string) => text.split('\n').map((line) => line.length);

  test('six environments stand side by side in 100 columns', () => {
    const text = formatStatusText(statusOf({ stages: six, subjects: Object.fromEntries(long(six)) }));
    expect(Math.max(...widths(text))).toBeLessThanOrEqual(100);
    expect(text.match(/^town {2}.*/gm)).toHaveLength(1);
  });

  test('more of them go on in a block below, stage by stage', () => {
    const many = [
      ...six,
      'islands: islands/north islands/south islands/west',
      'hills: hills/north hills/south',
    ];
    const text = formatStatusText(statusOf({ stages: many, subjects: Object.fromEntries(long(many)) }));
    expect(Math.max(...widths(text))).toBeLessThanOrEqual(100);
    const heads = text.match(/^town {2}.*/gm) ?? [];
    expect(heads.length).toBeGreaterThan(1);
    expect(heads.join(' ')).toMatch(/islands\/north +islands\/south +west .*hills\/north +hills\/south/);
  });

  test('a long reason is broken between words', () => {
    const reason = 'the mill wheel turns backwards whenever the night market opens '.repeat(3).trim();
    const holds = [{ ...HOLD, reason }];
    const text = formatStatusText(statusOf({ ...WORLD, more: { holds } }));
    expect(Math.max(...widths(text))).toBeLessThanOrEqual(100);
    expect(text.replace(/\s+/g, ' ')).toContain(reason);
  });
});

describe('limits', () => {
  test('are broken by the numbers beyond them only', () => {
    const limits = (activeVersions: number, versionsBehind: number) =>
      statusOf({ ...WORLD, more: { limits: { activeVersions, versionsBehind } } }).broken;
    expect(limits(3, 2)).toEqual([]);
    expect(limits(2, 2)).toEqual([{ subject: 'market', limit: 'activeVersions', found: 3, allowed: 2 }]);
    expect(limits(3, 1)).toEqual([{ subject: 'market', limit: 'versionsBehind', found: 2, allowed: 1 }]);
  });

  test('`current` counts as one version, and as the newest release', () => {
    const pins = { staging: 'current 2026-11-01', canary: 'v1 2026-11-01' };
    const [row] = statusOf({ subjects: { market: { releases: 3, pins } } }).rows;
    expect(row).toMatchObject({ activeVersions: ['v1', 'current'], versionsBehind: 2 });
  });
});

test('markdown lets nothing that people wrote format or call anybody', () => {
  const holds = [{ ...HOLD, reason: 'ask @mill | *now* <b>\n# see' }];
  const text = formatStatusMarkdown(statusOf({ ...WORLD, more: { holds } }, EXTRAS));
  expect(text).toMatchInlineSnapshot(`
    "At 2026-11-20T09:30:00Z.

    | town | newest | staging | canary | uk | asia |
    | --- | --- | --- | --- | --- | --- |
    | base | v1 | current 10d | v1 10d | v1 39d | v1 39d |
    | harbour | v2 | v2 19d | v2 9h | v1 19d -1 | - |
    | market | v3 | v3 9h | v2 9h -1 | v1 39d -2 | v2 19d -1 |
    | smithy | v2 | v2 19d | v1 19d -1 retired | - | - |

    **Next**

    - market v3 -> canary: ready

    **Soaking**

    - harbour v2 in canary (14h 30m more)
    - market v2 in canary (14h 30m more)

    **Rejected or barred**

    - market v4 is rejected: loses orders at night
    - market v2 is barred in regions/uk

    **Retired**

    - smithy in canary

    **Gates that differ**

    - market night-market: on in staging; off in canary, regions/uk

    **Holds**

    - harvest stops everything in regions until 2026-12-01T00:00:00Z: platform-team: ask &#64;mill \\| \\*now\\* \\<b> \\# see

    **Expired**

    - patch Deployment market-web since 2026-11-01T00:00:00Z: towns/market/v1/town.yaml
    "
  `);
});

test('JSON has times as RFC 3339, durations in seconds, and null for what is unknown', () => {
  const words: FleetWords = {
    subjects: { market: { releases: 2, pins: { staging: 'v2 2026-11-20', canary: 'v1' } } },
    more: { holds: [HOLD] },
  };
  expect(statusJson(statusOf(words, EXTRAS))).toEqual({
    now: '2026-11-20T09:30:00Z',
    unknown: null,
    stages: [
      { name: 'staging', environments: ['staging'] },
      { name: 'canary', environments: ['canary'] },
      { name: 'regions', environments: ['regions/uk', 'regions/asia'] },
    ],
    towns: [
      {
        town: 'market',
        newest: 'v2',
        activeVersions: ['v1', 'v2'],
        versionsBehind: 1,
        rejected: [],
        environments: [
          {
            environment: 'staging',
            version: 'v2',
            since: '2026-11-20T00:00:00Z',
            ageSeconds: 34_200,
            merged: true,
            soak: { state: 'ready' },
            behind: 0,
            barred: [],
            retired: false,
          },
          {
            environment: 'canary',
            version: 'v1',
            since: null,
            ageSeconds: null,
            merged: null,
            soak: { state: 'unknown' },
            behind: 1,
            barred: [],
            retired: false,
          },
        ],
      },
    ],
    next: [{ town: 'market', version: 'v2', stage: 'canary', environments: ['canary'], refusals: [] }],
    gates: EXTRAS.gates,
    holds: [{ ...HOLD, until: '2026-12-01T00:00:00Z' }],
    expired: [
      {
        what: 'patch',
        name: 'Deployment market-web',
        file: 'towns/market/v1/town.yaml',
        since: '2026-11-01T00:00:00Z',
        town: 'market',
      },
    ],
    limits: [],
  });
});
