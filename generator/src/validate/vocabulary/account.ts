// Who pods are to the Kubernetes API, and what they may do there: rules, accounts of a town, grants of a kingdom.
import { z } from 'zod';
import { gateField } from './container.ts';
import { type Dialect, mapOf, mapping, once } from './dialect.ts';
import { annotationsField } from './metadata.ts';
import { NAME } from './names.ts';

/** `may`: PolicyRules in the namespace of the town. */
export function rulesField(d: Dialect, description: string) {
  const name = z.union([
    d.text(),
    mapping('a config name', { config: d.text(NAME).describe("A name under the town's `config`.") }),
    mapping('a secret name', { secret: d.text(NAME).describe("A name under the town's `secrets`.") }),
  ]);
  return d.field(
    z.array(
      mapping('a rule', {
        apiGroups: z.array(d.text()).min(1).describe('API groups; "" is the core group.'),
        resources: z.array(d.text()).min(1).describe('Resources, such as pods.'),
        verbs: z.array(d.text()).min(1).describe('Verbs, such as get or patch.'),
        resourceNames: d.field(
          z.array(name),
          'Only these objects; `{ config: name }` and `{ secret: name }` stand for those of this town.',
        ),
      }),
    ),
    description,
  );
}

export const pullSecretsField = (d: Dialect) =>
  d.field(z.array(d.text(NAME)), "Names under the town's `secrets`: credentials for registries.");

/** One of `accounts`. */
export const accountSchema = once((d: Dialect) =>
  mapping('an account', {
    when: gateField(),
    may: rulesField(d, 'PolicyRules: a Role and a RoleBinding named like the account follow.'),
    annotations: annotationsField(d, 'Annotations of the ServiceAccount, such as a cloud identity.'),
    automount: d.field(d.flag(), 'Whether its pods get the API token; false unless it has `may`.'),
    imagePullSecrets: pullSecretsField(d),
  }),
);

/** `grants` of a kingdom: rules that hold in the whole cluster, for one shop of one town. */
export function grantsField() {
  return mapOf(
    {
      pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      expected: 'a shop as "town/shop"',
    },
    z
      .array(
        mapping('a grant', {
          apiGroups: z.array(z.string()).min(1).optional().describe('API groups; "" is the core group.'),
          resources: z.array(z.string()).min(1).optional().describe('Resources, such as nodes.'),
          verbs: z.array(z.string()).min(1).describe('Verbs, such as get or list.'),
          resourceNames: z.array(z.string()).optional().describe('Only these objects.'),
          nonResourceURLs: z.array(z.string()).min(1).optional().describe('Paths such as /metrics.'),
        }),
      )
      .min(1),
  )
    .optional()
    .describe('What shops may do in the whole cluster: town/shop -> PolicyRules for its account.');
}

export type Account = z.output<ReturnType<typeof accountSchema>>;
export type Rules = NonNullable<Account['may']>;
export type Grants = NonNullable<z.output<ReturnType<typeof grantsField>>>;
