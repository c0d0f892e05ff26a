// The stored form of a catalogue: the first line is the list of kinds, and each further line a name, a space and a
// definition as JSON. Lines are cut apart at once and parsed when somebody asks: most definitions never are.
import type { Catalogue, Kind, Schema } from './schema.ts';

type StoredKind = [apiVersion: string, kind: string, scope: Kind['scope'], definition: string];

/** Writes a catalogue, sorted by kind and by name; ends in a line feed. */
export function formatCatalogue(kinds: readonly Kind[], definitions: ReadonlyMap<string, Schema>): string {
  const stored = kinds.map(({ apiVersion, kind, scope, definition }) =>
    JSON.stringify([apiVersion, kind, scope, definition] satisfies StoredKind),
  );
  const lines = [...definitions].map(([name, schema]) => `${name} ${JSON.stringify(schema)}`);
  return `${[`[${stored.sort().join(',')}]`, ...lines.sort()].join('\n')}\n`;
}

/** Reads what `formatCatalogue` wrote. */
export function parseCatalogue(text: string): Catalogue {
  const [head = '[]', ...lines] = text.split('\n');
  const stored = new Map<string, string>();
  for (const line of lines) stored.set(line.slice(0, line.indexOf(' ')), line);
  const parsed = new Map<string, Schema>();
  // The text is data of this program, written by formatCatalogue and held to its checksum by a test.
  const kinds = (JSON.parse(head) as StoredKind[]).map(
    ([apiVersion, kind, scope, definition]): Kind => ({ apiVersion, kind, scope, definition }),
  );
  return {
    kinds,
    define: (name) => {
      const known = parsed.get(name);
      const line = stored.get(name);
      if (known || line === undefined) return known;
      // As above.
      const schema = JSON.parse(line.slice(name.length + 1)) as Schema;
      parsed.set(name, schema);
      return schema;
    },
  };
}
