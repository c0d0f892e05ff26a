// What tests of reconcilers ask a cluster, and what they play in it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Repo } from '../stories/repository.ts';
import type { ControlPlane } from './control-plane.ts';

/** Lines of one text for each object of a kind. */
function list(plane: ControlPlane, kind: string, { fields, selector = '' }: Listing): string[] {
  const template = `{range .items[*]}${fields.map((field) => `{${field}}`).join(' ')}{"\\n"}{end}`;
  const args = ['get', kind, '--all-namespaces', `--selector=${selector}`, `--output=jsonpath=${template}`];
  return plane.change(args).split('\n').filter(Boolean).sort();
}

interface Listing {
  readonly fields: readonly string[];
  readonly selector?: string;
}

/** The Deployments of a town, each as its name and the release that it says it is of. */
export function listDeployments(plane: ControlPlane, town: string): string[] {
  const fields = ['.metadata.name', '.metadata.labels.app\\.kubernetes\\.io/version'];
  return list(plane, 'deployments', { fields, selector: `town=${town}` });
}

/** How many pods a Deployment asks for. */
export function countReplicas(plane: ControlPlane, name: string): string {
  const named = `--field-selector=metadata.name=${name}`;
  return plane.change([
    'get',
    'deployments',
    '--all-namespaces',
    named,
    '--output=jsonpath={.items[*].spec.replicas}',
  ]);
}

/** Who the Deployments of a town are: another uid is another object. */
export function listIdentities(plane: ControlPlane, town: string): string[] {
  return list(plane, 'deployments', { fields: ['.metadata.uid'], selector: `town=${town}` });
}

/** What `listDeployments` should say, by the tree `environments/<environment>/manifests/<town>/<version>`. */
export function readDeployments(repository: Repo, tree: string): string[] {
  const version = tree.slice(tree.lastIndexOf('/') + 1);
  return readdirSync(join(repository.root, tree))
    .filter((name) => name.endsWith('-deployment.yaml'))
    .map((name) => `${parse(repository.read(`${tree}/${name}`)).metadata.name} ${version}`)
    .sort();
}

/** Gives every ingress an address, as its controller would: reconcilers wait for it. */
export function giveAddresses(plane: ControlPlane): void {
  const patch = JSON.stringify({ status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } } });
  for (const line of list(plane, 'ingresses', { fields: ['.metadata.namespace', '.metadata.name'] })) {
    const [namespace = '', name = ''] = line.split(' ');
    // It may be gone meanwhile.
    plane.kubectl([
      'patch',
      'ingress',
      name,
      `--namespace=${namespace}`,
      '--subresource=status',
      `--patch=${patch}`,
    ]);
  }
}
