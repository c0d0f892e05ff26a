// From a resolved town to its manifests: every kind for every shop, config and external, the policies of the network,
// and the objects that the base gives each town.
import type { Fault, Place } from '../diagnostics/fault.ts';
import type { ResolvedEnvironment, ResolvedTown } from '../resolve/resolved.ts';
import type { Builder, Built, Draft } from './builder.ts';
import { buildEncryptedSecret } from './encrypted-secret.ts';
import {
  accountKinds,
  configKinds,
  externalKinds,
  secretKinds,
  serviceKinds,
  shopKinds,
  storageKinds,
} from './kinds.ts';
import { labelEntry } from './labels.ts';
import { buildShopPolicies } from './network/build-shop-policies.ts';
import { applyPatches } from './patches/apply-patches.ts';
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
    customKinds: environment.base.customKinds,
    label: (name) => labelEntry(town, name),
    annotations: town.annotations,
  });
  const patched = applyPatches([...drafts, ...adopted.drafts], town);
  const placed = placeManifests(patched.drafts, {
    path: `environments/${environment.name}/manifests/${town.name}/${town.version}`,
    // A short name has no town in it that could be left out.
    prefix: town.names === 'short' ? '' : `${town.name}-`,
    source: town.file,
    environment,
  });
  return {
    manifests: placed.manifests,
    faults: [...faults, ...adopted.faults, ...patched.faults, ...placed.faults],
  };
}

/** What stands beside the shops. */
function* buildEntries(context: TownContext): Generator<Draft> {
  const { configs, externals, secrets, storages, accounts, services } = context.town;
  yield* buildAll(configs, configKinds, context);
  yield* buildAll(externals, externalKinds, context);
  yield* buildAll(secrets, secretKinds, context);
  for (const secret of secrets.values()) yield* buildEncryptedSecret(secret, context);
  yield* buildAll(storages, storageKinds, context);
  yield* buildAll(accounts, accountKinds, context);
  yield* buildAll(services, serviceKinds, context);
}

function* buildAll<Entry extends { readonly place: Place }>(
  entries: ReadonlyMap<string, Entry>,
  kinds: readonly Builder<Entry>[],
  context: TownContext,
): Generator<Draft> {
  for (const entry of entries.values()) {
    for (const build of kinds) {
      for (const object of build(entry, context)) yield { object, origin: entry.place };
    }
  }
}
