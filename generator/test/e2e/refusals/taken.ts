// What stands next to what we refuse, and is taken.
import {
  alias,
  asks,
  bears,
  beside,
  cellar,
  claim,
  cron,
  grant,
  headers,
  hook,
  hostPort,
  ingress,
  init,
  inPods,
  JOB,
  load,
  manifest,
  mounted,
  nodes,
  oven,
  PORTS,
  pods,
  queue,
  rolling,
  scale,
  service,
  shared,
  spread,
  sysctls,
  volume,
  wait,
  wish,
  workload,
} from './objects.ts';

export const TAKEN: readonly (readonly [rule: string, object: string])[] = [
  [
    'a deployment that moves a pod',
    workload('Deployment', {
      spec: 'strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 0 } }',
    }),
  ],
  [
    'three times the pods during an update',
    workload('Deployment', { spec: 'strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 200% } }' }),
  ],
  ['a daemonset that surges', workload('DaemonSet', { spec: rolling('maxSurge: 1, maxUnavailable: 0') })],
  [
    'as much requested as the limit',
    workload('Deployment', { container: 'resources: { requests: { cpu: 500m }, limits: { cpu: 0.5 } }' }),
  ],
  [
    'as much of a device as the limit',
    workload('Deployment', {
      container: 'resources: { requests: { example.com/oven: 1 }, limits: { example.com/oven: 1 } }',
    }),
  ],
  ['as many at least as at most', scale(`minReplicas: 2\nmaxReplicas: 2\n${load}`)],
  ['an indexed job of one pod', manifest('Job', 'batch/v1', `completionMode: Indexed\n${JOB}`)],
  ['a claim of several nodes', claim('ReadWriteOnce, ReadOnlyMany')],
  ['a path that the controller reads', ingress('/bread//rye', 'ImplementationSpecific')],
  ['a path with dots in a name', ingress('/bread..rye/.well-known', 'Prefix')],
  [
    'mounts that are shared with privileges',
    workload('Deployment', { container: shared('securityContext: { privileged: true }'), pod: cellar }),
  ],
  [
    "a port of the node's network",
    workload('Deployment', { pod: 'hostNetwork: true' }).replace(
      '"containerPort":8080',
      '"containerPort":8080,"hostPort":8080',
    ),
  ],
  [
    'a port of the node that only a native sidecar has',
    workload('Deployment', { pod: `hostNetwork: true, ${init(`restartPolicy: Always, ${hostPort}`)}` }),
  ],
  ['any value of a taint', workload('Deployment', { pod: bears('key: oven, operator: Exists') })],
  ['words that are empty', workload('Deployment', { pod: bears('key: oven, operator: "", effect: ""') })],
  ['a second name of a zone', cron('schedule: "0 4 * * *"\ntimeZone: US/Pacific')],
  [
    'nearly everything, by its short name',
    workload('Deployment', {
      container: 'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
    }),
  ],
  [
    'an hour of looking back',
    scale(
      `maxReplicas: 2\n${load}\nbehavior: { scaleUp: { stabilizationWindowSeconds: 3600, policies: [{ type: Pods, value: 1, periodSeconds: 1800 }] } }`,
    ),
  ],
  ['every taint', workload('Deployment', { pod: bears('operator: Exists') })],
  [
    'an hour of a taint that drives out',
    workload('Deployment', {
      pod: bears('key: oven, operator: Exists, effect: NoExecute, tolerationSeconds: 3600'),
    }),
  ],
  ['a sleep as long as the time to stop', workload('Deployment', { container: hook('preStop', 30) })],
  ['a pod with users of its own', workload('Deployment', { pod: 'hostUsers: false' })],
  ['names and lists in a schedule', cron('schedule: "0 4 ? JAN-mar Mon,fri"')],
  ['spaces in a schedule', cron('schedule: "  0  4 * * * "')],
  ['an hour and a half', cron('schedule: "@every 90m"')],
  ['half an hour', cron('schedule: "@every +.5h"')],
  ['one pod for a queue', scale(`minReplicas: 1\nmaxReplicas: 2\n${queue}`)],
  [
    'a whole device in thousandths',
    workload('Deployment', {
      container: 'resources: { requests: { example.com/oven: 2000m }, limits: { example.com/oven: 2.0 } }',
    }),
  ],
  [
    'a part of what is not a device',
    workload('Deployment', { container: 'resources: { requests: { example.kubernetes.io/oven: 500m } }' }),
  ],
  [
    'huge pages beside processors',
    workload('Deployment', {
      container:
        'resources: { requests: { cpu: 500m }, limits: { hugepages-2Mi: 4Mi, hugepages-1Gi: 2048Mi } }',
    }),
  ],
  ...inPods([
    ['lines of hosts', alias('10.0.0.1')],
    ['lines of hosts for long addresses', alias('fd00::7:1')],
    ['three servers for names', asks('nameservers: [10.0.0.1, 10.0.0.2, "fd00::1"]')],
    ['searches of all forms', asks('searches: [., example.com., _tcp.example_1.com]')],
    ['wishes of all weights', wish(100)],
    ['values of a node', nodes('operator: NotIn, values: [ssd]')],
    ['more than a number', nodes('operator: Gt, values: ["1"]')],
    ['a label of pods', beside('operator: Exists')],
    ['domains that are waited for', spread(`maxSkew: 1, minDomains: 2, ${wait}`)],
    ['a folder of a server', mounted('nfs: { server: nfs.example.com, path: /exports/../cellar }')],
    ['a folder of a node with dots in a name', mounted('hostPath: { path: /cellar/..old }')],
    [
      'dots inside of a path',
      mounted('projected: { sources: [{ serviceAccountToken: { path: oven/..token } }] }'),
    ],
    [
      'the user of the node, and the last of all',
      'securityContext: { runAsUser: 0, runAsGroup: 2147483647 }',
    ],
    ['settings in two ways', sysctls('net/core/somaxconn', 'net.core.somaxconn')],
    ['a setting of the network of the pod', `hostIPC: true, ${sysctls('net.core.somaxconn')}`],
    ['a setting that the node alone has', `hostNetwork: true, ${sysctls('kernel.shm_rmid_forced')}`],
    ['a class of a runtime with dots', 'runtimeClassName: kata.example.com'],
  ]),
  ['rights of the cluster to paths', grant('{ nonResourceURLs: [/metrics], verbs: [get] }')],
  ['the header X-Market-1', workload('Deployment', { container: headers('X-Market-1') })],
  ['a headless service without ports', service('clusterIP: None\nports: []')],
  ['addresses of a service', service(`${PORTS}\nexternalIPs: [192.0.2.1, "2001:db8::1"]`)],
  [
    'ranges',
    service(`type: LoadBalancer\n${PORTS}\nloadBalancerSourceRanges: [10.0.0.0/8, "2001:db8::/32"]`),
  ],
  ['a class of load balancers', service(`type: LoadBalancer\n${PORTS}\nloadBalancerClass: acme.com/Fast_1`)],
  [
    'a class of no storage',
    claim('ReadWriteOnce').replace('"accessModes"', '"storageClassName":"","accessModes"'),
  ],
  ['a volume of a server', volume('nfs: { server: nfs.example.com, path: / }')],
  ['targets of pods', pods('type: AverageValue, averageValue: 500m')],
  ['two targets of an object', oven('type: Value, value: 1, averageValue: 1')],
  ['a step from a value on', cron('schedule: "5/10 * 31 12 0"')],
];

/** What no cluster of today refuses yet, so we do not. */
export const WARNED: readonly (readonly [rule: string, object: string])[] = inPods([
  ['an address in an address', alias('::ffff:10.0.0.1')],
  ['capitals in an address', alias('FD00::A')],
  ['zeros before an address', alias('010.0.0.1')],
]);
