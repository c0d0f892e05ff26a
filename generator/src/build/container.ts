// Containers of a pod: the shop itself, its sidecars, what runs before it. The order in which people wrote them is kept.
import type {
  V1Container,
  V1ContainerPort,
  V1EnvFromSource,
  V1ResourceRequirements,
} from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Container, Sidecar } from '../validate/vocabulary/container.ts';
import { buildEnv } from './env.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import { asKubernetes } from './kubernetes-form.ts';
import { buildProbe } from './probe.ts';
import type { TownContext } from './town-context.ts';
import type { VolumePlan } from './volumes.ts';

/** What containers need of their pod. */
export interface PodContext {
  readonly shop: ResolvedShop;
  readonly town: TownContext;
  readonly volumes: VolumePlan;
}

/** The shop's own container, named by its key, then the sidecars. */
export function buildContainers(pod: PodContext): V1Container[] {
  const { shop, volumes } = pod;
  const directions = shop.directions === undefined ? [] : [volumes.mountDirections(shop)];
  const main = buildContainer(shop.key, shop.spec, pod);
  if (directions.length > 0) main.volumeMounts = [...directions, ...(main.volumeMounts ?? [])];
  const beside = sidecars(shop).filter(([, { native }]) => native !== true);
  return [main, ...beside.map(([name, sidecar]) => buildContainer(name, sidecar, pod))];
}

/** Native sidecars, then what runs to its end: a native sidecar serves the init containers too. */
export function buildInitContainers(pod: PodContext): V1Container[] | undefined {
  const native = sidecars(pod.shop).filter(([, sidecar]) => sidecar.native === true);
  const init = Object.entries(pod.shop.spec.init ?? {});
  if (native.length + init.length === 0) return undefined;
  return [
    ...native.map(
      ([name, sidecar]): V1Container => ({ ...buildContainer(name, sidecar, pod), restartPolicy: 'Always' }),
    ),
    ...init.map(([name, container]) => buildContainer(name, container, pod)),
  ];
}

function sidecars(shop: ResolvedShop): [string, Sidecar][] {
  return Object.entries(shop.spec.sidecars ?? {});
}

function buildContainer(name: string, container: Container, { town, volumes }: PodContext): V1Container {
  const { probes = {}, ports } = container;
  return keepDefined<V1Container>({
    name,
    image: container.image,
    imagePullPolicy: container.pullPolicy,
    command: container.command,
    args: container.args,
    workingDir: container.workingDir,
    ports: listEntries(ports, buildPort),
    env: listEntries(container.env, (key, value) => buildEnv(key, value, town)),
    envFrom: container.envFrom?.map((source) => buildEnvFrom(source, town)),
    resources: container.resources && buildResources(container.resources),
    livenessProbe: probes.live && buildProbe(probes.live, ports),
    readinessProbe: probes.ready && buildProbe(probes.ready, ports),
    startupProbe: probes.start && buildProbe(probes.start, ports),
    lifecycle: container.lifecycle,
    volumeMounts: listEntries(container.mounts, (path, source) => volumes.mount(path, source)),
    securityContext: container.security && asKubernetes(container.security),
    stdin: container.stdin,
    tty: container.tty,
  });
}

function buildPort(name: string, value: NonNullable<Container['ports']>[string]): V1ContainerPort {
  if (typeof value === 'number') return { name, containerPort: value, protocol: 'TCP' };
  const { port, protocol = 'TCP', hostPort } = value;
  return keepDefined<V1ContainerPort>({ name, containerPort: port, hostPort, protocol });
}

function buildEnvFrom(source: NonNullable<Container['envFrom']>[number], town: TownContext): V1EnvFromSource {
  const { prefix } = source;
  const from =
    'config' in source
      ? { configMapRef: { name: town.configName(source.config) } }
      : { secretRef: { name: town.secretName(source.secret) } };
  return { ...keepDefined<V1EnvFromSource>({ prefix }), ...from };
}

function buildResources({ requests, limits }: NonNullable<Container['resources']>): V1ResourceRequirements {
  return keepDefined<V1ResourceRequirements>({
    requests: requests && writeAmounts(requests),
    limits: limits && writeAmounts(limits),
  });
}

/** Quantities as text, which is their form in every API object. */
function writeAmounts(amounts: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
}
