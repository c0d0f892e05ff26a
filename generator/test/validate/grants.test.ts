// What a kingdom grants is for kinds of objects or for paths of the API: RBAC takes no rule that is for neither, or for both.
import { expect, test } from 'vitest';
import { faultsOf } from './describe-faults.ts';

const FILE = 'base/current/kingdoms/riverland.yaml';
const grant = (rule: string) =>
  faultsOf({
    [FILE]: `kingdom: riverland\nowner: platform-team\ngrants: { market/stall: [{ verbs: [get], ${rule} }] }\n`,
  });

test.each([
  [
    'kinds are in a group',
    'resources: [nodes]',
    `bad-value @ ${FILE}:grants.market/stall.0: the grant does not say \`apiGroups\`, so it is for nothing (add \`apiGroups\`; "" is the core group)`,
  ],
  [
    'a group has kinds',
    'apiGroups: [""]',
    `bad-value @ ${FILE}:grants.market/stall.0: the grant does not say \`resources\`, so it is for nothing (add \`resources\`, such as nodes)`,
  ],
  [
    'no group is none',
    'apiGroups: [], resources: [nodes]',
    `bad-value @ ${FILE}:grants.market/stall.0.apiGroups: found an empty list, expected at least 1 entry`,
  ],
  [
    'paths are of no kind',
    'apiGroups: [""], resources: [nodes], nonResourceURLs: [/metrics]',
    `bad-value @ ${FILE}:grants.market/stall.0.nonResourceURLs: a grant is for paths of the API or for kinds of objects, and this one names both (write the paths as a grant of their own)`,
  ],
])('%s', (_rule, rule, fault) => {
  expect(grant(rule)).toEqual([fault]);
});

test.each(['apiGroups: [""], resources: [nodes], resourceNames: [oven]', 'nonResourceURLs: [/metrics]'])(
  'fine: %s',
  (rule) => {
    expect(grant(rule)).toEqual([]);
  },
);
