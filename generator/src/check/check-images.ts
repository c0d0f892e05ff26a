// Images must say which image they mean: a tag that does not float and, where the policy asks for it, a digest.
import { nameContainer, podsOf } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** The tag of an image reference, without its digest; empty when it has none. */
export function tagOf(image: string): string {
  const name = image.replace(/@.*$/, '');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
}

export const imageTagFloating: Rule = {
  code: 'image-tag-floating',
  severity: 'error',
  waivable: true,
  find: (manifests) =>
    podsOf(manifests).flatMap((pod) =>
      pod.containers.flatMap(({ container, field }): Finding[] => {
        const image = container.image ?? '';
        const tag = tagOf(image);
        if (DIGEST.test(image) || (tag !== '' && tag !== 'latest')) return [];
        return [
          {
            manifest: pod.manifest,
            field: [...field, 'image'],
            message: `${nameContainer(pod, container)}: image "${image}" ${tag === '' ? 'has no tag' : 'has the tag "latest"'}, so what runs changes without a release`,
            hint: 'give the image a version tag or a digest',
          },
        ];
      }),
    ),
};

export const imageNotPinned: Rule = {
  code: 'image-not-pinned',
  severity: 'off',
  waivable: true,
  find: (manifests) =>
    podsOf(manifests).flatMap((pod) =>
      pod.containers.flatMap(({ container, field }): Finding[] =>
        DIGEST.test(container.image ?? '')
          ? []
          : [
              {
                manifest: pod.manifest,
                field: [...field, 'image'],
                message: `${nameContainer(pod, container)}: image "${container.image ?? ''}" has no digest`,
                hint: 'write the image as name:tag@sha256:…',
              },
            ],
      ),
    ),
};
