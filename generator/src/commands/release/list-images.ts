// The images that a town runs, from its rendered objects: a release's bill of materials.
import { podsOf } from '../../check/pods.ts';
import type { KubernetesObject, Manifest } from '../../model/manifest.ts';

/** Image references, each once, sorted. */
export function listImages(objects: readonly KubernetesObject[]): string[] {
  const manifests = objects.map(
    (object): Manifest => ({ object, path: '', source: '', origin: { file: '' }, kubernetes: '' }),
  );
  const images = podsOf(manifests).flatMap((pod) =>
    pod.containers.map(({ container }) => container.image ?? ''),
  );
  return [...new Set(images)].filter((image) => image !== '').sort();
}
