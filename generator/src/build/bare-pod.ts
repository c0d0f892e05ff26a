// Pod: a shop that is one pod and nothing more. Most of it cannot change, so reconcilers are told to replace it, and
// only it; it has no label of the version, which would make them replace it at every promotion.
import type { V1Pod } from '@kubernetes/client-node';
import type { ResolvedShop } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { buildPodTemplate } from './pod.ts';
import type { TownContext } from './town-context.ts';

/** Both together delete the object and make it again; each alone fails on a pod. */
export const REPLACED = {
  'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
};

/** The Pod of a shop of that kind. */
export function buildPod(shop: ResolvedShop, town: TownContext): Typed<V1Pod>[] {
  if (shop.kind !== 'pod') return [];
  const { metadata: template = {}, spec } = buildPodTemplate(shop, town);
  const annotations = { ...shop.spec.annotations, ...template.annotations, ...REPLACED };
  const metadata = town.ofShop(shop, shop.name, {
    labels: { ...shop.spec.labels, ...template.labels },
    annotations,
  });
  const { 'app.kubernetes.io/version': _version, ...labels } = metadata.labels ?? {};
  return [{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels }, ...(spec && { spec }) }];
}
