// What the level "baseline" says of settings that a pod and its containers share, and of hosts that the kubelet would call.
// After https://kubernetes.io/docs/concepts/security/pod-security-standards/.
import type { V1Container, V1PodSecurityContext, V1SecurityContext } from '@kubernetes/client-node';
import type { YamlPath } from '../diagnostics/fault.ts';

type ReportBaseline = (field: YamlPath, message: string) => void;

const SELINUX_TYPES = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);
/** Those that touch one pod only, in every Kubernetes that a cluster may say. */
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

/** Judges a security context, of a pod or of a container, that stands at `at`. */
export function judgeContext(
  context: V1PodSecurityContext | V1SecurityContext,
  at: YamlPath,
  report: ReportBaseline,
): void {
  if (context.seccompProfile?.type === 'Unconfined') {
    report([...at, 'seccompProfile'], 'seccomp is unconfined');
  }
  if (context.appArmorProfile?.type === 'Unconfined') {
    report([...at, 'appArmorProfile'], 'AppArmor is unconfined');
  }
  if (context.windowsOptions?.hostProcess) {
    report([...at, 'windowsOptions', 'hostProcess'], 'hostProcess is on');
  }
  const { type = '', user, role } = context.seLinuxOptions ?? {};
  const field = [...at, 'seLinuxOptions'];
  if (!SELINUX_TYPES.has(type)) report([...field, 'type'], `the SELinux type is ${type}`);
  if (user) report([...field, 'user'], `the SELinux user is ${user}`);
  if (role) report([...field, 'role'], `the SELinux role is ${role}`);
}

/** Judges the kernel parameters that a pod sets. */
export function judgeSysctls({ sysctls = [] }: V1PodSecurityContext, report: ReportBaseline): void {
  sysctls.forEach(({ name }, index) => {
    if (SAFE_SYSCTLS.has(name)) return;
    report(['securityContext', 'sysctls', index, 'name'], `sysctl ${name} is not one of a pod alone`);
  });
}

/** Judges where the probes and hooks of a container at `at` go: with a host, the kubelet calls others for the pod. */
export function judgeHosts(container: V1Container, at: YamlPath, report: ReportBaseline): void {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  const handlers = Object.entries({ livenessProbe, readinessProbe, startupProbe }).map(
    ([name, probe]) => [[name], probe] as const,
  );
  const { postStart, preStop } = lifecycle ?? {};
  const hooks = Object.entries({ postStart, preStop }).map(
    ([name, hook]) => [['lifecycle', name], hook] as const,
  );
  for (const [field, handler] of [...handlers, ...hooks]) {
    for (const kind of ['httpGet', 'tcpSocket'] as const) {
      const host = handler?.[kind]?.host;
      if (host) report([...at, ...field, kind, 'host'], `${field.at(-1)} goes to the host ${host}`);
    }
  }
}
