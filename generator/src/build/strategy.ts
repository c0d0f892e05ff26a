// How the pods of a workload are replaced: each kind takes the part of a strategy that it knows. What only another kind
// has, resolve refuses in a shop; here it comes from defaults, and is left out.
import type {
  V1DaemonSetUpdateStrategy,
  V1DeploymentStrategy,
  V1RollingUpdateDaemonSet,
  V1StatefulSetUpdateStrategy,
} from '@kubernetes/client-node';
import type { Shop } from '../validate/vocabulary/shop.ts';
import { keepDefined, unlessEmpty } from './keep-defined.ts';

type Strategy = Shop['strategy'];

/** Of a Deployment: `recreate`, or rolling with surge and unavailable. */
export function buildDeploymentStrategy(strategy: Strategy): V1DeploymentStrategy | undefined {
  if (strategy === undefined || strategy === 'on-delete') return undefined;
  if (strategy === 'recreate') return { type: 'Recreate' };
  const { surge, unavailable } = strategy.rolling;
  return {
    type: 'RollingUpdate',
    rollingUpdate: keepDefined({ maxSurge: surge, maxUnavailable: unavailable }),
  };
}

/** Of a StatefulSet: `on-delete`, or rolling with partition and unavailable, which may not be 0 there. */
export function buildStatefulSetStrategy(strategy: Strategy): V1StatefulSetUpdateStrategy | undefined {
  if (strategy === undefined || strategy === 'recreate') return undefined;
  if (strategy === 'on-delete') return { type: 'OnDelete' };
  const { partition, unavailable } = strategy.rolling;
  const rolling = { partition, maxUnavailable: isNone(unavailable) ? undefined : unavailable };
  const rollingUpdate = unlessEmpty(keepDefined(rolling));
  return rollingUpdate && { type: 'RollingUpdate', rollingUpdate };
}

/** Of a DaemonSet: `on-delete`, or rolling with either surge or unavailable, for it takes only one of them. */
export function buildDaemonSetStrategy(strategy: Strategy): V1DaemonSetUpdateStrategy | undefined {
  if (strategy === undefined || strategy === 'recreate') return undefined;
  if (strategy === 'on-delete') return { type: 'OnDelete' };
  const { surge, unavailable } = strategy.rolling;
  const surges = !isNone(surge) && isNone(unavailable);
  const rolling: V1RollingUpdateDaemonSet = surges
    ? { ...(surge !== undefined && { maxSurge: surge }), maxUnavailable: 0 }
    : isNone(unavailable) || unavailable === undefined
      ? {}
      : { maxUnavailable: unavailable };
  const rollingUpdate = unlessEmpty(rolling);
  return rollingUpdate && { type: 'RollingUpdate', rollingUpdate };
}

/** Whether an amount of pods is not said, or 0. */
export function isNone(amount: string | number | undefined): boolean {
  return amount === undefined || Number.parseInt(String(amount), 10) === 0;
}
