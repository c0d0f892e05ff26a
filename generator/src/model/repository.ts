// The repository as it lies on disk, read once and parsed, before anything is known to make sense.
import type { JsonObject } from './json.ts';

/** One YAML file that people write. */
export interface InputFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  /** The text as read: without a byte order mark, line ends as LF. */
  readonly text: string;
  /** The parsed mapping (plain data, null-safe, no prototype keys); absent when the file has a fault. */
  readonly value: JsonObject | undefined;
}

/** `towns/<town>/<version>` or `base/<version>`: a folder that is frozen (vN) or worked on (current, a hotfix). */
export interface VersionFolder {
  readonly version: string;
  /** Such as `towns/simple-town/v1`. */
  readonly folder: string;
  /** Every file of the folder by its path below it, with `/`; bytes as read, CRLF of text files as LF. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** `sha256:<hex>` over sorted paths and bytes; see `digestFolder`. */
  readonly digest: string;
  /** Every YAML file that is read as input, by its path below the folder (not those under `files/`). */
  readonly documents: ReadonlyMap<string, InputFile>;
}

/** A town or the base: its versions, and the list of its releases. */
export interface ReleasedFolder {
  readonly name: string;
  readonly versions: ReadonlyMap<string, VersionFolder>;
  /** The versions whose folder exists, read or not. */
  readonly known: ReadonlySet<string>;
  readonly releases: InputFile | undefined;
}

export interface EnvironmentFolder {
  /** Path below `environments/`, such as `regions/eastus`. */
  readonly name: string;
  readonly document: InputFile;
  /** By file name without `.yaml`: the town. */
  readonly pins: ReadonlyMap<string, InputFile>;
  /** Files of secrets by town and file name: `market/database.yaml`. */
  readonly secrets: ReadonlyMap<string, InputFile>;
}

export interface ClusterFolder {
  readonly name: string;
  readonly document: InputFile;
}

export interface Repository {
  /** Absolute path. */
  readonly root: string;
  readonly pipeline: InputFile | undefined;
  readonly towns: ReadonlyMap<string, ReleasedFolder>;
  readonly base: ReleasedFolder;
  readonly environments: ReadonlyMap<string, EnvironmentFolder>;
  /** environments/holds/, by file name without `.yaml`. */
  readonly holds: ReadonlyMap<string, InputFile>;
  /** environments/overrides/, by file name without `.yaml`. */
  readonly overrides: ReadonlyMap<string, InputFile>;
  readonly clusters: ReadonlyMap<string, ClusterFolder>;
  /** The text of every input file by path, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}
