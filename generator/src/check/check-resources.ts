// A container that asks for nothing is placed anywhere and pushed out first; one without a memory limit can take a node down.
import { nameContainer, podsOf } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

export const resourcesMissing: Rule = {
  code: 'resources-missing',
  severity: 'warning',
  waivable: true,
  find: (manifests) =>
    podsOf(manifests).flatMap((pod) =>
      pod.containers.flatMap(({ container, field }): Finding[] => {
        const { requests = {}, limits = {} } = container.resources ?? {};
        const missing = [
          ...(requests['cpu'] === undefined ? ['requests.cpu'] : []),
          ...(requests['memory'] === undefined ? ['requests.memory'] : []),
          ...(limits['memory'] === undefined ? ['limits.memory'] : []),
        ];
        if (missing.length === 0) return [];
        return [
          {
            manifest: pod.manifest,
            field: [...field, 'resources'],
            message: `${nameContainer(pod, container)} does not set ${missing.join(', ')}`,
            hint: 'set them under `resources`, or for all shops under `defaults.container` of the town or the base',
          },
        ];
      }),
    ),
};
