// Annotations and labels that tell a reconciler to skip, replace, hook or delete an object are not a town's to set.
import { REPLACED } from '../../build/bare-pod.ts';
import { type Fault, fault, type Place, type YamlPath } from '../../diagnostics/fault.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { ResolvedTown } from '../../resolve/resolved.ts';
import { podOf } from '../pods.ts';
import type { PlaceOf } from '../rule.ts';
import { findTown, NO_FAULTS, type ReconcilerCheck } from './reconciler-check.ts';

/** Who reads the keys that begin so (a key that ends in `$` is meant as a whole). */
const READERS: readonly (readonly [keys: RegExp, reader: string])[] = [
  // Argo CD takes Helm's hooks for its own, and two labels for its marks of who owns an object.
  [
    /^(argocd\.argoproj\.io\/|helm\.sh\/hook|app\.kubernetes\.io\/instance$|applications\.argoproj\.io\/)/,
    'Argo CD',
  ],
  [/^([a-z0-9-]+\.)*fluxcd\.io\//, 'Flux'],
  // Flux builds every folder with kustomize, which drops what is `local-config`.
  [
    /^((internal\.)?config\.kubernetes\.io\/|kustomize\.config\.k8s\.io\/)/,
    'Flux, which builds with kustomize',
  ],
  [/^kubectl\.kubernetes\.io\/last-applied-configuration$/, 'every reconciler'],
];

/** What only keeps an object as it is does no harm, and towns need it for data. */
const HARMLESS: ReadonlyMap<string, RegExp> = new Map([
  ['kustomize.toolkit.fluxcd.io/prune', /^disabled$/],
  ['kustomize.toolkit.fluxcd.io/substitute', /^disabled$/],
  ['argocd.argoproj.io/sync-options', /^(Prune|Delete)=(false|confirm)(,(Prune|Delete)=(false|confirm))*$/],
]);

type Part = 'labels' | 'annotations';
const PARTS: readonly Part[] = ['labels', 'annotations'];

/** Reports what a town sets to steer a reconciler, on objects and on pods. */
export const checkReservedAnnotations: ReconcilerCheck = (manifest, environment, placeOf) => {
  const town = findTown(manifest, environment);
  if (!town) return NO_FAULTS;
  const faults: Fault[] = [];
  for (const { metadata, field } of metadataOf(manifest)) {
    for (const part of PARTS) {
      const said = metadata[part];
      for (const key in said) {
        const value = said[key] ?? '';
        const reader = readerOf(key);
        if (reader === undefined || HARMLESS.get(key)?.test(value)) continue;
        if (manifest.object.kind === 'Pod' && Reflect.get(REPLACED, key) === value) continue;
        const message = `"${key}" steers ${reader}, and a town may not set it`;
        const place = placeOfKey({ town, manifest, placeOf, field: [...field, part, key], part, key });
        faults.push(
          fault('reserved-annotation', message, place, {
            hint: 'remove it; `kustomize.toolkit.fluxcd.io/prune: disabled` and `argocd.argoproj.io/sync-options: Prune=false` may stay',
          }),
        );
      }
    }
  }
  return faults;
};

/** A repository has few different keys and very many objects that carry them. */
const readers = new Map<string, string | undefined>();

function readerOf(key: string): string | undefined {
  if (!readers.has(key)) readers.set(key, READERS.find(([keys]) => keys.test(key))?.[1]);
  return readers.get(key);
}

interface Metadata {
  readonly metadata: Readonly<Partial<Record<Part, Record<string, string>>>>;
  readonly field: YamlPath;
}

/** The metadata of a manifest's object and of its pods. */
function metadataOf(manifest: Manifest): Metadata[] {
  const own: Metadata = { metadata: manifest.object.metadata, field: ['metadata'] };
  const pod = podOf(manifest);
  // A bare Pod is its own template.
  if (!pod || manifest.object.kind === 'Pod') return [own];
  return [own, { metadata: pod.template.metadata ?? {}, field: [...pod.field.slice(0, -1), 'metadata'] }];
}

interface Question {
  readonly town: ResolvedTown;
  readonly manifest: Manifest;
  readonly placeOf: PlaceOf;
  readonly field: YamlPath;
  readonly part: Part;
  readonly key: string;
}

/** What the town says of all its objects stands on one line, however many objects carry it. */
function placeOfKey({ town, manifest, placeOf, field, part, key }: Question): Place {
  if (Object.hasOwn(town[part], key)) return { file: town.file, path: [part, key], part: 'key' };
  return placeOf(manifest, field);
}
