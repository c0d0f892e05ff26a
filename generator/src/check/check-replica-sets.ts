// A ReplicaSet makes pods and never replaces them: a new image reaches only pods that are made later.
import { nameObject } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

export const bareReplicaSet: Rule = {
  code: 'bare-replica-set',
  severity: 'warning',
  waivable: true,
  find: (manifests) =>
    manifests
      .filter(({ object }) => object.kind === 'ReplicaSet')
      .map(
        (manifest): Finding => ({
          manifest,
          field: ['spec', 'template'],
          message: `${nameObject(manifest)} does not replace its pods when their template changes`,
          hint: 'say `kind: deployment`, or waive this check with the reason',
        }),
      ),
};
