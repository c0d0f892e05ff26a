// A fleet in memory, from what each environment runs and since when.
import { readDuration, readInstant } from '../../src/model/time.ts';
import { type Fleet, numberOf, type Pinned, type Subject } from '../../src/promotion/fleet.ts';

/** `v2 2026-11-20`: since its midnight, UTC; without a day nobody knows since when. */
export type RunText = string;

export interface SubjectWords {
  /** How many releases there are. */
  readonly releases: number;
  /** Version -> why. */
  readonly rejected?: Readonly<Record<string, string>>;
  readonly pins: Readonly<Record<string, RunText>>;
  readonly more?: Readonly<Record<string, Partial<Pinned>>>;
}

export interface FleetWords {
  /** `canary 1d: canary` */
  readonly stages?: readonly string[];
  readonly subjects: Readonly<Record<string, SubjectWords>>;
  readonly more?: Partial<Fleet>;
}

const STAGES = ['staging 1h: staging', 'canary 1d: canary', 'regions: regions/uk regions/asia'];

export function makeFleet({ stages = STAGES, subjects, more = {} }: FleetWords): Fleet {
  return {
    stages: stages.map((text, index) => {
      const [head = '', environments = ''] = text.split(': ');
      const [name = '', soak = ''] = head.split(' ');
      return { name, index, environments: environments.split(' '), soak: readDuration(soak) };
    }),
    subjects: new Map(Object.entries(subjects).map(([name, words]) => [name, makeSubject(name, words)])),
    holds: [],
    windows: [],
    limits: {},
    unknownArrivals: undefined,
    ...more,
  };
}

function makeSubject(name: string, { releases, rejected = {}, pins, more = {} }: SubjectWords): Subject {
  const versions = Array.from({ length: releases }, (_, index) => `v${index + 1}`);
  return {
    name,
    releases: new Map(
      versions.map((version) => {
        const reason = rejected[version];
        return [
          version,
          { version, removed: false, rejected: reason === undefined ? undefined : { reason } },
        ];
      }),
    ),
    pins: new Map(
      Object.entries(pins).map(([environment, text]) => [
        environment,
        { ...makePin(name, environment, text), ...more[environment] },
      ]),
    ),
  };
}

function makePin(subject: string, environment: string, text: RunText): Pinned {
  const [version = '', day] = text.split(' ');
  const since = day === undefined ? undefined : readInstant(`${day}T00:00:00Z`);
  const earlier = Array.from({ length: Math.min(5, numberOf(version)) - 1 }, (_, index) => index + 1);
  return {
    subject,
    environment,
    file: `environments/${environment}/pins/${subject}.yaml`,
    version,
    runs: [
      { version, since, said: since, until: undefined },
      ...earlier.reverse().map((number) => ({
        version: `v${number}`,
        since: 0,
        said: 0,
        until: since ?? 0,
      })),
    ],
    barred: new Set(),
    retired: false,
    exceptions: [],
    together: [],
  };
}
