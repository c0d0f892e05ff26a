// What we refuse where no schema does: the rule, and an object that breaks it alone.
import {
  alias,
  asks,
  bears,
  beside,
  cellar,
  claim,
  cpu,
  cron,
  grant,
  headers,
  hook,
  ingress,
  init,
  inPods,
  JOB,
  load,
  manifest,
  mounted,
  nodes,
  orders,
  oven,
  PORTS,
  pods,
  probe,
  queue,
  role,
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

export const REFUSED: readonly (readonly [rule: string, object: string])[] = [
  [
    'a deployment that can move no pod',
    workload('Deployment', {
      spec: 'strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }',
    }),
  ],
  [
    'a daemonset that surges and is short',
    workload('DaemonSet', { spec: rolling('maxSurge: 1, maxUnavailable: 1') }),
  ],
  ['a daemonset that can move no pod', workload('DaemonSet', { spec: rolling('maxUnavailable: 0') })],
  ['pods that count after the update has failed', workload('Deployment', { spec: 'minReadySeconds: 600' })],
  [
    'a live probe with two successes',
    workload('Deployment', { container: probe('livenessProbe', 'successThreshold: 2') }),
  ],
  [
    'a start probe with two successes',
    workload('Deployment', { container: probe('startupProbe', 'successThreshold: 2') }),
  ],
  [
    'a ready probe that stops pods',
    workload('Deployment', { container: probe('readinessProbe', 'terminationGracePeriodSeconds: 5') }),
  ],
  [
    'an init container with a probe',
    workload('Deployment', { pod: init('readinessProbe: { exec: { command: [clean] } }') }),
  ],
  [
    'an init container with a lifecycle',
    workload('Deployment', { pod: init('lifecycle: { preStop: { sleep: { seconds: 1 } } }') }),
  ],
  [
    'more requested than the limit',
    workload('Deployment', {
      container: 'resources: { requests: { memory: 1Gi }, limits: { memory: 1000Mi } }',
    }),
  ],
  [
    'a device without a limit',
    workload('Deployment', { container: 'resources: { requests: { example.com/oven: 1 } }' }),
  ],
  [
    'a device that another may use',
    workload('Deployment', {
      container: 'resources: { requests: { example.com/oven: 1 }, limits: { example.com/oven: 2 } }',
    }),
  ],
  [
    'a resource that no node has',
    workload('Deployment', { container: 'resources: { requests: { memoryy: 1Gi } }' }),
  ],
  [
    'less than nothing requested',
    workload('Deployment', { container: 'resources: { requests: { cpu: "-1" } }' }),
  ],
  [
    'huge pages without a limit',
    workload('Deployment', {
      container: 'resources: { requests: { cpu: 1, hugepages-2Mi: 4Mi }, limits: { cpu: 1 } }',
    }),
  ],
  ...['500m', '0.5'].map(
    (part) =>
      [
        `${part} of a device`,
        workload('Deployment', { container: `resources: { limits: { example.com/oven: ${part} } }` }),
      ] as const,
  ),
  [
    'huge pages alone',
    workload('Deployment', { container: 'resources: { limits: { hugepages-2Mi: 4Mi } }' }),
  ],
  [
    'a part of a huge page',
    workload('Deployment', { container: 'resources: { limits: { cpu: 1, hugepages-2Mi: 5Mi } }' }),
  ],
  [
    'huge pages of no size',
    workload('Deployment', { container: 'resources: { limits: { cpu: 1, hugepages-0Mi: 4Mi } }' }),
  ],
  [
    'fewer huge pages than may be used',
    workload('Deployment', {
      container: 'resources: { requests: { hugepages-2Mi: 2Mi }, limits: { cpu: 1, hugepages-2Mi: 4Mi } }',
    }),
  ],
  ['no servers for names', workload('Deployment', { pod: 'dnsPolicy: None' })],
  ['a deployment that is not restarted', workload('Deployment', { pod: 'restartPolicy: Never' })],
  ['a job that is restarted always', manifest('Job', 'batch/v1', JOB.replace('Never', 'Always'))],
  ['an indexed queue', manifest('Job', 'batch/v1', `completionMode: Indexed\nparallelism: 2\n${JOB}`)],
  [
    'a budget that says both',
    manifest(
      'PodDisruptionBudget',
      'policy/v1',
      'minAvailable: 1\nmaxUnavailable: 1\nselector: { matchLabels: { shop: stall } }',
    ),
  ],
  [
    'more pods that stay than there are',
    manifest(
      'PodDisruptionBudget',
      'policy/v1',
      'minAvailable: 101%\nselector: { matchLabels: { shop: stall } }',
    ),
  ],
  [
    'more pods missing than there are',
    workload('Deployment', {
      spec: 'strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 101% } }',
    }),
  ],
  ['more at least than at most', scale('minReplicas: 3\nmaxReplicas: 2')],
  ['a load measured of no pods', scale('minReplicas: 0\nmaxReplicas: 2')],
  ['a metric of no type', scale(`minReplicas: 1\nmaxReplicas: 2\n${queue.replace('External', 'Externl')}`)],
  [
    'a metric that says nothing',
    scale('minReplicas: 1\nmaxReplicas: 2\nmetrics: [{ type: Pods, resource: { name: cpu } }]'),
  ],
  [
    'two hours of looking back',
    scale(`maxReplicas: 2\n${load}\nbehavior: { scaleDown: { stabilizationWindowSeconds: 7200 } }`),
  ],
  [
    'a step of an hour',
    scale(
      `maxReplicas: 2\n${load}\nbehavior: { scaleUp: { policies: [{ type: Pods, value: 1, periodSeconds: 3600 }] } }`,
    ),
  ],
  ['a load of processors that no pod has', scale(`minReplicas: 0\nmaxReplicas: 2\n${load}`)],
  ['no pod, in a cluster that was not told to take it', scale(`minReplicas: 0\nmaxReplicas: 2\n${queue}`)],
  ['a schedule with a zone', cron('schedule: "TZ=UTC 0 4 * * *"')],
  ['a word with a zone', cron('schedule: "CRON_TZ=UTC @daily"')],
  ['a start of the cluster', cron('schedule: "@reboot"')],
  ['a word in capitals', cron('schedule: "@Daily"')],
  ['every day', cron('schedule: "@every 1d"')],
  ['minute 61', cron('schedule: "61 * * * *"')],
  ['day 7 of the week', cron('schedule: "0 4 * * 7"')],
  ['a range that runs backwards', cron('schedule: "30-10 * * * *"')],
  ['a range to no hour', cron('schedule: "0 4-99 * * *"')],
  ['a range without an end', cron('schedule: "0 4- * * *"')],
  ['a zone in small letters', cron('schedule: "0 4 * * *"\ntimeZone: europe/london')],
  ['a claim for nothing', claim('ReadWriteOnce').replace('1Gi', '0')],
  ['an address for a host', ingress('/', 'Prefix').replace('"http"', '"host":"10.0.0.1","http"')],
  ['a claim of one pod and of others', claim('ReadWriteOncePod, ReadWriteOnce')],
  ...['//', '/bread//rye', '/bread/./rye', '/bread/../rye', '/bread%2Frye', '/bread/..', '/bread/.'].flatMap(
    (path) => [
      [`the prefix ${path}`, ingress(path, 'Prefix')] as const,
      [`exactly ${path}`, ingress(path, 'Exact')] as const,
    ],
  ),
  [
    'mounts that are shared without privileges',
    workload('Deployment', { container: shared('securityContext: { privileged: false }'), pod: cellar }),
  ],
  ...['hostNetwork', 'hostPID', 'hostIPC'].map(
    (field) =>
      [
        `users of its own with ${field}`,
        workload('Deployment', { pod: `hostUsers: false, ${field}: true` }),
      ] as const,
  ),
  [
    'the processes of the node and of the pod',
    workload('Deployment', { pod: 'hostPID: true, shareProcessNamespace: true' }),
  ],
  [
    "a port of the node that is not the network's own",
    workload('Deployment', { pod: 'hostNetwork: true' }).replace(
      '"containerPort":8080',
      '"containerPort":8080,"hostPort":80',
    ),
  ],
  [
    'a taint with any value and this one',
    workload('Deployment', { pod: bears('key: oven, operator: Exists, value: hot') }),
  ],
  ['an effect of no taint', workload('Deployment', { pod: bears('key: oven, effect: NoSchedul') })],
  ['an operator of no taint', workload('Deployment', { pod: bears('key: oven, operator: Equals') })],
  [
    'everything but more rights',
    workload('Deployment', {
      container: 'securityContext: { privileged: true, allowPrivilegeEscalation: false }',
    }),
  ],
  [
    'nearly everything but more rights',
    workload('Deployment', {
      container:
        'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [CAP_SYS_ADMIN] } }',
    }),
  ],
  [
    'a profile of the node without a name',
    workload('Deployment', { pod: 'securityContext: { seccompProfile: { type: Localhost } }' }),
  ],
  [
    'the name of a profile that is not of the node',
    workload('Deployment', {
      container: 'securityContext: { appArmorProfile: { type: RuntimeDefault, localhostProfile: oven } }',
    }),
  ],
  ['a label that no node has', workload('Deployment', { pod: 'nodeSelector: { disk: ssd/nvme }' })],
  [
    'two things before the end',
    workload('Deployment', {
      container: 'lifecycle: { preStop: { exec: { command: [close] }, sleep: { seconds: 5 } } }',
    }),
  ],
  ['nothing after the start', workload('Deployment', { container: 'lifecycle: { postStart: {} }' })],
  ['a value of no taint', workload('Deployment', { pod: bears('value: hot') })],
  [
    'seconds of a taint that waits for nobody',
    workload('Deployment', {
      pod: bears('key: oven, operator: Exists, effect: NoSchedule, tolerationSeconds: 5'),
    }),
  ],
  ['a longer sleep than there is time', workload('Deployment', { container: hook('preStop', 31) })],
  ['also of a start', workload('Deployment', { container: hook('postStart', 31) })],
  [
    'a longer sleep than was said',
    workload('Deployment', { container: hook('preStop', 6), pod: 'terminationGracePeriodSeconds: 5' }),
  ],
  ['a negative sleep', workload('Deployment', { container: hook('preStop', -1) })],
  ...inPods([
    ['a line of hosts for no address', alias('10.0.0.256')],
    ['a line of hosts for a name', alias('stall')],
    ['too many groups of an address', alias('1:2:3:4:5:6:7::8')],
    ['a zone of an address', alias('fe80::1%eth0')],
    ['a name in capitals in hosts', alias('10.0.0.1', 'Stall')],
    ['a server for names that is a name', asks('nameservers: [dns.example.com]')],
    ['four servers for names', asks('nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]')],
    ['settings without servers', `dnsPolicy: None, ${asks('searches: [example.com]')}`],
    ['a search in capitals', asks('searches: [Example.com]')],
    ['an option without a name', asks('options: [{ value: "2" }]')],
    ['a wish of no weight', wish(0)],
    ['a wish of too much weight', wish(101)],
    ['an operator of no node', nodes('operator: Equals, values: [ssd]')],
    ['an operator of a node, among pods', beside('operator: Gt, values: ["1"]')],
    ['no values to compare with', nodes('operator: In')],
    ['nor of pods', beside('operator: NotIn, values: []')],
    ['values that are not compared', nodes('operator: Exists, values: [ssd]')],
    ['more than two numbers', nodes('operator: Gt, values: ["1", "2"]')],
    ['no skew', spread(`maxSkew: 0, ${wait}`)],
    [
      'pods that are spread twice',
      spread(`maxSkew: 1, ${wait}`).replace(/\{.*\}/, (rule) => `${rule}, ${rule}`),
    ],
    ['no domains', spread(`maxSkew: 1, minDomains: 0, ${wait}`)],
    ['domains that nobody waits for', spread('maxSkew: 1, minDomains: 2, whenUnsatisfiable: ScheduleAnyway')],
    ['a folder of a server that is no path', mounted('nfs: { server: nfs.example.com, path: exports }')],
    ['a folder of a node with steps back', mounted('hostPath: { path: /cellar/../etc }')],
    [
      'a token outside of its folder',
      mounted('projected: { sources: [{ serviceAccountToken: { path: ../token } }] }'),
    ],
    [
      'a token that starts with dots',
      mounted('projected: { sources: [{ serviceAccountToken: { path: ..token } }] }'),
    ],
    [
      'a field of a pod in a file outside',
      mounted(
        'projected: { sources: [{ downwardAPI: { items: [{ path: /labels, fieldRef: { fieldPath: metadata.labels } }] } }] }',
      ),
    ],
    ['a key in a file of dots', mounted('configMap: { name: menu, items: [{ key: bread, path: ..bread }] }')],
    ['a negative user', 'securityContext: { runAsUser: -1 }'],
    ['a negative group', 'securityContext: { fsGroup: -1 }'],
    ['a negative group among more', 'securityContext: { supplementalGroups: [1, -1] }'],
    ['a user beyond all', 'securityContext: { runAsUser: 2147483648 }'],
    ['a setting in capitals', sysctls('Net.core.somaxconn')],
    ['a setting with a space', sysctls('"net.core somaxconn"')],
    ['a setting of the network of the node', `hostNetwork: true, ${sysctls('net.core.somaxconn')}`],
    ['a setting of the processes of the node', `hostIPC: true, ${sysctls('kernel.shm_rmid_forced')}`],
    ['a setting twice', sysctls('net.core.somaxconn', 'net.core.somaxconn')],
    ['a class of priority in capitals', 'priorityClassName: High'],
    ['a class of a runtime in capitals', 'runtimeClassName: Kata'],
  ]),
  ...['X Market', 'X_Market', 'X-Märket', ''].map(
    (name) => [`the header "${name}"`, workload('Deployment', { container: headers(name) })] as const,
  ),
  [
    'a class of storage in capitals',
    claim('ReadWriteOnce').replace('"accessModes"', '"storageClassName":"Fast","accessModes"'),
  ],
  [
    'a class of ingresses in capitals',
    ingress('/', 'Prefix').replace('"rules"', '"ingressClassName":"Nginx","rules"'),
  ],
  ['a volume of a server that is no path', volume('nfs: { server: nfs.example.com, path: exports }')],
  ['a volume of a node with steps back', volume('hostPath: { path: /cellar/../etc }')],
  ['a service without ports', service('ports: []')],
  ['an address of a service that is a name', service(`${PORTS}\nexternalIPs: [stall.example.com]`)],
  ['a range beyond all', service(`type: LoadBalancer\n${PORTS}\nloadBalancerSourceRanges: [10.0.0.256/32]`)],
  [
    'a class of load balancers in two words',
    service(`type: LoadBalancer\n${PORTS}\nloadBalancerClass: my class`),
  ],
  ['rights in no group', role('{ apiGroups: [], resources: [pods], verbs: [get] }')],
  ['rights of the cluster in no group', grant('{ resources: [nodes], verbs: [get] }')],
  ['rights of the cluster to nothing', grant('{ verbs: [get] }')],
  [
    'rights of the cluster to paths and to kinds',
    grant('{ apiGroups: [""], resources: [nodes], nonResourceURLs: [/metrics], verbs: [get] }'),
  ],
  ['rights to nothing', role('{ apiGroups: [""], resources: [], verbs: [get] }')],
  ['no rights', role('{ apiGroups: [""], resources: [pods], verbs: [] }')],
  ['a target that is missing', pods('type: AverageValue')],
  ['a target of another kind', pods('type: Value, value: 5')],
  ['a target of nothing', pods('type: AverageValue, averageValue: 0')],
  ['a load of no target', cpu('type: Utilization')],
  ['a load of nothing', cpu('type: Utilization, averageUtilization: 0')],
  ['a load of no amount', cpu('type: AverageValue, averageValue: "0"')],
  ['two targets of a load', cpu('type: Utilization, averageUtilization: 1, averageValue: 1')],
  ['a queue of no target', orders('type: Value')],
  ['a queue of nothing', orders('type: Value, value: 0')],
  ['two targets of a queue', orders('type: Value, value: 1, averageValue: 1')],
  ['an object of no target', oven('type: Value')],
  ['a target of no type', oven('type: Average, value: 1')],
  ['a zone that is not there', cron('schedule: "0 4 * * *"\ntimeZone: Europe/Lodnon')],
];
