// The pod of a shop, for every workload that makes pods. Invariant: nothing in it depends on the version of the town,
// so a promotion restarts only what really changed.
import type { V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import { buildAffinity, buildSpread } from './affinity.ts';
import { hashConfigs } from './config-hash.ts';
import { buildContainers, buildInitContainers } from './container.ts';
import { keepDefined, unlessEmpty } from './keep-defined.ts';
import { asKubernetes } from './kubernetes-form.ts';
import { complete, markServices, selectShop } from './labels.ts';
import { listPullSecrets, mountsToken, nameAccount } from './service-account.ts';
import type { TownContext } from './town-context.ts';
import { VolumePlan } from './volumes.ts';

/** The pod template of a shop's workload. */
export function buildPodTemplate(shop: ResolvedShop, town: TownContext): V1PodTemplateSpec {
  const checksum = hashConfigs(shop, town);
  const standard = { ...selectShop(shop), ...markServices(town.town, shop) };
  const labels = complete(standard, shop.spec.podLabels);
  const annotations = unlessEmpty({
    ...shop.spec.podAnnotations,
    ...(checksum !== undefined && { 'checksum/config': checksum }),
  });
  return { metadata: annotations ? { labels, annotations } : { labels }, spec: buildPodSpec(shop, town) };
}

function buildPodSpec(shop: ResolvedShop, town: TownContext): V1PodSpec {
  const { spec } = shop;
  const pod = { shop, town, volumes: new VolumePlan(town, Object.keys(spec.claims ?? {})) };
  // The main container comes first in the order of volumes, too.
  const containers = buildContainers(pod);
  const initContainers = buildInitContainers(pod);
  return keepDefined<V1PodSpec>({
    serviceAccountName: nameAccount(shop, town.town),
    automountServiceAccountToken: mountsToken(shop, town.town),
    imagePullSecrets: listPullSecrets(spec.imagePullSecrets, town),
    enableServiceLinks: spec.enableServiceLinks,
    hostname: spec.hostname,
    subdomain: spec.subdomain,
    hostAliases: spec.hostAliases && asKubernetes(spec.hostAliases),
    hostNetwork: spec.hostNetwork,
    hostPID: spec.hostPID,
    hostIPC: spec.hostIPC,
    hostUsers: spec.hostUsers,
    shareProcessNamespace: spec.shareProcessNamespace,
    dnsPolicy: spec.dnsPolicy,
    dnsConfig: spec.dnsConfig,
    securityContext: spec.podSecurity && asKubernetes(spec.podSecurity),
    initContainers,
    containers,
    restartPolicy: spec.restartPolicy,
    terminationGracePeriodSeconds: spec.gracePeriod,
    ...placePods(shop),
    volumes: pod.volumes.list(),
  });
}

/** Where the pods may run. */
function placePods(shop: ResolvedShop): Partial<V1PodSpec> {
  const { spec } = shop;
  return keepDefined<Partial<V1PodSpec>>({
    priorityClassName: spec.priorityClass,
    schedulerName: spec.schedulerName,
    runtimeClassName: spec.runtimeClass,
    nodeSelector: spec.nodeSelector,
    tolerations: spec.tolerations,
    affinity: buildAffinity(shop),
    topologySpreadConstraints: buildSpread(shop),
  });
}
