// The Pod Security Standards, setting by setting: which level refuses it first, and where it stands.
import type { V1Container, V1PodSecurityContext } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { judgePod } from '../../src/check/pod-security.ts';

/** A pod that the level "restricted" admits, but for what is given. */
function judge(container: Partial<V1Container>, pod: V1PodSecurityContext = {}) {
  const { securityContext, ...rest } = container;
  return judgePod({
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...pod },
    containers: [
      {
        name: 'stall',
        ...rest,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          ...securityContext,
        },
      },
    ],
  });
}

test('what the level "restricted" asks for is enough', () => {
  expect(judge({})).toEqual([]);
});

const OWN = ['containers', 0, 'securityContext'];

test.each<[string, Partial<V1Container>, (string | number)[]]>([
  [
    'an unconfined seccomp profile',
    { securityContext: { seccompProfile: { type: 'Unconfined' } } },
    [...OWN, 'seccompProfile'],
  ],
  [
    'an unconfined AppArmor profile',
    { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    [...OWN, 'appArmorProfile'],
  ],
  [
    'a process of the Windows host',
    { securityContext: { windowsOptions: { hostProcess: true } } },
    [...OWN, 'windowsOptions', 'hostProcess'],
  ],
  [
    'an SELinux type of its own',
    { securityContext: { seLinuxOptions: { type: 'spc_t' } } },
    [...OWN, 'seLinuxOptions', 'type'],
  ],
  [
    'an SELinux user',
    { securityContext: { seLinuxOptions: { user: 'sysadm_u' } } },
    [...OWN, 'seLinuxOptions', 'user'],
  ],
  [
    'an SELinux role',
    { securityContext: { seLinuxOptions: { role: 'sysadm_r' } } },
    [...OWN, 'seLinuxOptions', 'role'],
  ],
  [
    'a probe of another host',
    { livenessProbe: { httpGet: { host: '169.254.169.254', port: 80 } } },
    ['containers', 0, 'livenessProbe', 'httpGet', 'host'],
  ],
  [
    'a hook that calls another host',
    { lifecycle: { preStop: { tcpSocket: { host: '10.0.0.1', port: 443 } } } },
    ['containers', 0, 'lifecycle', 'preStop', 'tcpSocket', 'host'],
  ],
])('a container may not have %s under "baseline"', (_setting, container, field) => {
  expect(judge(container).filter(({ level }) => level === 'baseline')).toMatchObject([{ field }]);
});

test.each<[string, V1PodSecurityContext, (string | number)[]]>([
  [
    'an unconfined seccomp profile',
    { seccompProfile: { type: 'Unconfined' } },
    ['securityContext', 'seccompProfile'],
  ],
  [
    'a parameter of the whole kernel',
    { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] },
    ['securityContext', 'sysctls', 0, 'name'],
  ],
])('a pod may not have %s under "baseline"', (_setting, pod, field) => {
  expect(judge({}, pod).filter(({ level }) => level === 'baseline')).toMatchObject([{ field }]);
});

test.each(['net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_keepalive_time'])(
  'a pod may set %s, which touches no other',
  (name) => {
    expect(judge({}, { sysctls: [{ name, value: '80' }] })).toEqual([]);
  },
);

test('an SELinux type of containers and a level are let through', () => {
  const seLinuxOptions = { type: 'container_t', level: 's0:c123,c456' };
  expect(judge({ securityContext: { seLinuxOptions } })).toEqual([]);
});
