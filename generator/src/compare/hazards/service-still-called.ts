// Services and ports that go while other towns call them. Who calls is read from the callers' network policies: each
// says one shop and the ports of its pods.
import { isObject } from '../../model/json.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import type { ObjectChange } from '../change.ts';
import type { Snapshot, TreeObject } from '../snapshot.ts';
import { type HazardRule, hazardOf } from './rule.ts';

export const serviceStillCalled: HazardRule = ({ changes, before, after }) =>
  changes.flatMap((change) => {
    if (change.before?.object.kind !== 'Service') return [];
    const gone = listGonePorts(change, before);
    if (gone === undefined) return [];
    const callers = findCallers(change.before, gone.pods, { before, after });
    if (callers.length === 0) return [];
    const { name } = change.before.object.metadata;
    const what = change.after ? `port ${gone.names.join(', ')} of service ${name}` : `service ${name}`;
    const message = `${what} goes while ${callers.join(', ')} still ${callers.length === 1 ? 'calls' : 'call'} it`;
    const safeWay = 'keep it until the callers have a release without the call in every environment';
    return [
      hazardOf(change.after ?? change.before, {
        code: 'service-still-called',
        message,
        safeWay,
        field: ['spec', 'ports'],
      }),
    ];
  });

interface GonePorts {
  readonly names: readonly string[];
  /** Ports of the pods behind; undefined: all of them. */
  readonly pods: ReadonlySet<number> | undefined;
}

/** What a service does not offer any more; undefined when it offers all that it did. */
function listGonePorts({ before, after }: ObjectChange, snapshot: Snapshot): GonePorts | undefined {
  if (!before) return undefined;
  if (!after) return { names: [], pods: undefined };
  const kept = new Set(portsOf(after.object).map(({ port }) => port));
  const gone = portsOf(before.object).filter(({ port }) => !kept.has(port));
  if (gone.length === 0) return undefined;
  const named = namePodPorts(before, snapshot);
  const pods = gone.flatMap(({ port, targetPort }) => {
    const found = typeof targetPort === 'string' ? named.get(targetPort) : (targetPort ?? port);
    return typeof found === 'number' ? [found] : [];
  });
  return { names: gone.map(({ name, port }) => String(name ?? port)), pods: new Set(pods) };
}

function portsOf(service: KubernetesObject): Record<string, unknown>[] {
  const spec: unknown = Reflect.get(service, 'spec');
  const ports = isObject(spec) ? spec['ports'] : undefined;
  return Array.isArray(ports) ? ports.filter(isObject) : [];
}

/** The named ports of the pods that a service selects. */
function namePodPorts(service: TreeObject, { objects }: Snapshot): Map<string, number> {
  const named = new Map<string, number>();
  for (const { environment, town, shop, object } of objects.values()) {
    if (environment !== service.environment || town !== service.town || shop !== service.shop) continue;
    const spec: unknown = Reflect.get(object, 'spec');
    const template = isObject(spec) ? spec['template'] : undefined;
    const pod = isObject(template) ? template['spec'] : spec;
    const containers = isObject(pod) ? pod['containers'] : undefined;
    for (const container of Array.isArray(containers) ? containers.filter(isObject) : []) {
      const ports = container['ports'];
      for (const port of Array.isArray(ports) ? ports.filter(isObject) : []) {
        if (typeof port['containerPort'] === 'number') named.set(String(port['name']), port['containerPort']);
      }
    }
  }
  return named;
}

/** `town/shop` of other towns that called the pods behind, and that are still there. */
function findCallers(
  service: TreeObject,
  ports: ReadonlySet<number> | undefined,
  { before, after }: { before: Snapshot; after: Snapshot },
): string[] {
  const callers = new Set<string>();
  for (const { environment, town, shop, object } of before.objects.values()) {
    if (object.kind !== 'NetworkPolicy' || environment !== service.environment || town === service.town)
      continue;
    if (town === undefined || shop === undefined || !isThere(after, environment, town, shop)) continue;
    if (egressOf(object).some((rule) => leadsTo(rule, service, ports))) callers.add(`${town}/${shop}`);
  }
  return [...callers].sort();
}

function isThere(
  { objects }: Snapshot,
  environment: string | undefined,
  town: string,
  shop: string,
): boolean {
  return [...objects.values()].some(
    (found) => found.environment === environment && found.town === town && found.shop === shop,
  );
}

function egressOf(policy: KubernetesObject): Record<string, unknown>[] {
  const spec: unknown = Reflect.get(policy, 'spec');
  const egress = isObject(spec) ? spec['egress'] : undefined;
  return Array.isArray(egress) ? egress.filter(isObject) : [];
}

function leadsTo(
  rule: Record<string, unknown>,
  { town, shop }: TreeObject,
  ports: ReadonlySet<number> | undefined,
): boolean {
  const peers = Array.isArray(rule['to']) ? rule['to'].filter(isObject) : [];
  const isPeer = peers.some((peer) => {
    const selector = peer['podSelector'];
    const labels = isObject(selector) ? selector['matchLabels'] : undefined;
    return isObject(labels) && labels['town'] === town && labels['shop'] === shop;
  });
  if (!isPeer || ports === undefined) return isPeer;
  const allowed = Array.isArray(rule['ports']) ? rule['ports'].filter(isObject) : [];
  return allowed.some(({ port }) => typeof port === 'number' && ports.has(port));
}
