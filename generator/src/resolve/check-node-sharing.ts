// What a pod shares with its node, and what cannot be shared at the same time: users, processes, ports, mounts.
import type { Fault } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { listContainers, type Named } from './containers.ts';

/** Every fault of what a shop shares with its node. */
export function checkNodeSharing(question: ShopQuestion): Fault[] {
  const containers = listContainers(question.spec);
  return [
    ...checkUsers(question),
    ...checkProcesses(question),
    ...containers.filter(listensWithShop).flatMap((container) => checkNodePorts(container, question)),
    ...containers.flatMap((container) => checkPropagation(container, question)),
  ];
}

/** A user of the node has no say where the users of the pod are others. */
function checkUsers(question: ShopQuestion): Fault[] {
  const { spec } = question;
  if (spec.hostUsers !== false) return [];
  return (['hostNetwork', 'hostPID', 'hostIPC'] as const)
    .filter((field) => spec[field] === true)
    .map((field) => {
      const message = `a pod with users of its own cannot have \`${field}\``;
      const said = { path: [field], against: ['hostUsers'], label: 'its users are its own' };
      return conflict(question, message, {
        ...said,
        hint: `take \`${field}\` out, or say \`hostUsers: true\``,
      });
    });
}

function checkProcesses(question: ShopQuestion): Fault[] {
  const { hostPID, shareProcessNamespace } = question.spec;
  if (!hostPID || !shareProcessNamespace) return [];
  const message = "the containers see the node's processes, or only each other's";
  const said = { path: ['shareProcessNamespace'], against: ['hostPID'], label: "here they see the node's" };
  return [conflict(question, message, { ...said, hint: 'take one of the two out' })];
}

/** Kubernetes asks it of the containers that are no init containers, as native sidecars are. */
function listensWithShop({ container, beside }: Named): boolean {
  return beside && !('native' in container && container.native === true);
}

/** On the node's network nothing leads from one port to another. */
function checkNodePorts({ container, path }: Named, question: ShopQuestion): Fault[] {
  if (!question.spec.hostNetwork) return [];
  return Object.entries(container.ports ?? {}).flatMap(([name, port]): Fault[] => {
    if (typeof port === 'number' || port.hostPort === undefined || port.hostPort === port.port) return [];
    const message = `with \`hostNetwork\` port ${port.port} is the node's own, so it cannot be ${port.hostPort} there`;
    const said = { against: ['hostNetwork'], label: "the pod is on the node's network" };
    const hint = `take \`hostPort\` out, or let the container listen on ${port.hostPort}`;
    return [conflict(question, message, { path: [...path, 'ports', name, 'hostPort'], ...said, hint })];
  });
}

/** What a container mounts reaches the node only from one that may do everything there. */
function checkPropagation({ name, container, path }: Named, question: ShopQuestion): Fault[] {
  if (container.security?.['privileged'] === true) return [];
  return Object.entries(container.mounts ?? {})
    .filter(([, { propagation }]) => propagation === 'Bidirectional')
    .map(([at]) =>
      conflict(
        question,
        `only a privileged container hands its mounts on to the node, and ${name} is not one`,
        {
          path: [...path, 'mounts', at, 'propagation'],
          hint: 'write HostToContainer, or give the container `security: { privileged: true }`',
        },
      ),
    );
}
