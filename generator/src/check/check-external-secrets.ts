// An ExternalSecret that deletes what it does not own: its operator refuses the pair, and says so only in the cluster.
// https://external-secrets.io/latest/guides/ownership-deletion-policy/
import { isObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import { nameObject } from './pods.ts';
import type { Rule } from './rule.ts';

export const externalSecretDeletion: Rule = {
  code: 'external-secret-deletion',
  severity: 'error',
  waivable: false,
  find: (manifests) =>
    manifests.flatMap((manifest) => {
      const { creationPolicy, deletionPolicy } = targetOf(manifest);
      const owned = creationPolicy !== 'Merge' && creationPolicy !== 'None';
      if (deletionPolicy !== 'Delete' || owned) return [];
      return [
        {
          manifest,
          field: ['spec', 'target', 'deletionPolicy'],
          message: `${nameObject(manifest)} deletes a Secret that it does not make (creationPolicy ${String(creationPolicy)})`,
          hint: 'say `deletionPolicy: Retain`, or let it own the Secret',
        },
      ];
    }),
};

function targetOf({ object }: Manifest): Readonly<Record<string, unknown>> {
  if (object.kind !== 'ExternalSecret' || !('spec' in object) || !isObject(object.spec)) return {};
  const { target } = object.spec;
  return isObject(target) ? target : {};
}
