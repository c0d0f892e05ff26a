// Applications that other people wrote, as towns: a repository of its own under fixtures/outside, rendered once, and who
// may connect to whom in it.
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderRepository } from '../../src/pipeline.ts';
import { type End, letConnect, type PodEnd, type Policy } from '../build/evaluate-policies.ts';
import { Tree } from '../fidelity/rendered.ts';

export const OUTSIDE = join(import.meta.dirname, '../fixtures/outside');
const MANIFESTS = 'environments/world/manifests';

export const outside = renderRepository({ root: OUTSIDE, selection: {}, everything: true });

const policies = outside.files
  .filter(({ path }) => path.startsWith(`${MANIFESTS}/`))
  .map(({ text }): Policy & { kind: string } => parse(text))
  .filter(({ kind }) => kind === 'NetworkPolicy');

/** A town of the world. */
export function outsideTown(town: string): Tree {
  return new Tree(outside, `${MANIFESTS}/${town}/current`);
}

/** Every way that is open between the pods of a town, as `caller -> called:port`, by all policies of the world together. */
export function openWays(town: string): string[] {
  const pods = podsOf(outsideTown(town));
  return pods.flatMap((from) => waysFrom(from.end, pods).map((way) => `${from.name} -> ${way}`));
}

const ELSEWHERE: End = { address: '203.0.113.7' };

/** A pod of the ingress controllers that the base names. */
export const INGRESS: PodEnd = {
  namespace: 'ingress-nginx',
  labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
};

/** The ways into a town, as `called:port`: from an address outside the cluster unless said. */
export function openDoors(town: string, from = ELSEWHERE): string[] {
  return waysFrom(from, podsOf(outsideTown(town)));
}

/** Whose pods may leave the cluster. */
export function openExits(town: string): string[] {
  const leaves = ({ end }: Pod) => letConnect(policies, { from: end, to: ELSEWHERE, port: 443 });
  return podsOf(outsideTown(town))
    .filter(leaves)
    .map(({ name }) => name)
    .sort();
}

function waysFrom(from: End, pods: readonly Pod[]): string[] {
  return pods.flatMap(({ name, end, ports }) =>
    ports.filter((port) => letConnect(policies, { from, to: end, port })).map((port) => `${name}:${port}`),
  );
}

interface Pod {
  readonly name: string;
  readonly end: PodEnd;
  readonly ports: readonly number[];
}

function podsOf(tree: Tree): Pod[] {
  const workloads = (['Deployment', 'StatefulSet', 'CronJob'] as const).flatMap((kind) => tree.all(kind));
  return workloads.map(({ metadata }): Pod => {
    const name = metadata?.name ?? '';
    const { metadata: own, spec } = tree.pod(name);
    const ports = spec.containers.flatMap(({ ports: open = [] }) => open.map((port) => port.containerPort));
    return { name, ports, end: { namespace: metadata?.namespace ?? '', labels: own?.labels ?? {} } };
  });
}
