// A duration as Go writes it in, such as `1h30m`; its seconds out, or nothing where Go would not read it.

const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/** Go counts billionths of seconds in 63 bits. */
const MOST = 2 ** 63 / 1e9;

/** The seconds of a duration that is not negative; see https://pkg.go.dev/time#ParseDuration */
export function readGoDuration(text: string): number | undefined {
  if (/^\+?0$/.test(text)) return 0;
  let seconds = 0;
  let end = text.startsWith('+') ? 1 : 0;
  if (end === text.length) return undefined;
  while (end < text.length) {
    PART.lastIndex = end;
    const [part = '', number = '', unit = ''] = PART.exec(text) ?? [];
    if (part === '') return undefined;
    seconds += Number(number) * (SECONDS[unit] ?? 1);
    end += part.length;
  }
  return seconds < MOST ? seconds : undefined;
}
