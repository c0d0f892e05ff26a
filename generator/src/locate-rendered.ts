// From a field of a rendered file back to the line that set it, for files of which only the path is known.
import { buildKingdom } from './build/build-kingdom.ts';
import { buildTown } from './build/build-town.ts';
import type { Place, YamlPath } from './diagnostics/fault.ts';
import { locateField } from './locate-field.ts';
import type { Manifest } from './model/manifest.ts';
import { createResolver, type Resolver } from './resolve/create-resolver.ts';
import type { ResolvedEnvironment } from './resolve/resolved.ts';
import type { Environment, Model } from './validate/model.ts';

export interface RenderedField {
  /** `environments/<env>/manifests/<town>/<version>/<file>`, or `…/_kingdoms/<kingdom>/<file>`. */
  readonly path: string;
  readonly field: YamlPath;
}

/** The line that set a field; undefined where no town or kingdom of the model renders such a file. */
export type LocateRendered = (field: RenderedField) => Place | undefined;

/** Finds places in one model; what it rendered on the way is rendered once. */
export function createRenderedLocator(model: Model): LocateRendered {
  const resolver = createResolver(model);
  const known = new Map<string, RenderedFolder | undefined>();
  return ({ path, field }) => {
    const [, folder = '', name = ''] = path.match(FOLDER) ?? [];
    const environment = model.environments.get(name);
    if (!environment) return undefined;
    if (!known.has(folder)) known.set(folder, renderFolder(resolver, environment, folder));
    const found = known.get(folder);
    const manifest = found?.manifests.get(path);
    return manifest && found && locateField({ manifest, field, environment: found.environment, resolver });
  };
}

/** The line that set one field. */
export function locateRendered(model: Model, field: RenderedField): Place | undefined {
  return createRenderedLocator(model)(field);
}

/** All of one town or one kingdom in one environment: the folder, its environment. */
const FOLDER = /^(environments\/(.+?)\/manifests\/(?:_kingdoms\/)?[^/]+)\/.+$/;

interface RenderedFolder {
  readonly environment: ResolvedEnvironment;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

function renderFolder(
  resolver: Resolver,
  environment: Environment,
  folder: string,
): RenderedFolder | undefined {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const isKingdom = folder.endsWith(`/_kingdoms/${name}`);
  if (!isKingdom && !environment.pins.has(name)) return undefined;
  const wanted = isKingdom ? {} : { towns: new Set([name]) };
  const { environment: resolved } = resolver.resolve(environment, wanted);
  const kingdom = isKingdom ? resolved.kingdoms.get(name) : undefined;
  const town = isKingdom ? undefined : resolved.towns.get(name);
  const built = town ? buildTown(town, resolved) : kingdom && buildKingdom(kingdom, resolved);
  return (
    built && {
      environment: resolved,
      manifests: new Map(built.manifests.map((manifest) => [manifest.path, manifest])),
    }
  );
}
