// Rights that let a shop reach beyond its town: wildcards, handing on rights, reading all secrets, running as others.
import type { V1PolicyRule, V1Role } from '@kubernetes/client-node';
import { nameObject } from './pods.ts';
import type { Finding, Rule } from './rule.ts';

const HANDING_ON = new Set(['escalate', 'bind', 'impersonate']);

function dangers(rule: V1PolicyRule): string[] {
  const found: string[] = [];
  for (const word of ['apiGroups', 'resources', 'verbs'] as const) {
    if (rule[word]?.includes('*')) found.push(`"*" in ${word}`);
  }
  const resources = rule.resources ?? [];
  const named = (rule.resourceNames ?? []).length > 0;
  for (const verb of rule.verbs) {
    if (HANDING_ON.has(verb)) found.push(`the verb "${verb}"`);
    if (resources.includes('secrets') && (verb === 'list' || verb === 'watch'))
      found.push(`${verb} on secrets`);
    if (resources.includes('secrets') && verb === 'get' && !named) found.push('get on every secret');
  }
  if (resources.includes('serviceaccounts/token')) found.push('tokens of service accounts');
  for (const path of ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers']) {
    if (resources.includes(path) && !named) found.push(`${path} of every pod`);
  }
  return found;
}

export const rbacEscalation: Rule = {
  code: 'rbac-escalation',
  severity: 'error',
  waivable: false,
  find: (manifests) =>
    manifests.flatMap((manifest): Finding[] => {
      if (manifest.object.kind !== 'Role' && manifest.object.kind !== 'ClusterRole') return [];
      // What a kingdom grants was said by the platform, for one shop.
      if (manifest.origin.path?.[0] === 'grants') return [];
      // A Role by its kind; objects that people wrote have passed its schema.
      const rules = (manifest.object as V1Role).rules ?? [];
      return rules.flatMap((rule, index) =>
        dangers(rule).map((danger) => ({
          manifest,
          field: ['rules', index],
          message: `${nameObject(manifest)} grants ${danger}`,
          hint: 'name the resources, verbs and objects that the shop needs',
        })),
      );
    }),
};
