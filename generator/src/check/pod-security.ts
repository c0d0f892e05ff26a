// The Pod Security Standards as one pure question: what in this pod does a level not allow?
// After https://kubernetes.io/docs/concepts/security/pod-security-standards/, read strictly: non-root is not waived by user namespaces.
import type { V1Container, V1PodSpec, V1SecurityContext } from '@kubernetes/client-node';
import type { YamlPath } from '../diagnostics/fault.ts';
import { judgeContext, judgeHosts, judgeSysctls } from './judge-context.ts';

export interface Violation {
  /** Below the pod specification. */
  readonly field: YamlPath;
  readonly message: string;
  readonly level: 'baseline' | 'restricted';
}

const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const RESTRICTED_VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP = new Set(['RuntimeDefault', 'Localhost']);

type Report = (field: YamlPath, message: string, level: Violation['level']) => void;

function judgeHost(pod: V1PodSpec, report: Report): void {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod[field]) report([field], `${field} is on`, 'baseline');
  }
  (pod.volumes ?? []).forEach((volume, index) => {
    const source = Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir';
    if (source === 'hostPath') report(['volumes', index, 'hostPath'], 'a hostPath volume', 'baseline');
    else if (!RESTRICTED_VOLUMES.has(source))
      report(['volumes', index, source], `a ${source} volume`, 'restricted');
  });
}

function judgeBaseline(container: V1Container, at: YamlPath, report: Report): void {
  const security: V1SecurityContext = container.securityContext ?? {};
  if (security.privileged) report([...at, 'securityContext', 'privileged'], 'privileged is on', 'baseline');
  for (const capability of security.capabilities?.add ?? []) {
    const level = BASELINE_CAPABILITIES.has(capability) ? 'restricted' : 'baseline';
    if (capability === 'NET_BIND_SERVICE') continue;
    report([...at, 'securityContext', 'capabilities', 'add'], `capability ${capability} is added`, level);
  }
  if (security.procMount !== undefined && security.procMount !== 'Default') {
    report([...at, 'securityContext', 'procMount'], `procMount is ${security.procMount}`, 'baseline');
  }
  (container.ports ?? []).forEach((port, index) => {
    if (port.hostPort) report([...at, 'ports', index, 'hostPort'], `host port ${port.hostPort}`, 'baseline');
  });
}

function judgeRestricted(
  container: V1Container,
  at: YamlPath,
  judge: { pod: V1PodSpec; report: Report },
): void {
  const { pod, report } = judge;
  const own: V1SecurityContext = container.securityContext ?? {};
  const field = [...at, 'securityContext'];
  if (own.allowPrivilegeEscalation !== false) {
    report([...field, 'allowPrivilegeEscalation'], 'allowPrivilegeEscalation is not false', 'restricted');
  }
  if (!own.capabilities?.drop?.includes('ALL')) {
    report([...field, 'capabilities'], 'capabilities are not dropped (drop: [ALL])', 'restricted');
  }
  if ((own.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) !== true) {
    report([...field, 'runAsNonRoot'], 'runAsNonRoot is not true', 'restricted');
  }
  if ((own.runAsUser ?? pod.securityContext?.runAsUser) === 0) {
    report([...field, 'runAsUser'], 'it runs as user 0', 'restricted');
  }
  const seccomp = own.seccompProfile?.type ?? pod.securityContext?.seccompProfile?.type;
  if (seccomp === undefined || !SECCOMP.has(seccomp)) {
    report([...field, 'seccompProfile'], 'seccompProfile is not RuntimeDefault or Localhost', 'restricted');
  }
}

/** Everything in a pod that the level "restricted" does not allow, each with the level that forbids it first. */
export function judgePod(pod: V1PodSpec): Violation[] {
  const found: Violation[] = [];
  const report: Report = (field, message, level) => found.push({ field, message, level });
  const reportBaseline = (field: YamlPath, message: string): void => report(field, message, 'baseline');
  judgeHost(pod, report);
  judgeContext(pod.securityContext ?? {}, ['securityContext'], reportBaseline);
  judgeSysctls(pod.securityContext ?? {}, reportBaseline);
  for (const list of ['containers', 'initContainers'] as const) {
    (pod[list] ?? []).forEach((container, index) => {
      const at = [list, index];
      judgeBaseline(container, at, report);
      judgeContext(container.securityContext ?? {}, [...at, 'securityContext'], reportBaseline);
      judgeHosts(container, at, reportBaseline);
      judgeRestricted(container, at, { pod, report });
    });
  }
  return found;
}
