// A pod behind a Service gets traffic as soon as it is ready, and without a probe that is at once.
import { nameObject, podsOf } from './pods.ts';
import type { Finding, Rule } from './rule.ts';
import { selects, servicesOf } from './services.ts';

export const probeMissing: Rule = {
  code: 'probe-missing',
  severity: 'warning',
  waivable: true,
  find: (manifests) => {
    const services = servicesOf(manifests);
    return podsOf(manifests).flatMap((pod): Finding[] => {
      const labels = pod.template.metadata?.labels ?? {};
      const service = services.find((candidate) => selects(candidate.selector, labels));
      if (!service || pod.containers.some(({ container }) => container.readinessProbe)) return [];
      return [
        {
          manifest: pod.manifest,
          field: [...pod.field, 'containers', 0],
          message: `${nameObject(pod.manifest)} is behind ${nameObject(service.manifest)} and no container has a ready probe`,
          hint: 'add `probes: { ready: { http: /ready, port: http } }`',
        },
      ];
    });
  },
};
