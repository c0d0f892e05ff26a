// Optional fields without `undefined`: what a person did not say is not in the object at all.

/** A copy without the members that are undefined; the order of the others is kept. */
export function keepDefined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Record<string, unknown> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) kept[name] = value;
  }
  // Only members that T marks optional may be undefined, for T's own type leaves no other.
  return kept as T;
}

/** The mapping, or nothing when it is empty. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** A list made from the entries of a mapping, or nothing when there are none. */
export function listEntries<V, R>(
  map: Readonly<Record<string, V>> | undefined,
  make: (name: string, value: V) => R,
): R[] | undefined {
  if (map === undefined) return undefined;
  const list = Object.entries(map).map(([name, value]) => make(name, value));
  return list.length === 0 ? undefined : list;
}
