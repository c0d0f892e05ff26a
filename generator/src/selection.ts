// `--env` and `--town`: which environments are rendered, whose faults count, and which files a run answers for.
import { folderOfCluster } from './build/reconcilers/cluster-object.ts';
import { type Fault, fault } from './diagnostics/fault.ts';
import { suggest } from './diagnostics/suggest.ts';
import type { OutputFile } from './model/manifest.ts';
import { slugOf } from './resolve/resolve-names.ts';
import type { Environment, Model } from './validate/model.ts';

export interface Selection {
  readonly environment?: string;
  readonly town?: string;
}

/** The environments to render; a name that does not exist is a fault. */
export function selectEnvironments(
  model: Model,
  { environment, town }: Selection,
): { environments: Environment[]; faults: Fault[] } {
  const all = [...model.environments.values()];
  const faults: Fault[] = [];
  const environments = all.filter(
    (candidate) =>
      (environment === undefined || candidate.name === environment) &&
      (town === undefined || candidate.pins.has(town)),
  );
  if (environment !== undefined && !model.environments.has(environment)) {
    faults.push(unknown('environment', environment, model.environments.keys()));
  } else if (town !== undefined && environments.length === 0) {
    faults.push(unknown('pinned town', town, new Set(all.flatMap(({ pins }) => [...pins.keys()]))));
  }
  return { environments, faults };
}

function unknown(noun: string, name: string, known: Iterable<string>): Fault {
  const near = suggest(name, known);
  return fault('unknown-selection', `"${name}" is not a ${noun} of this repository`, undefined, {
    hint: near === undefined ? undefined : `did you mean "${near}"?`,
  });
}

/** With `--town`: the faults that concern it. Those of other towns' files, and of their pins, do not stop it. */
export function selectFaults(faults: readonly Fault[], { town }: Selection): readonly Fault[] {
  if (town === undefined) return faults;
  return faults.filter(({ place }) => {
    const [, , owner] = place?.file.match(/^(towns\/|environments\/.*\/pins\/)([^/]+?)(\.yaml$|\/)/) ?? [];
    return owner === undefined || owner === town;
  });
}

/** The files that a selection may touch: its town, the town's kingdom, and the children that apply them. */
export function selectFiles(files: readonly OutputFile[], selection: Selection): readonly OutputFile[] {
  const { environment, town } = selection;
  if (environment === undefined && town === undefined) return files;
  return files.filter(({ path }) => {
    if (!path.startsWith('clusters/')) return true;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.includes('/bootstrap/')) return true;
    if (environment !== undefined && !name.includes(`-${slugOf(environment)}-`)) return false;
    return town === undefined || !name.startsWith('town-') || name.startsWith(`town-${town}-`);
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
  const { environment, town } = selection;
  if (environment === undefined && town === undefined) {
    const clusters = new Set(environments.map(({ cluster }) => folderOfCluster(cluster)));
    return [...environments.map(({ name }) => `environments/${name}/manifests`), ...clusters];
  }
  const singles = selectFiles(files, selection).map(({ path }) => path);
  const folders = environments.map(
    ({ name }) => `environments/${name}/manifests${town === undefined ? '' : `/${town}`}`,
  );
  return [...folders, ...singles.filter((path) => !folders.some((folder) => path.startsWith(`${folder}/`)))];
}
