// Catalogues as one set of kinds, with a compiled check per definition, made when the first object needs it.
import { type Check, compileCheck } from './compile-check.ts';
import type { Catalogue, Kind, Schema } from './schema.ts';

export class SchemaSet {
  readonly #catalogues: readonly Catalogue[];
  readonly #kinds = new Map<string, Kind>();
  readonly #checks = new Map<string, Check>();
  readonly #extended = new WeakMap<Catalogue, SchemaSet>();

  /** Where two catalogues know the same kind or definition, the first one counts. */
  constructor(catalogues: readonly Catalogue[]) {
    this.#catalogues = catalogues;
    for (const { kinds } of catalogues) {
      for (const kind of kinds) {
        const key = `${kind.apiVersion} ${kind.kind}`;
        if (!this.#kinds.has(key)) this.#kinds.set(key, kind);
      }
    }
  }

  /** This set with one catalogue put before it; the same set again for the same catalogue. */
  extend(extra: Catalogue): SchemaSet {
    const known = this.#extended.get(extra);
    if (known) return known;
    const set = new SchemaSet([extra, ...this.#catalogues]);
    this.#extended.set(extra, set);
    return set;
  }

  kinds(): Iterable<Kind> {
    return this.#kinds.values();
  }

  findKind(apiVersion: string, kind: string): Kind | undefined {
    return this.#kinds.get(`${apiVersion} ${kind}`);
  }

  /** The schema of a definition that a kind or another definition names. */
  define(name: string): Schema {
    for (const catalogue of this.#catalogues) {
      const schema = catalogue.define(name);
      if (schema) return schema;
    }
    throw new Error(`no schema defines ${name}`);
  }

  /** The check of a definition; compiled once. */
  checkOf(name: string): Check {
    const known = this.#checks.get(name);
    if (known) return known;
    const check = compileCheck(this.define(name), {
      owner: name.slice(name.lastIndexOf('.') + 1),
      resolve: (other) => this.checkOf(other),
    });
    this.#checks.set(name, check);
    return check;
  }
}
