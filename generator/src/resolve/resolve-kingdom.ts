// A kingdom in one environment: the base's file, with what the environment changes about members and quota.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { InputFile } from '../model/repository.ts';
import { namespaceOf } from '../validate/check-namespaces.ts';
import type { AuthoredBase, Environment } from '../validate/model.ts';
import type { KingdomDocument, Networking } from '../validate/vocabulary/base.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import type { ResolvedGateway, ResolvedKingdom, ResolvedObject, Workloads } from './resolved.ts';
import type { Context } from './template-context.ts';

const KUBE_DNS: Workloads = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
/** What a container gets that says nothing, where a quota would otherwise refuse it. */
const LIMITS = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };

type Amounts = Readonly<Record<string, string | number>>;

const asText = (amounts: Amounts = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, String(amount)]));

/** The kingdom without its objects, which need its namespace. */
export function resolveKingdom(
  { file, document }: { readonly file: string; readonly document: KingdomDocument },
  base: AuthoredBase,
  environment: Environment,
): Omit<ResolvedKingdom, 'objects'> {
  const override = environment.document.kingdoms?.[document.kingdom];
  const networking: Networking = { ...base.document.networking, ...document.networking };
  const quota = asText({ ...document.quota, ...override?.quota });
  const said = { requests: asText(document.limits?.requests), limits: asText(document.limits?.limits) };
  const limits = document.limits || Object.keys(quota).length === 0 ? said : LIMITS;
  return {
    name: document.kingdom,
    namespace: namespaceOf(document.kingdom, environment.document.suffix),
    owner: document.owner,
    file,
    podSecurity: document.podSecurity ?? 'restricted',
    quota,
    limits,
    clusterKinds: document.clusterKinds ?? [],
    grants: document.grants ?? {},
    members: { ...document.members, ...override?.members },
    dns: networking.dns ? workloadsOf(networking.dns) : KUBE_DNS,
    ingressControllers: (networking.ingressControllers ?? []).map(workloadsOf),
    gateways: gatewaysOf(networking),
  };
}

function gatewaysOf({ gateways = {} }: Networking): Map<string, ResolvedGateway> {
  return new Map(
    Object.entries(gateways).map(([key, { name = key, namespace, pods }]) => [
      key,
      { name, namespace, pods: workloadsOf(pods ?? { namespace }) },
    ]),
  );
}

const workloadsOf = ({
  namespace,
  labels = {},
}: {
  namespace: string;
  labels?: Record<string, string> | undefined;
}): Workloads => ({ namespace, labels });

/** The base's objects for a kingdom or a town, with their templates rendered. */
export function renderObjects(
  files: readonly InputFile[],
  context: Context,
): { objects: ResolvedObject[]; faults: Fault[] } {
  const objects: ResolvedObject[] = [];
  const faults: Fault[] = [];
  for (const { path: file, value } of files) {
    if (value === undefined) continue;
    const slots = findTemplates(value);
    const { values, problems } = renderSlots(slots, context);
    faults.push(...explainProblems(problems, context, (path) => ({ file, path })));
    if (problems.length > 0) continue;
    const object = fillSlots(value, slots, values);
    if (isKubernetesObject(object))
      objects.push({ object, root: [], place: { file, path: ['metadata', 'name'] } });
    else
      faults.push(
        fault(
          'not-an-object',
          'this is not a Kubernetes object: it needs apiVersion, kind and metadata.name',
          { file },
        ),
      );
  }
  return { objects, faults };
}

/** Whether a mapping says what every object says. */
export function isKubernetesObject(value: JsonObject): value is JsonObject & KubernetesObject {
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    isObject(metadata) &&
    typeof metadata['name'] === 'string'
  );
}
