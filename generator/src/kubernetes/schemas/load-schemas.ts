// The schemas that ship with the program. Reading them is the only disk access outside load and write: they are part
// of the program as its code is, found beside it from src/ and from dist/ alike, and read when a version is first used.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCatalogue } from './catalogue-text.ts';
import type { Catalogue } from './schema.ts';
import { SchemaSet } from './schema-set.ts';

/** Where one stored catalogue comes from. */
export interface StoredSource {
  readonly module: string;
  readonly version: string;
  /** The module's checksum as in go.sum. */
  readonly sum: string;
}

export interface StoredCatalogue {
  readonly file: string;
  readonly sources: readonly StoredSource[];
  /** SHA-256 of the text before compression, in hex. */
  readonly sha256: string;
}

export interface StoredVersions {
  /** By Kubernetes minor version, such as `1.35`. */
  readonly kubernetes: Readonly<Record<string, StoredCatalogue>>;
  /** The custom kinds that short forms become (those of Argo CD and Flux, ExternalSecret, SealedSecret, HTTPRoute); any version of Kubernetes takes them. */
  readonly reconcilers: StoredCatalogue;
}

const FOLDER = new URL('../../../kubernetes/', import.meta.url);

let versions: StoredVersions | undefined;
let reconcilers: Catalogue | undefined;
const sets = new Map<string, SchemaSet>();

/** What is stored, and where it comes from (`generator/kubernetes/versions.json`). */
export function storedVersions(): StoredVersions {
  // Data of this program, written by generator/tools/reduce-schemas.ts.
  versions ??= JSON.parse(readFileSync(new URL('versions.json', FOLDER), 'utf8')) as StoredVersions;
  return versions;
}

/** The Kubernetes minor versions whose schemas ship with the program, oldest first. */
export function knownVersions(): string[] {
  return Object.keys(storedVersions().kubernetes);
}

/** The text of a stored catalogue. */
export function readStored({ file }: StoredCatalogue): string {
  return gunzipSync(readFileSync(new URL(file, FOLDER))).toString('utf8');
}

/** The schemas of one Kubernetes minor version with those of the reconcilers' kinds; undefined for a version that is not known. */
export function loadSchemas(minor: string): SchemaSet | undefined {
  const loaded = sets.get(minor);
  if (loaded) return loaded;
  const { kubernetes, reconcilers: custom } = storedVersions();
  const stored = Object.hasOwn(kubernetes, minor) ? kubernetes[minor] : undefined;
  if (!stored) return undefined;
  reconcilers ??= parseCatalogue(readStored(custom));
  const set = new SchemaSet([parseCatalogue(readStored(stored)), reconcilers]);
  sets.set(minor, set);
  return set;
}
