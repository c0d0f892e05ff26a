// What every kingdom, town and shop gets: base.yaml and kingdoms/<kingdom>.yaml of a base version.
import { z } from 'zod';
import { grantsField } from './account.ts';
import { authored, mapOf, mapping, patterned, plain } from './dialect.ts';
import { NAME } from './names.ts';
import { defaultsSchema } from './town.ts';

const CLUSTER_KIND = {
  pattern: /^[A-Z][A-Za-z0-9]{0,62}(\.[a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?)?$/,
  expected: 'a kind such as "PersistentVolume", or with its group "StorageClass.storage.k8s.io"',
};

const workloads = (noun: string) =>
  mapping(noun, {
    namespace: patterned(NAME).describe('The namespace they are in.'),
    labels: z
      .record(z.string(), z.string())
      .optional()
      .describe('Labels of their pods; every pod unless said.'),
  });

function networkingSchema() {
  return mapping('networking', {
    dns: workloads('a DNS server')
      .optional()
      .describe('Where pods look names up; kube-dns in kube-system unless said.'),
    ingressControllers: z
      .array(workloads('an ingress controller'))
      .optional()
      .describe('Who may connect to shops that accept `ingress`.'),
    gateways: mapOf(
      NAME,
      mapping('a gateway of the base', {
        name: patterned(NAME).optional().describe('The name of the Gateway; its key unless said.'),
        namespace: patterned(NAME).describe('The namespace of the Gateway.'),
        pods: workloads('the pods of a gateway')
          .optional()
          .describe(
            "The pods that its traffic comes from; every pod of the Gateway's namespace unless said.",
          ),
      }),
    )
      .optional()
      .describe('Gateways (Gateway API) that routes of shops may name; they may connect to such shops.'),
  });
}

/** base.yaml. */
export function baseSchema() {
  return mapping('a base', {
    format: z.int().min(1).describe('The number of the rendering rules.'),
    description: z.string().optional().describe('What the base is for.'),
    defaults: defaultsSchema(authored).optional().describe('What stands under every shop and container.'),
    policies: z
      .record(z.string(), z.enum(['error', 'warning', 'off']))
      .optional()
      .describe('The severity of each check.'),
    networking: networkingSchema().optional().describe("What every kingdom's network rules must know."),
  });
}

const amounts = () => z.record(z.string(), plain.quantity());

/** Members of a kingdom: built-in ClusterRole -> who. */
export function membersSchema() {
  const subject = z.union([
    mapping('a group', { group: z.string().min(1).describe("A group of the cluster's identity provider.") }),
    mapping('a user', { user: z.string().min(1).describe('A user name.') }),
  ]);
  return z.partialRecord(z.enum(['view', 'edit', 'admin']), z.array(subject).min(1));
}

/** kingdoms/<kingdom>.yaml. */
export function kingdomSchema() {
  return mapping('a kingdom', {
    kingdom: patterned(NAME).describe("The kingdom's name: that of its file."),
    owner: z.string().min(1).describe('The team that answers for it.'),
    description: z.string().optional().describe('What the kingdom is for.'),
    towns: z
      .union([z.literal('any'), z.array(patterned(NAME))])
      .optional()
      .describe('The towns that may stand in it; any unless said.'),
    podSecurity: z
      .enum(['restricted', 'baseline', 'privileged'])
      .optional()
      .describe('The Pod Security level of its namespace; restricted unless said.'),
    quota: amounts().optional().describe('The ResourceQuota: resource -> most.'),
    limits: mapping('limits', {
      requests: amounts().optional().describe('What a container asks for when it says nothing.'),
      limits: amounts().optional().describe('What a container may use when it says nothing.'),
    })
      .optional()
      .describe('The LimitRange: what a container gets that says nothing.'),
    grants: grantsField(),
    clusterKinds: z
      .array(patterned(CLUSTER_KIND))
      .optional()
      .describe('Kinds outside every namespace that its towns may render; none unless said.'),
    members: membersSchema().optional().describe('Who may view, edit or administer it.'),
    networking: networkingSchema().optional().describe("Overrides the base's networking here."),
  });
}

export type BaseDocument = z.output<ReturnType<typeof baseSchema>>;
export type KingdomDocument = z.output<ReturnType<typeof kingdomSchema>>;
export type Members = z.output<ReturnType<typeof membersSchema>>;
export type Networking = z.output<ReturnType<typeof networkingSchema>>;

/** Names used by `mapOf` for kingdoms in an environment. */
export const kingdomOverrides = () =>
  mapOf(
    NAME,
    mapping('a kingdom override', {
      members: membersSchema().optional().describe("Replaces the base's members of these roles."),
      quota: amounts().optional().describe("Replaces the base's amounts of these resources."),
    }),
  );
