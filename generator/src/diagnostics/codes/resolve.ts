// The faults that the step "resolve" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const resolveFaults = {
  'parameter-without-value': {
    rule: 'A declared parameter has a value in every environment that runs the town.',
    why: 'A template that reads it would have nothing to say.',
    fix: 'Set it in the pin or the environment, or give it a default.',
  },
  'unknown-template-name': {
    rule: 'A template reads only names that exist where it is rendered.',
    why: 'A misspelt name would render to nothing, and nothing would say so.',
    fix: 'Mend the name; docs and hover help list what there is.',
  },
  'bad-template': {
    rule: 'A template uses only what templates may: names, #if, #unless, #each, #with and the listed helpers.',
    why: 'A template says values; it must never become structure, or code.',
    fix: 'Do what the message says.',
  },
  'name-too-long': {
    rule: 'A name is at most 63 characters, 52 for a statefulset or a cronjob, 54 for a job.',
    why: 'Kubernetes would refuse it, or cut the names that it makes from it.',
    fix: 'Shorten it, say `names: short`, or set `name:`.',
  },
  'bad-secret': {
    rule: 'A secret says where its values come from, once, and never what they are.',
    why: 'Everything in this repository can be read.',
    fix: 'Write existing, externalSecret, sealed or sops.',
  },
  'missing-secret-file': {
    rule: 'An environment that runs a town has a file for each of its sealed or encrypted secrets.',
    why: 'Pods that use the secret would wait for it for ever.',
    fix: 'Write the file with kubeseal or sops, for the name and namespace that the town has there.',
  },
  'secret-file-mismatch': {
    rule: 'A file of a secret is for the Secret, the namespace and the keys that the town declares.',
    why: 'A SealedSecret opens only under the name and namespace that it was sealed for.',
    fix: 'Write the file anew for that name and namespace.',
  },
  'bad-service': {
    rule: 'The fields of a service fit its type, and each shop is listed once.',
    why: 'Kubernetes refuses a service that says both.',
    fix: 'Do what the message says.',
  },
  'node-port-range': {
    rule: 'A node port is from 30000 to 32767.',
    why: 'A cluster takes no other unless it was set up with another range.',
    fix: 'Choose one of these, or leave nodePort out.',
  },
  'bad-patch': {
    rule: 'A patch has an owner or an end.',
    why: 'What nobody answers for stays for ever.',
    fix: 'Add owner or expires.',
  },
  'unknown-secret': {
    rule: 'A secret that is named is declared by the town.',
    why: 'Pods that use a Secret that is not there do not start.',
    fix: 'Mend the name, or declare it under secrets.',
  },
  'unknown-account': {
    rule: 'A service account that a shop names is declared by the town.',
    why: 'Pods of an account that is not there are never made.',
    fix: 'Mend the name, declare it under accounts, or write { existing: name }.',
  },
  'unknown-gateway': {
    rule: 'A route names gateways that the base knows, and says which one when there are several.',
    why: 'A route without its gateway is reached by nobody, and the network would not let the gateway in.',
    fix: 'Name one of networking.gateways, or add it there.',
  },
  'missing-image': {
    rule: 'Every container has an image.',
    why: 'Without one there is nothing to run.',
    fix: 'Give it an image, or one to all under defaults.container.',
  },
  'replicas-beside-autoscale': {
    rule: 'A shop says `replicas` or `autoscale`.',
    why: 'Two owners of one number undo each other for ever.',
    fix: 'Keep the one that is meant.',
  },
  'field-of-another-kind': {
    rule: 'A shop, and what stands under all shops of a kind, has only the fields of that kind.',
    why: 'A field that does nothing looks as if it did something.',
    fix: 'Take it out, or set the kind.',
  },
  'missing-schedule': {
    rule: 'A cronjob has a schedule.',
    why: 'It would never run.',
    fix: 'Add schedule.',
  },
  'bad-schedule': {
    rule: 'A schedule is five cron fields, each within its range, a word such as @daily, or @every with a minute or more.',
    why: 'The API server refuses anything else, or would not start the runs that the schedule asks for.',
    fix: 'Write minute, hour, day of month, month and day of week.',
  },
  'port-conflict': {
    rule: 'Nothing takes a port that is taken: not two containers of a pod, not two entries of a service.',
    why: 'The containers of a pod share one network, so the second to start would fail.',
    fix: 'Make them two shops, or use another port.',
  },
  'container-name-conflict': {
    rule: 'The containers of a pod have a name each; the main one is named by the shop.',
    why: 'Kubernetes refuses a pod with two containers of one name.',
    fix: 'Give one of them another name.',
  },
  'bad-service-name': {
    rule: 'The name of a Service starts with a letter.',
    why: 'It becomes a host name of the old kind (DNS-1035), and the API server refuses others.',
    fix: 'Set `name` under `service`, or `name` on the shop.',
  },
  'unknown-port': {
    rule: 'A probe, a service, an ingress or an address names a port that exists.',
    why: 'Traffic to a port that nobody opened is refused.',
    fix: 'Use a port that is there, or open it.',
  },
  'empty-ingress': {
    rule: 'An ingress has paths or a backend.',
    why: 'It would lead nowhere.',
    fix: 'Add paths.',
  },
  'host-without-paths': {
    rule: 'An ingress that has a host has paths.',
    why: 'A `backend` belongs to no host: some controllers would send it the requests for every host, some none.',
    fix: 'Give the host the path `/`, or take the host out.',
  },
  'bad-path': {
    rule: 'A path of an ingress or a route that is compared as it stands has no empty or dotted segments.',
    why: 'No request has such a path, and the API server refuses it.',
    fix: 'Write the path as requests have it.',
  },
  'mount-conflict': {
    rule: 'Two things are not mounted at one path.',
    why: 'Only one of them would be there.',
    fix: 'Mount one of them elsewhere.',
  },
  'volume-conflict': {
    rule: 'Mounts that name the same source are alike.',
    why: 'They share one volume, which can be only one thing.',
    fix: 'Give one of them another name.',
  },
  'bad-storage': {
    rule: 'A claim says how much it needs, or who makes it, stands on one volume, and is for one pod alone or for several.',
    why: 'Kubernetes refuses a claim without a size or with modes that contradict each other, and would leave one that asks for two volumes waiting.',
    fix: 'Do what the message says.',
  },
  'unknown-storage': {
    rule: 'A storage that is mounted is declared by the town, and a claim by the shop.',
    why: 'The pod would wait for ever for a claim that nobody makes.',
    fix: 'Mend the name, or declare it under storage of the town or claims of the shop.',
  },
  'unknown-secret-key': {
    rule: 'A key that is read is a key of the secret.',
    why: 'The container would not start.',
    fix: 'Mend the key, or add it to the keys of the secret.',
  },
  'not-for-this-kind': {
    rule: 'A value is one that the kind of the workload takes.',
    why: 'Kubernetes refuses it, or the reconciler would do again and again what should happen once.',
    fix: 'Do what the message says.',
  },
  'values-conflict': {
    rule: 'Values of a shop that belong together do not contradict each other.',
    why: 'Each is right by itself, so only the API server would refuse them, long after the review.',
    fix: 'Do what the message says.',
  },
  'unknown-config': {
    rule: 'A config that is read is declared in the town.',
    why: 'The pod would wait for ever for a ConfigMap that nobody makes.',
    fix: 'Declare it, or mend the name.',
  },
  'unknown-config-key': {
    rule: 'A key that is read exists in its config.',
    why: 'The container would not start.',
    fix: 'Add the key, or mend the name.',
  },
  'unknown-config-file': {
    rule: 'A file that a config names is under files/ of the same version.',
    why: 'A release is whole: everything it needs is in its folder.',
    fix: 'Put it there, or mend the name.',
  },
  'config-key-twice': {
    rule: 'A config has each key once, among values, files and binary.',
    why: 'A ConfigMap can hold only one of them.',
    fix: 'Take one of them out.',
  },
  'config-too-large': {
    rule: 'The values of a config are at most 1 MiB together.',
    why: 'The API server refuses a larger ConfigMap, and what it holds is kept in the memory of every node that uses it.',
    fix: 'Make it two configs, or keep large files in the image or on a volume.',
  },
  'file-not-text': {
    rule: 'A file under `files` is UTF-8 text.',
    why: 'A ConfigMap keeps other bytes under binaryData.',
    fix: 'List it under `binary`.',
  },
  'bad-external': {
    rule: 'An external has a host, or addresses with ports.',
    why: 'It is rendered in one of two ways, and needs what that way needs.',
    fix: 'Write host, or addresses and ports.',
  },
  'unknown-external': {
    rule: 'A call to external/<name> names an external of the town.',
    why: 'The way out could not be opened.',
    fix: 'Declare it, or mend the name.',
  },
  'unknown-shop': {
    rule: 'A call, an address or an input names a shop that runs in the environment.',
    why: 'The caller would wait for somebody who never answers.',
    fix: 'Mend the name, pin the town, or open the gate.',
  },
  'broken-neighbour': {
    rule: 'A shop that is called can be worked out.',
    why: 'Its address and its ports are written into the caller.',
    fix: 'Mend the town that is called, or take the call out.',
  },
  'wrong-kingdom': {
    rule: 'A shop is named as shop, town/shop, or kingdom/town/shop exactly when the kingdom differs.',
    why: 'One spelling for one thing, and a way over a border can be seen.',
    fix: 'Write what the hint says.',
  },
  'call-not-accepted': {
    rule: 'A call into another kingdom is accepted by the called shop.',
    why: 'Who lets strangers in is the decision of the team that owns the door.',
    fix: 'The called shop lists the caller under accepts.',
  },
  'no-service': {
    rule: 'A shop whose address is used has a service.',
    why: 'Pods come and go; only a service has an address that stays.',
    fix: 'Add a service to it.',
  },
  'no-api-server': {
    rule: 'Where a shop talks to the API server, cluster.yaml says its addresses.',
    why: 'The kingdom is closed, and a way can only be opened to addresses.',
    fix: 'Add apiServer to cluster.yaml.',
  },
  'not-an-object': {
    rule: 'A file of base/<version>/kingdom/ or town/ is one Kubernetes object.',
    why: 'It is rendered for every kingdom or town.',
    fix: 'Give it apiVersion, kind and metadata.name.',
  },
} as const satisfies Record<string, FaultPage>;
