// A repository in memory from the texts of its files, as the loader would have read it from disk.
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../../src/model/json.ts';
import type {
  EnvironmentFolder,
  InputFile,
  ReleasedFolder,
  Repository,
  VersionFolder,
} from '../../src/model/repository.ts';

/** Path from the repository's root -> text. A text of `broken` stands for a file that the parser refused. */
export type Files = Readonly<Record<string, string>>;

export const BROKEN = ': broken';

/** A small valid repository: one town in three stages, each environment on its own cluster. */
export const MARKET: Files = {
  'environments/pipeline.yaml': `
parameters: { registry: { type: string, default: docker.io } }
stages:
  - { name: staging, environments: [staging] }
  - { name: regions, environments: [regions/uk] }
`,
  'environments/staging/environment.yaml': 'environment: staging\nbase: { version: current }\n',
  'environments/staging/pins/market.yaml': 'town: market\nversion: current\n',
  'environments/regions/uk/environment.yaml': 'environment: regions/uk\nbase: { version: v1 }\n',
  'environments/regions/uk/pins/market.yaml': 'town: market\nversion: v1\n',
  'clusters/staging/cluster.yaml': clusterText('staging', 'staging'),
  'clusters/uk/cluster.yaml': clusterText('uk', 'regions/uk'),
  'base/current/base.yaml': 'format: 1\n',
  'base/current/kingdoms/riverland.yaml': 'kingdom: riverland\nowner: platform-team\n',
  'base/v1/base.yaml': 'format: 1\n',
  'base/v1/kingdoms/riverland.yaml': 'kingdom: riverland\nowner: platform-team\n',
  'towns/market/current/town.yaml': townText(),
  'towns/market/v1/town.yaml': townText(),
};

export function clusterText(name: string, ...environments: string[]): string {
  return `
cluster: ${name}
kubernetes: "1.35"
environments: [${environments.join(', ')}]
reconciler: flux
source: { url: https://github.com/acme/townhall.git, branch: main }
`;
}

/** A town file; `more` is added at its end. */
export function townText(more = '', name = 'market'): string {
  return `town: ${name}\nkingdom: riverland\nowner: market-team\n${more}`;
}

/** The digest that the builder gives a folder: of its texts, so that an edit changes it. */
export function digestOf(files: Files, folder: string): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    if (path.startsWith(`${folder}/`)) hash.update(`${path}\n${files[path]}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Reads the files; releases.yaml is made up where it is not given, so that it fits. */
export function makeRepository(files: Files): Repository {
  const texts = new Map(Object.entries(files));
  return {
    root: '/repository',
    pipeline: fileAt(files, 'environments/pipeline.yaml'),
    towns: new Map(
      namesAt(files, /^towns\/([^/]+)\//).map((name) => [name, released(files, name, `towns/${name}`)]),
    ),
    base: released(files, 'base', 'base'),
    environments: new Map(
      namesAt(files, /^environments\/(.+)\/environment\.yaml$/).map((name) => [
        name,
        environment(files, name),
      ]),
    ),
    holds: named(files, 'environments/holds'),
    overrides: named(files, 'environments/overrides'),
    clusters: new Map(
      namesAt(files, /^clusters\/([^/]+)\/cluster\.yaml$/).map((name) => [
        name,
        {
          name,
          document: inputFile(`clusters/${name}/cluster.yaml`, files[`clusters/${name}/cluster.yaml`] ?? ''),
        },
      ]),
    ),
    texts,
  };
}

function namesAt(files: Files, pattern: RegExp): string[] {
  return [...new Set(Object.keys(files).flatMap((path) => pattern.exec(path)?.[1] ?? []))];
}

function namesBelow(files: Files, folder: string): string[] {
  const paths = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
  return paths.map((path) => path.slice(folder.length + 1));
}

function inputFile(path: string, text: string): InputFile {
  const value: unknown = text === BROKEN ? undefined : parse(text);
  // The yaml package makes plain data of these texts.
  return { path, text, value: isObject(value) ? (value as JsonObject) : undefined };
}

/** The files of a folder by their names without `.yaml`. */
function named(files: Files, folder: string): Map<string, InputFile> {
  const names = namesBelow(files, folder).map((path) => path.slice(0, -'.yaml'.length));
  return new Map(
    names.map((name) => {
      const path = `${folder}/${name}.yaml`;
      return [name, inputFile(path, files[path] ?? '')];
    }),
  );
}

function fileAt(files: Files, path: string): InputFile | undefined {
  const text = files[path];
  return text === undefined ? undefined : inputFile(path, text);
}

function released(files: Files, name: string, folder: string): ReleasedFolder {
  const known = new Set(namesBelow(files, folder).flatMap((path) => /^([^/]+)\//.exec(path)?.[1] ?? []));
  const versions = new Map(
    [...known].map((version) => [version, versionFolder(files, version, `${folder}/${version}`)]),
  );
  const lines = [...versions.values()]
    .filter(({ version }) => /^v\d+$/.test(version))
    .map(({ version, digest }) => `${version}: { digest: "${digest}", date: "2026-11-01T08:00:00Z" }`);
  const releases =
    fileAt(files, `${folder}/releases.yaml`) ?? inputFile(`${folder}/releases.yaml`, `${lines.join('\n')}\n`);
  return { name, versions, known, releases: lines.length > 0 || releases.value ? releases : undefined };
}

function versionFolder(files: Files, version: string, folder: string): VersionFolder {
  const inside = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
  const below = (path: string) => path.slice(folder.length + 1);
  const documents = inside.filter(([path]) => path.endsWith('.yaml') && !below(path).startsWith('files/'));
  return {
    version,
    folder,
    digest: digestOf(files, folder),
    bytes: new Map(inside.map(([path, text]) => [below(path), new TextEncoder().encode(text)])),
    documents: new Map(documents.map(([path, text]) => [below(path), inputFile(path, text)])),
  };
}

function environment(files: Files, name: string): EnvironmentFolder {
  const folder = `environments/${name}`;
  const pins = namesBelow(files, `${folder}/pins`).map((path) => path.slice(0, -'.yaml'.length));
  return {
    name,
    document: inputFile(`${folder}/environment.yaml`, files[`${folder}/environment.yaml`] ?? ''),
    pins: new Map(
      pins.map((town) => [
        town,
        inputFile(`${folder}/pins/${town}.yaml`, files[`${folder}/pins/${town}.yaml`] ?? ''),
      ]),
    ),
    secrets: new Map(
      namesBelow(files, `${folder}/secrets`).map((path) => [
        path,
        inputFile(`${folder}/secrets/${path}`, files[`${folder}/secrets/${path}`] ?? ''),
      ]),
    ),
  };
}
