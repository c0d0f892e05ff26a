// Nodes that are simulated, and a real controller manager and scheduler: pods are placed and become ready, so that a
// reconciler can say that what it applied is healthy.
import { type ControlPlane, freePorts } from './control-plane.ts';

/** What a test of reconcilers needs beside etcd and the API server. */
export const NODE_PROGRAMS = ['kube-controller-manager', 'kube-scheduler', 'kwok'];

const node = (name: string): string => `apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name}, kubernetes.io/os: linux } }
status:
  allocatable: { cpu: "64", memory: 256Gi, pods: "250" }
  capacity: { cpu: "64", memory: 256Gi, pods: "250" }
`;

/** Starts what places and runs pods, on two nodes. */
export async function startNodes(plane: ControlPlane): Promise<void> {
  const [controllers, scheduler, kwok] = await freePorts(3);
  const { kubeconfig, key } = plane.files;
  plane.run('kube-controller-manager', [
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    `--service-account-private-key-file=${key}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${controllers}`,
    // Simulated nodes say that they live less often than real ones.
    '--node-monitor-grace-period=1h',
  ]);
  plane.run('kube-scheduler', [
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${scheduler}`,
  ]);
  plane.run('kwok', [
    `--kubeconfig=${kubeconfig}`,
    '--manage-all-nodes=true',
    `--server-address=127.0.0.1:${kwok}`,
  ]);
  plane.change(['create', '--filename=-'], [node('north'), node('south')].join('---\n'));
}
