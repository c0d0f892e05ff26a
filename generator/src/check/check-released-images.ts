// A release is what was tested: its images are the ones that its entry in releases.yaml lists. Environments and pins
// choose where images come from, never which ones.
import { nameContainer, podsOf } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

export const imageNotReleased: Rule = {
  code: 'image-not-released',
  severity: 'error',
  waivable: false,
  find: (manifests, { towns }) => {
    const town = towns.get(manifests[0]?.object.metadata.labels?.['town'] ?? '');
    if (!town?.images) return [];
    const listed = new Set(town.images.map(withoutRegistry));
    return podsOf(manifests).flatMap((pod) =>
      pod.containers.flatMap(({ container, field }): Finding[] => {
        const image = container.image ?? '';
        if (listed.has(withoutRegistry(image))) return [];
        const message = `${nameContainer(pod, container)}: image "${image}" is none of those that ${town.name} ${town.version} was released with`;
        const hint = 'an environment or a pin chooses the registry only; release the change of the image';
        return [{ manifest: pod.manifest, field: [...field, 'image'], message, hint }];
      }),
    );
  },
};

/** Name and tag or digest, without the host and the folders before them: `shop:1.1.0`. */
function withoutRegistry(image: string): string {
  return image.slice(image.replace(/@.*$/, '').lastIndexOf('/') + 1);
}
