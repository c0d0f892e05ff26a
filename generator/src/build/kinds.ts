// Every kind that is rendered. To add one, write its builder in a file of its own and name it here.
import type {
  ResolvedAccount,
  ResolvedConfig,
  ResolvedExternal,
  ResolvedSecret,
  ResolvedService,
  ResolvedShop,
  ResolvedStorage,
} from '../resolve/resolved.ts';
import { buildPod } from './bare-pod.ts';
import type { Builder, KingdomBuilder } from './builder.ts';
import { buildClusterKindRights } from './cluster-rights.ts';
import { buildConfigMap, buildDirections } from './configmap.ts';
import { buildCronJob } from './cronjob.ts';
import { buildDaemonSet } from './daemon-set.ts';
import { buildDeployment } from './deployment.ts';
import { buildEndpointSlices } from './endpoint-slice.ts';
import { buildExternalSecret } from './external-secret.ts';
import { buildHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { buildHttpRoutes } from './http-route.ts';
import { buildIngresses } from './ingress.ts';
import { buildJob } from './job.ts';
import { buildLimitRange } from './limit-range.ts';
import { buildNamespace } from './namespace.ts';
import { buildAllowDns, buildDefaultDeny } from './network/kingdom-policies.ts';
import { buildClaim, buildVolumeOfStorage } from './persistent-volume.ts';
import { buildPodDisruptionBudget } from './pod-disruption-budget.ts';
import { buildReplicaSet } from './replica-set.ts';
import { buildResourceQuota } from './resource-quota.ts';
import { buildAccountRole, buildRole } from './role.ts';
import {
  buildAccountBinding,
  buildMembers,
  buildReconcilerBinding,
  buildRoleBinding,
} from './role-binding.ts';
import { buildExternalService, buildService, buildTownService } from './service.ts';
import { buildAccount, buildServiceAccount } from './service-account.ts';
import { buildStatefulSet } from './stateful-set.ts';

/** Made for each shop; network policies, which can have faults, are built beside them. */
export const shopKinds: readonly Builder<ResolvedShop>[] = [
  buildServiceAccount,
  buildRole,
  buildRoleBinding,
  buildDirections,
  buildDeployment,
  buildStatefulSet,
  buildDaemonSet,
  buildReplicaSet,
  buildJob,
  buildPod,
  buildCronJob,
  buildHorizontalPodAutoscaler,
  buildPodDisruptionBudget,
  buildService,
  buildIngresses,
  buildHttpRoutes,
];

/** Made for each config of a town. */
export const configKinds: readonly Builder<ResolvedConfig>[] = [buildConfigMap];

/** Made for each external of a town. */
export const externalKinds: readonly Builder<ResolvedExternal>[] = [
  buildExternalService,
  buildEndpointSlices,
];

/** Made for each secret of a town; files of the environment are taken over beside them. */
export const secretKinds: readonly Builder<ResolvedSecret>[] = [buildExternalSecret];

/** Made for each storage of a town. */
export const storageKinds: readonly Builder<ResolvedStorage>[] = [buildVolumeOfStorage, buildClaim];

/** Made for each account of a town. */
export const accountKinds: readonly Builder<ResolvedAccount>[] = [
  buildAccount,
  buildAccountRole,
  buildAccountBinding,
];

/** Made for each service over shops of a town. */
export const serviceKinds: readonly Builder<ResolvedService>[] = [buildTownService];

/** Made for each kingdom of an environment. */
export const kingdomKinds: readonly KingdomBuilder[] = [
  buildNamespace,
  buildResourceQuota,
  buildLimitRange,
  buildMembers,
  buildReconcilerBinding,
  buildClusterKindRights,
  buildDefaultDeny,
  buildAllowDns,
];
