// From a field of a rendered file back to the line that set it, for files of which only the path is known.
import { buildTown } from './build/build-town.ts';
import type { Place, YamlPath } from './diagnostics/fault.ts';
import { locateField } from './locate-field.ts';
import { createResolver } from './resolve/resolve-environment.ts';
import type { Model } from './validate/model.ts';

export interface RenderedField {
  /** `environments/<env>/manifests/<town>/<version>/<file>`. */
  readonly path: string;
  readonly field: YamlPath;
}

/** The line that set a field of a town's rendered file; undefined where no town of the model renders such a file. */
export function locateRendered(model: Model, { path, field }: RenderedField): Place | undefined {
  const [, name = '', town = ''] = path.match(/^environments\/(.+)\/manifests\/([^/]+)\/[^/]+\/[^/]+$/) ?? [];
  const environment = model.environments.get(name);
  if (!environment?.pins.has(town)) return undefined;
  const resolver = createResolver(model);
  const { environment: resolved } = resolver.resolve(environment, { towns: new Set([town]) });
  const found = resolved.towns.get(town);
  const manifest = found && buildTown(found, resolved).manifests.find((candidate) => candidate.path === path);
  return manifest && locateField({ manifest, field, environment: resolved, resolver });
}
