// `--env` and `--town`: which environments are rendered, whose faults count, and which files a run answers for.
import { folderOfCluster } from './build/reconcilers/cluster-object.ts';
import { type Fault, fault } from './diagnostics/fault.ts';
import { suggest } from './diagnostics/suggest.ts';
import type { OutputFile } from './model/manifest.ts';
import { slugOf } from './resolve/resolve-names.ts';
import type { Environment, Model } from './validate/model.ts';

export interface Selection {
  /** Names; undefined: all of them. */
  readonly environments?: readonly string[];
  /** Names; undefined: all of them. */
  readonly towns?: readonly string[];
}

/** The environments to render; a name that does not exist is a fault. */
export function selectEnvironments(
  model: Model,
  { environments: names, towns }: Selection,
): { environments: Environment[]; faults: Fault[] } {
  const all = [...model.environments.values()];
  const faults: Fault[] = [];
  for (const name of names ?? []) {
    if (!model.environments.has(name)) faults.push(unknown('environment', name, model.environments.keys()));
  }
  const named = names === undefined ? all : all.filter(({ name }) => names.includes(name));
  for (const town of towns ?? []) {
    if (faults.length > 0 || named.some(({ pins }) => pins.has(town))) continue;
    faults.push(unknown('pinned town', town, new Set(all.flatMap(({ pins }) => [...pins.keys()]))));
  }
  const environments = named.filter(
    ({ pins }) => towns === undefined || towns.some((town) => pins.has(town)),
  );
  return { environments, faults };
}

function unknown(noun: string, name: string, known: Iterable<string>): Fault {
  const near = suggest(name, known);
  return fault('unknown-selection', `"${name}" is not a ${noun} of this repository`, undefined, {
    hint: near === undefined ? undefined : `did you mean "${near}"?`,
  });
}

/**
 * The faults that concern the selection: those of files that belong to other towns, or of environments that are not
 * rendered, do not stop it.
 */
export function selectFaults(faults: readonly Fault[], { environments, towns }: Selection): readonly Fault[] {
  return faults.filter(({ place }) => {
    const file = place?.file ?? '';
    const [, town] = file.match(/^(?:towns\/|environments\/.*\/pins\/)([^/]+?)(?:\.yaml$|\/)/) ?? [];
    if (towns && town !== undefined && !towns.includes(town)) return false;
    const [, environment] = file.match(/^environments\/(.*?)\/(?:pins\/|secrets\/|environment\.yaml$)/) ?? [];
    return !environments || environment === undefined || environments.includes(environment);
  });
}

/** The files that a selection may touch: its town, the town's kingdom, and the children that apply them. */
export function selectFiles(files: readonly OutputFile[], selection: Selection): readonly OutputFile[] {
  const { environments, towns } = selection;
  if (environments === undefined && towns === undefined) return files;
  return files.filter(({ path }) => {
    if (!path.startsWith('clusters/')) return true;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.includes('/bootstrap/')) return true;
    if (environments && !environments.some((one) => name.includes(`-${slugOf(one)}-`))) return false;
    return !towns || !name.startsWith('town-') || towns.some((town) => name.startsWith(`town-${town}-`));
  });
}

/**
 * What the run answers for: whole folders where it renders all that belongs there, so that what is not wanted any
 * more is removed; single files elsewhere.
 */
export function ownedBy(
  environments: readonly Environment[],
  files: readonly OutputFile[],
  selection: Selection,
): string[] {
  const { environments: named, towns } = selection;
  if (named === undefined && towns === undefined) {
    const clusters = new Set(environments.map(({ cluster }) => folderOfCluster(cluster)));
    return [...environments.map(({ name }) => `environments/${name}/manifests`), ...clusters];
  }
  const singles = selectFiles(files, selection).map(({ path }) => path);
  const folders = environments.flatMap(({ name }) => {
    const trees = `environments/${name}/manifests`;
    return towns ? towns.map((town) => `${trees}/${town}`) : [trees];
  });
  return [...folders, ...singles.filter((path) => !folders.some((folder) => path.startsWith(`${folder}/`)))];
}
