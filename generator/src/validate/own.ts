// Names come from people, and `toString` is a fine name of a parameter: only what a record itself holds counts.

/** The value of an own key of a record. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
