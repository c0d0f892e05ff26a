// A cluster: where environments run, and what applies them there.
import { z } from 'zod';
import { CIDR } from './addresses.ts';
import { mapping, patterned } from './dialect.ts';
import { ENVIRONMENT_NAME, NAME } from './names.ts';

/** clusters/<cluster>/cluster.yaml. */
export function clusterSchema() {
  return mapping('a cluster', {
    cluster: patterned(NAME).describe('Its name: that of its folder.'),
    description: z.string().optional().describe('What it is for.'),
    kubernetes: patterned({
      pattern: /^1\.\d{1,3}$/,
      expected: 'a Kubernetes minor version in quotes, such as "1.35"',
    }).describe('Its Kubernetes minor version.'),
    environments: z.array(patterned(ENVIRONMENT_NAME)).min(1).describe('The environments that run on it.'),
    reconciler: z.enum(['argo-cd', 'flux']).describe('What applies the trees.'),
    source: mapping('a source', {
      url: patterned({
        pattern: /^(https|ssh|http|file):\/\/\S+$/,
        expected: 'the URL of a git repository',
      }).describe('The repository, as the cluster reaches it.'),
      branch: patterned({ pattern: /^[A-Za-z0-9][-A-Za-z0-9._/]*$/, expected: 'a branch name' }).describe(
        'The branch that is applied.',
      ),
      secret: patterned(NAME).optional().describe('On Flux, the Secret with the credentials.'),
    }).describe('Where the reconciler reads this repository.'),
    context: z
      .string()
      .optional()
      .describe('The kubeconfig context for commands that read the live cluster.'),
    apiServer: z
      .array(patterned(CIDR))
      .optional()
      .describe("The API server's addresses, for shops that talk to it."),
    argo: mapping('an Argo CD', {
      namespace: patterned(NAME).optional().describe('The namespace of Argo CD; argocd unless said.'),
      managesEndpointSlices: z
        .boolean()
        .optional()
        .describe('Whether its settings were changed to apply EndpointSlices.'),
    })
      .optional()
      .describe('How Argo CD is set up there.'),
    flux: mapping('a Flux', {
      namespace: patterned(NAME).optional().describe('The namespace of Flux; flux-system unless said.'),
      decryption: mapping('a decryption', {
        provider: z.literal('sops').describe('What encrypts the files: sops.'),
        secret: patterned(NAME)
          .optional()
          .describe("The Secret in Flux's namespace with the keys; none where the cloud holds them."),
      })
        .optional()
        .describe('How Flux decrypts the secrets of towns.'),
    })
      .optional()
      .describe('How Flux is set up there.'),
  });
}

export type ClusterDocument = z.output<ReturnType<typeof clusterSchema>>;
