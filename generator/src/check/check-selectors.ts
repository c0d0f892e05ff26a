// A Service whose selector matches no pod sends its callers nowhere.
import { nameObject, podsOf } from './pods.ts';
import type { Rule } from './rule.ts';
import { selects, servicesOf } from './services.ts';

export const selectorMatchesNothing: Rule = {
  code: 'selector-matches-nothing',
  severity: 'error',
  waivable: true,
  find: (manifests) => {
    const pods = podsOf(manifests);
    return servicesOf(manifests)
      .filter(({ selector }) => !pods.some((pod) => selects(selector, pod.template.metadata?.labels ?? {})))
      .map(({ manifest, selector }) => ({
        manifest,
        field: ['spec', 'selector'],
        message: `${nameObject(manifest)} selects ${Object.entries(selector)
          .map(([key, value]) => `${key}=${value}`)
          .join(',')}, and no pod of this town has these labels`,
        hint: 'a selector must equal labels of the pod template, and stay the same from version to version',
      }));
  },
};
