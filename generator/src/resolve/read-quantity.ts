// A Kubernetes quantity such as `500m`, `0.5` or `2Gi` in; its amount out, exact, so that equal amounts in other words are equal.

const ONE = 10n ** 9n;

/** What a suffix multiplies by, in billionths; see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const UNITS: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 10n ** 3n,
  m: 10n ** 6n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  T: 10n ** 21n,
  P: 10n ** 24n,
  E: 10n ** 27n,
  Ki: ONE << 10n,
  Mi: ONE << 20n,
  Gi: ONE << 30n,
  Ti: ONE << 40n,
  Pi: ONE << 50n,
  Ei: ONE << 60n,
};

/** No amount of a cluster needs more digits, and a power of ten beyond would take for ever. */
const MOST_DIGITS = 40;

/** The amount that a quantity stands for, in billionths, rounded up as Kubernetes does. */
export function readQuantity(quantity: string | number): bigint {
  const [, whole = '', fraction = '', suffix = ''] = /^\+?(\d*)\.?(\d*)(.*)$/.exec(String(quantity)) ?? [];
  const power = /^[eE]./.test(suffix) ? Number(suffix.slice(1)) : 0;
  const amount = BigInt(`${whole}${fraction}`) * (UNITS[suffix] ?? ONE);
  const shift = Math.min(Math.max(power, -MOST_DIGITS), MOST_DIGITS) - fraction.length;
  return shift < 0 ? divideUp(amount, 10n ** BigInt(-shift)) : amount * 10n ** BigInt(shift);
}

/** Whether a quantity is a whole number of things. */
export function isWhole(quantity: string | number): boolean {
  return readQuantity(quantity) % ONE === 0n;
}

/** How often one amount fits into another, rounded up. */
export function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}
