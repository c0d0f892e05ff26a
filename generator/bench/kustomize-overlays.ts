// The same fleet as kustomize overlays: one base per town, one overlay per environment that sets images and replicas.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { OutputFile } from '../src/model/manifest.ts';
import { ENVIRONMENTS, registryOf, replicasOf, SHOPS } from './make-repository.ts';

const TREE = /^environments\/(.+)\/manifests\/(.+)$/;

interface Rendered {
  readonly environment: string;
  readonly path: string;
  readonly text: string;
}

function treesOf(files: readonly OutputFile[]): Rendered[] {
  return files.flatMap(({ path, text }) => {
    const [, environment, below] = TREE.exec(path) ?? [];
    return environment === undefined || below === undefined ? [] : [{ environment, path: below, text }];
  });
}

/** Writes the bases (the first environment's objects) and the overlays below `root`. */
export function makeOverlays(root: string, files: readonly OutputFile[]): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const [first = ''] = ENVIRONMENTS;
  const base = treesOf(files).filter(({ environment }) => environment === first);
  const folders = new Map<string, string[]>();
  for (const { path, text } of base) {
    const folder = `base/${dirname(path)}`;
    write(`base/${path}`, text);
    folders.set(folder, [...(folders.get(folder) ?? []), path.slice(path.lastIndexOf('/') + 1)]);
  }
  for (const [folder, resources] of folders) write(`${folder}/kustomization.yaml`, stringify({ resources }));
  const deployments = base.map(({ text }) => parse(text)).filter(({ kind }) => kind === 'Deployment');
  for (const environment of ENVIRONMENTS) {
    const up = '../'.repeat(environment.split('/').length + 1);
    const overlay = {
      resources: [...folders.keys()].map((folder) => `${up}${folder}`),
      images: SHOPS.map((shop) => ({
        name: `${registryOf(first)}/${shop}`,
        newName: `${registryOf(environment)}/${shop}`,
      })),
      replicas: deployments.map(({ metadata }) => ({ name: metadata.name, count: replicasOf(environment) })),
      labels: [],
      patches: [
        {
          target: { kind: 'Namespace|NetworkPolicy', labelSelector: 'kingdom' },
          patch: stringify([
            { op: 'replace', path: '/metadata/labels/environment', value: environment.replaceAll('/', '-') },
          ]),
        },
      ],
    };
    write(`overlays/${environment}/kustomization.yaml`, stringify(overlay));
  }
}

/** Throws when an overlay does not yield exactly the objects that townhall renders: the comparison would be unfair. */
export function sameObjects(root: string, files: readonly OutputFile[]): void {
  const environment = ENVIRONMENTS.at(-1) ?? '';
  const out = execFileSync('kubectl', ['kustomize', join(root, 'overlays', environment)], {
    maxBuffer: 1 << 30,
  });
  const theirs = new Map(parseAllDocuments(out.toString()).map((document) => keyed(document.toJS())));
  const ours = treesOf(files)
    .filter((file) => file.environment === environment)
    .map(({ text }) => keyed(parse(text)));
  for (const [key, object] of ours) {
    if (!isDeepStrictEqual(object, theirs.get(key))) throw new Error(`kustomize yields another ${key}`);
  }
  if (ours.length !== theirs.size)
    throw new Error(`kustomize yields ${theirs.size} objects, townhall ${ours.length}`);
}

function keyed(object: { kind: string; metadata: { name: string } }): [string, unknown] {
  return [`${object.kind} ${object.metadata.name}`, object];
}
