// From a resolved town to its manifests: every kind for every shop, config and external, the policies of the network,
// and the objects that the base gives each town.
import type { Fault } from '../diagnostics/fault.ts';
import type { ResolvedEnvironment, ResolvedTown } from '../resolve/resolved.ts';
import type { Built, Draft } from './builder.ts';
import { configKinds, externalKinds, shopKinds } from './kinds.ts';
import { labelEntry } from './labels.ts';
import { buildShopPolicies } from './network/build-shop-policies.ts';
import { placeManifests } from './place-manifests.ts';
import { TownContext } from './town-context.ts';
import { adoptObjects } from './written-object.ts';

/** The manifests of a town in an environment. */
export function buildTown(town: ResolvedTown, environment: ResolvedEnvironment): Built {
  const context = new TownContext(town, environment);
  const drafts: Draft[] = [];
  const faults: Fault[] = [];
  for (const shop of town.shops.values()) {
    for (const build of shopKinds) {
      for (const object of build(shop, context)) drafts.push({ object, origin: shop.place });
    }
    const policies = buildShopPolicies(shop, context);
    drafts.push(...policies.drafts);
    faults.push(...policies.faults);
  }
  drafts.push(...buildEntries(context));
  const adopted = adoptObjects(town.objects, {
    namespace: town.kingdom.namespace,
    label: (name) => labelEntry(town, name),
    annotations: town.annotations,
  });
  const placed = placeManifests([...drafts, ...adopted.drafts], {
    path: `environments/${environment.name}/manifests/${town.name}/${town.version}`,
    // A short name has no town in it that could be left out.
    prefix: town.names === 'short' ? '' : `${town.name}-`,
    source: town.file,
    environment,
  });
  return { manifests: placed.manifests, faults: [...faults, ...adopted.faults, ...placed.faults] };
}

/** What stands beside the shops. */
function* buildEntries(context: TownContext): Generator<Draft> {
  const { configs, externals } = context.town;
  for (const config of configs.values()) {
    for (const build of configKinds) {
      for (const object of build(config, context)) yield { object, origin: config.place };
    }
  }
  for (const external of externals.values()) {
    for (const build of externalKinds) {
      for (const object of build(external, context)) yield { object, origin: external.place };
    }
  }
}
