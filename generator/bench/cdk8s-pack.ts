// The objects that cdk8s is asked to make: environment -> town -> objects.
import { parse } from 'yaml';
import type { OutputFile } from '../src/model/manifest.ts';

const TREE = /^environments\/(.+)\/manifests\/([^/]+)\//;

type Pack = Record<string, Record<string, unknown[]>>;

/** Groups the rendered objects of environments; the clusters' own objects are left out. */
export function makeCdk8sPack(files: readonly OutputFile[]): Pack {
  const pack: Pack = {};
  for (const { path, text } of files) {
    const [, environment, town] = TREE.exec(path) ?? [];
    if (environment === undefined || town === undefined) continue;
    const towns = pack[environment.replaceAll('/', '-')] ?? {};
    pack[environment.replaceAll('/', '-')] = towns;
    const objects = towns[town.replace(/^_/, '')] ?? [];
    towns[town.replace(/^_/, '')] = objects;
    objects.push(parse(text));
  }
  return pack;
}
