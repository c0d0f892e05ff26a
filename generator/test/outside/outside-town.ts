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

/** The ways into a town from an address outside the cluster, as `called:port`. */
export function openDoors(town: string, address = '203.0.113.7'): string[] {
  return waysFrom({ address }, podsOf(outsideTown(town)));
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
