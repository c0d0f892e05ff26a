// From a resolved kingdom to its manifests: the namespace, its limits and members, the start of its network, and the
// objects that the base gives each kingdom.
import type { ResolvedEnvironment, ResolvedKingdom } from '../resolve/resolved.ts';
import type { Built, Draft } from './builder.ts';
import { buildGrants } from './cluster-rights.ts';
import { kingdomKinds } from './kinds.ts';
import { labelKingdom } from './labels.ts';
import { placeManifests } from './place-manifests.ts';
import { adoptObjects } from './written-object.ts';

/** The manifests of a kingdom in an environment. */
export function buildKingdom(kingdom: ResolvedKingdom, environment: ResolvedEnvironment): Built {
  const origin = { file: kingdom.file, path: ['kingdom'] };
  const drafts = kingdomKinds.flatMap((build) =>
    build(kingdom, environment).map((object): Draft => ({ object, origin })),
  );
  const standard = labelKingdom(kingdom, environment);
  const adopted = adoptObjects(kingdom.objects, {
    namespace: kingdom.namespace,
    customKinds: environment.base.customKinds,
    label: (name) => ({ ...standard, 'app.kubernetes.io/name': name }),
  });
  const granted = buildGrants(kingdom, environment);
  const placed = placeManifests([...drafts, ...granted.drafts, ...adopted.drafts], {
    path: `environments/${environment.name}/manifests/_kingdoms/${kingdom.name}`,
    prefix: '',
    source: kingdom.file,
    environment,
  });
  return { manifests: placed.manifests, faults: [...granted.faults, ...adopted.faults, ...placed.faults] };
}
