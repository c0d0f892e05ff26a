// Labels that townhall writes: a town's own value would be lost on objects, and on pods it would mislead selectors. What
// a town says is therefore looked up where it says it, not on the object.
import { type Fault, fault, type Place } from '../../diagnostics/fault.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { ResolvedTown } from '../../resolve/resolved.ts';
import { podOf } from '../pods.ts';
import { findTown, NO_FAULTS, type ReconcilerCheck } from './reconciler-check.ts';

/** On pods too: by these they are found, and a version there would restart them with every promotion. */
const EVERYWHERE = [
  'town',
  'shop',
  'kingdom',
  'environment',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/version',
];
const ON_OBJECTS = [...EVERYWHERE, 'app.kubernetes.io/name', 'app.kubernetes.io/part-of'];

/** Labels as a town says them, and where it does. */
interface Said {
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly place: Place;
  /** Path of the labels below the place. */
  readonly below: readonly string[];
  readonly reserved: readonly string[];
}

/** Reports labels of townhall that a town sets for itself, its shops, their pods or the objects it writes out. */
export const checkReservedLabels: ReconcilerCheck = (manifest, environment) => {
  const town = findTown(manifest, environment);
  return town ? saidOf(manifest, town).flatMap(describeReserved) : NO_FAULTS;
};

function saidOf(manifest: Manifest, town: ResolvedTown): Said[] {
  const place = { file: town.file, path: [] };
  const said: Said[] = [{ labels: town.labels, place, below: ['labels'], reserved: ON_OBJECTS }];
  const written = town.objects.find(({ place }) => place === manifest.origin);
  if (written) {
    const { labels } = written.object.metadata;
    const below = ['metadata', 'labels'];
    said.push({
      labels,
      place: { file: written.place.file, path: written.root },
      below,
      reserved: ON_OBJECTS,
    });
  }
  const shop = town.shops.get(manifest.object.metadata.labels?.['shop'] ?? '');
  // Once for a shop: on the one object that has pods.
  if (shop && podOf(manifest)) {
    const { labels, podLabels } = shop.spec;
    said.push({ labels, place: shop.place, below: ['labels'], reserved: ON_OBJECTS });
    said.push({ labels: podLabels, place: shop.place, below: ['podLabels'], reserved: EVERYWHERE });
  }
  return said;
}

function describeReserved({ labels, place, below, reserved }: Said): readonly Fault[] {
  if (labels === undefined) return NO_FAULTS;
  return reserved
    .filter((key) => Object.hasOwn(labels, key))
    .map((key) =>
      fault(
        'reserved-label',
        `the label "${key}" is written by townhall, and a town cannot set it`,
        { ...place, path: [...(place.path ?? []), ...below, key], part: 'key' },
        { hint: 'remove it, or choose a key of your own such as acme.com/team' },
      ),
    );
}
