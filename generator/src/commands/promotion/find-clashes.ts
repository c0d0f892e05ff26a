// What moves, against what shares its cluster: two objects of one name, two services on one port of the nodes,
// two ingresses of one host and path. Only the
// towns that move are rendered for a promotion, so their neighbours are asked here.
import type { Fault } from '../../diagnostics/fault.ts';
import { renderRepository } from '../../pipeline.ts';
import { BASE, type Move } from '../../promotion/fleet.ts';
import type { Change } from './apply-change.ts';

const CLASHES: ReadonlySet<string> = new Set([
  'duplicate-object',
  'shared-object',
  'node-port-conflict',
  'ingress-conflict',
]);

/** Every clash of a town that moves; what was wrong between others before stays theirs. */
export function findClashes({ state, files, moves }: Change): Fault[] {
  const { root, model } = state;
  const clusters = new Set(moves.map(({ environment }) => model.environments.get(environment)?.cluster.name));
  const environments = [...model.environments.values()]
    .filter(({ cluster }) => clusters.has(cluster.name))
    .map(({ name }) => name);
  if (environments.length === 0) return [];
  const { faults } = renderRepository({
    root,
    selection: { environments },
    everything: false,
    overlay: files,
  });
  return faults.filter((found) => CLASHES.has(found.code) && moves.some((move) => concerns(found, move)));
}

function concerns({ place, other }: Fault, { subject }: Move): boolean {
  const sides = [place?.file, other?.place.file];
  return subject === BASE || sides.some((file) => file?.startsWith(`towns/${subject}/`));
}
