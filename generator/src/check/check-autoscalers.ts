// An autoscaler may leave no pod running only where the cluster was told so: up to 1.36 no version of Kubernetes
// has the feature gate on by itself.
import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { nameObject } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

export const scaleToZero: Rule = {
  code: 'scale-to-zero',
  severity: 'warning',
  waivable: true,
  find: (manifests) =>
    manifests
      .filter(({ object }) => object.kind === 'HorizontalPodAutoscaler')
      // An autoscaler by its kind; objects that people wrote have passed its schema.
      .filter(({ object }) => (object as V2HorizontalPodAutoscaler).spec?.minReplicas === 0)
      .map(
        (manifest): Finding => ({
          manifest,
          field: ['spec', 'minReplicas'],
          message: `${nameObject(manifest)} may leave no pod, which the API server refuses without the feature gate HPAScaleToZero`,
          hint: 'let `min` be at least 1, or turn the gate on in the cluster and waive this check with the reason',
        }),
      ),
};
