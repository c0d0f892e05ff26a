// Rights beyond a namespace, which a kingdom gives: to shops that it grants them, and on Flux to the account that applies
// its towns, for the cluster-scoped kinds that they may render. Names carry the namespace, and so kingdom and suffix.
import type { V1ClusterRole, V1ClusterRoleBinding, V1PolicyRule } from '@kubernetes/client-node';
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { findClusterKind } from '../kubernetes/known-kinds.ts';
import type { ResolvedEnvironment, ResolvedKingdom, ResolvedTown } from '../resolve/resolved.ts';
import type { Draft, Typed } from './builder.ts';
import { keepDefined } from './keep-defined.ts';
import { type Labels, labelKingdom } from './labels.ts';
import { nameAccount } from './service-account.ts';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

type Role = Typed<V1ClusterRole> | Typed<V1ClusterRoleBinding>;

interface Rights {
  readonly name: string;
  readonly labels: Labels;
  readonly rules: V1PolicyRule[];
  readonly account: { readonly name: string; readonly namespace: string };
}

/** A ClusterRole and its binding for each grant to a shop that runs here; a warning where the town has no such shop. */
export function buildGrants(
  kingdom: ResolvedKingdom,
  environment: ResolvedEnvironment,
): { drafts: Draft[]; faults: Fault[] } {
  const drafts: Draft[] = [];
  const faults: Fault[] = [];
  for (const path of Object.keys(kingdom.grants)) {
    const [townName = '', key = ''] = path.split('/');
    const origin: Place = { file: kingdom.file, path: ['grants', path], part: 'key' };
    const town = environment.towns.get(townName);
    const shop = town?.kingdom.name === kingdom.name ? town.shops.get(key) : undefined;
    const account = town && shop && nameAccount(shop, town);
    if (town && !shop) faults.push(noShop({ key, town, kingdom, environment }, origin));
    if (account === undefined) continue;
    const rights = describeGrant(kingdom, path, labelKingdom(kingdom, environment));
    const objects = bindInCluster({ ...rights, account: { name: account, namespace: kingdom.namespace } });
    drafts.push(...objects.map((object) => ({ object, origin })));
  }
  return { drafts, faults };
}

function describeGrant({ namespace, grants }: ResolvedKingdom, path: string, labels: Labels) {
  const rules = (grants[path] ?? []).map(({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }) =>
    keepDefined<V1PolicyRule>({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }),
  );
  return { name: `${namespace}-${path.replace('/', '-')}`, labels, rules };
}

interface Missing {
  readonly key: string;
  readonly town: ResolvedTown;
  readonly kingdom: ResolvedKingdom;
  readonly environment: ResolvedEnvironment;
}

function noShop({ key, town, kingdom, environment }: Missing, place: Place): Fault {
  const elsewhere = town.kingdom.name !== kingdom.name;
  const message = elsewhere
    ? `${town.name} stands in the kingdom ${town.kingdom.name}, not in this one`
    : `${town.name} ${town.version}, which runs in ${environment.name}, has no shop "${key}"`;
  return fault('grant-without-shop', message, place, {
    severity: 'warning',
    hint: elsewhere ? 'grant it there' : suggestHint(key, town.shops.keys()),
  });
}

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** On Flux, what the account that applies the kingdom's towns may do with the kinds of `clusterKinds`. */
export function buildClusterKindRights(kingdom: ResolvedKingdom, environment: ResolvedEnvironment): Role[] {
  const { reconciler, flux } = environment.cluster.document;
  const kinds = kingdom.clusterKinds.flatMap(
    (text) => findClusterKind(text, environment.base.customKinds) ?? [],
  );
  if (reconciler !== 'flux' || kinds.length === 0) return [];
  return bindInCluster({
    name: `${kingdom.namespace}-cluster-kinds`,
    labels: labelKingdom(kingdom, environment),
    rules: kinds.map(({ group, resource }) => ({ apiGroups: [group], resources: [resource], verbs: VERBS })),
    account: {
      name: `kingdom-${kingdom.name}-${environment.slug}`,
      namespace: flux?.namespace ?? 'flux-system',
    },
  });
}

function bindInCluster({ name, labels, rules, account }: Rights): Role[] {
  const metadata = { name, labels };
  return [
    { apiVersion: API, kind: 'ClusterRole', metadata, rules },
    {
      apiVersion: API,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}
