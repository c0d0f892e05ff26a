// A status as plain JSON: times as RFC 3339, durations in seconds, null for what is unknown.
import type { Json } from '../../model/json.ts';
import { type Instant, writeInstant } from '../../model/time.ts';
import type { Cell, NextMove, Row, Soak, Status } from './status.ts';

/** The result of `townhall status --format json`; docs/json-output.md describes it. */
export function statusJson({ now, unknown, stages, rows, next, holds, expired, ...rest }: Status) {
  return {
    now: writeInstant(now),
    unknown: unknown ?? null,
    stages: stages.map(({ name, environments }) => ({ name, environments: [...environments] })),
    towns: rows.map(rowJson),
    next: next.map(nextJson),
    gates: rest.gates,
    holds: holds.map(({ until, ...hold }) => ({ ...hold, until: timeJson(until) })),
    expired: expired.map(({ since, ...one }) => ({ ...one, since: timeJson(since) })),
    limits: rest.broken.map(({ subject, ...one }) => ({ town: subject, ...one })),
  };
}

function rowJson({ subject, newest, cells, rejected, activeVersions, versionsBehind }: Row) {
  const environments = [...cells].map(([environment, cell]) => ({ environment, ...cellJson(cell) }));
  return { town: subject, newest: newest ?? null, activeVersions, versionsBehind, rejected, environments };
}

function cellJson({ version, since, age, merged, soak, behind, barred, retired }: Cell) {
  return {
    version,
    since: timeJson(since),
    ageSeconds: age === undefined ? null : Math.floor(age / 1000),
    merged: merged ?? null,
    soak: soakJson(soak),
    behind,
    barred,
    retired,
  };
}

function nextJson({ subject, version, stage, environments, refusals }: NextMove) {
  return {
    town: subject,
    version,
    stage,
    environments,
    refusals: refusals.map(({ until, ...refusal }) => ({ ...refusal, until: timeJson(until) })),
  };
}

function soakJson(soak: Soak): Json {
  return soak.state === 'soaking'
    ? { state: soak.state, leftSeconds: Math.ceil(soak.left / 1000) }
    : { state: soak.state };
}

function timeJson(instant: Instant | undefined): string | null {
  return instant === undefined ? null : writeInstant(instant);
}
