// Instants and durations as files write them (RFC 3339, `24h`), and as numbers: milliseconds, since 1970 for instants.

/** Milliseconds since 1970, UTC. */
export type Instant = number;

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a time as RFC 3339 writes it; undefined when it is none (also 30 February). */
export function readInstant(text: string): Instant | undefined {
  const [, year, month, day] =
    text.match(/^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/) ?? [];
  if (year === undefined) return undefined;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const instant = Date.parse(text);
  return Number.isNaN(instant) || Number(day) > last ? undefined : instant;
}

/** Writes an instant to the second: `2026-11-20T09:30:00Z`. */
export function writeInstant(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds of a duration such as `30m`, `24h` or `1d12h`; a text that is none counts nothing. */
export function readDuration(text: string): number {
  return [...text.matchAll(/(\d+)([dhm])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}

/** Writes milliseconds for a person, two units at most, rounded up to the minute: `2d 4h`, `50m`. */
export function writeDuration(milliseconds: number): string {
  let minutes = Math.ceil(milliseconds / 60_000);
  const parts: string[] = [];
  for (const [unit, size] of [
    ['d', 1440],
    ['h', 60],
    ['m', 1],
  ] as const) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0 || parts.length > 0) parts.push(`${count}${unit}`);
  }
  const said = parts.slice(0, 2).filter((part) => !/^0/.test(part));
  return said.length === 0 ? '0m' : said.join(' ');
}
