// Every kind that is rendered. To add one, write its builder in a file of its own and name it here.
import type { ResolvedConfig, ResolvedExternal, ResolvedShop } from '../resolve/resolved.ts';
import type { Builder, KingdomBuilder } from './builder.ts';
import { buildConfigMap, buildDirections } from './configmap.ts';
import { buildCronJob } from './cronjob.ts';
import { buildDeployment } from './deployment.ts';
import { buildEndpointSlices } from './endpoint-slice.ts';
import { buildHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { buildIngresses } from './ingress.ts';
import { buildLimitRange } from './limit-range.ts';
import { buildNamespace } from './namespace.ts';
import { buildAllowDns, buildDefaultDeny } from './network/kingdom-policies.ts';
import { buildPodDisruptionBudget } from './pod-disruption-budget.ts';
import { buildResourceQuota } from './resource-quota.ts';
import { buildRole } from './role.ts';
import { buildMembers, buildReconcilerBinding, buildRoleBinding } from './role-binding.ts';
import { buildExternalService, buildService } from './service.ts';
import { buildServiceAccount } from './service-account.ts';

/** Made for each shop; network policies, which can have faults, are built beside them. */
export const shopKinds: readonly Builder<ResolvedShop>[] = [
  buildServiceAccount,
  buildRole,
  buildRoleBinding,
  buildDirections,
  buildDeployment,
  buildCronJob,
  buildHorizontalPodAutoscaler,
  buildPodDisruptionBudget,
  buildService,
  buildIngresses,
];

/** Made for each config of a town. */
export const configKinds: readonly Builder<ResolvedConfig>[] = [buildConfigMap];

/** Made for each external of a town. */
export const externalKinds: readonly Builder<ResolvedExternal>[] = [
  buildExternalService,
  buildEndpointSlices,
];

/** Made for each kingdom of an environment. */
export const kingdomKinds: readonly KingdomBuilder[] = [
  buildNamespace,
  buildResourceQuota,
  buildLimitRange,
  buildMembers,
  buildReconcilerBinding,
  buildDefaultDeny,
  buildAllowDns,
];
