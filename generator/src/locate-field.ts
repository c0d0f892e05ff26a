// From a rendered field back to the line that set it: found again when asked for, by changing one value after another
// of the shop and watching which one moves the field. Nothing has to carry its origin through the pipeline.
import { buildTown } from './build/build-town.ts';
import { traceField } from './build/trace-field.ts';
import type { Place, YamlPath } from './diagnostics/fault.ts';
import type { Manifest } from './model/manifest.ts';
import type { Resolver } from './resolve/create-resolver.ts';
import type { ResolvedEnvironment, ResolvedObject, ResolvedShop, ResolvedTown } from './resolve/resolved.ts';
import { valueAt } from './validate/choose-branch.ts';

export interface FieldQuestion {
  readonly manifest: Manifest;
  readonly field: YamlPath;
  readonly environment: ResolvedEnvironment;
  readonly resolver: Resolver;
}

/** The place that set a rendered field; where no single value did, the place that asked for the object. */
export function locateField({ manifest, field, environment, resolver }: FieldQuestion): Place {
  const labels = manifest.object.metadata.labels ?? {};
  const town = environment.towns.get(labels['town'] ?? '');
  const written = findWritten(manifest, environment);
  if (written) return { file: manifest.origin.file, path: [...written.root, ...field] };
  const patched = town && findPatch({ manifest, field, environment }, town);
  if (patched) return patched;
  const shop = town?.shops.get(labels['shop'] ?? '');
  if (!town || !shop) return manifest.origin;
  const path = traceField({
    shop,
    manifest,
    field,
    rebuild: (spec) => rebuild(town, { ...shop, spec }, environment),
  });
  return path ? (resolver.findOrigin(environment, shop, path) ?? manifest.origin) : manifest.origin;
}

/** The object that people wrote out, when the manifest is one; its origin is then the very place of that object. */
function findWritten(
  { origin }: Manifest,
  { towns, kingdoms }: ResolvedEnvironment,
): ResolvedObject | undefined {
  for (const { objects } of [...kingdoms.values(), ...towns.values()]) {
    const found = objects.find(({ place }) => place === origin);
    if (found) return found;
  }
  return undefined;
}

/** The patch that made a field what it is: without it, the field is another. */
function findPatch(
  { manifest, field, environment }: Omit<FieldQuestion, 'resolver'>,
  town: ResolvedTown,
): Place | undefined {
  const { kind, metadata } = manifest.object;
  const found = town.patches.find((patch) => {
    if (patch.target.kind !== kind || patch.target.name !== metadata.name) return false;
    const others = town.patches.filter((other) => other !== patch);
    const without = buildTown({ ...town, patches: others }, environment).manifests;
    const before = without.find(({ path }) => path === manifest.path);
    return JSON.stringify(valueAt(before?.object, field)) !== JSON.stringify(valueAt(manifest.object, field));
  });
  if (!found) return undefined;
  // Items of lists are found by their keys, so an index says nothing of where the change stands.
  const list = field.findIndex((step) => typeof step === 'number');
  const said = Array.isArray(found.change) ? [] : field.slice(0, list < 0 ? field.length : list);
  return { file: town.file, path: [...found.root, 'change', ...said] };
}

function rebuild(
  town: ResolvedTown,
  shop: ResolvedShop,
  environment: ResolvedEnvironment,
): readonly Manifest[] {
  const shops = new Map([[shop.key, shop]]);
  return buildTown({ ...town, shops, objects: [], patches: [] }, environment).manifests;
}
