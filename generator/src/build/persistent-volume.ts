// Storage of a town: the claim that its shops mount and, where the volume is there already, the PersistentVolume that only
// this claim may have. Invariant: what is kept carries the annotations of both reconcilers against pruning.
import type {
  V1CSIPersistentVolumeSource,
  V1HostPathVolumeSource,
  V1NFSVolumeSource,
  V1ObjectMeta,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1PersistentVolumeClaimSpec,
  V1PersistentVolumeSpec,
} from '@kubernetes/client-node';
import type { ResolvedStorage } from '../resolve/resolved.ts';
import type { Typed } from './builder.ts';
import { buildClaimSpec, listAccess } from './claim.ts';
import { keepDefined } from './keep-defined.ts';
import { KEPT } from './kept.ts';
import { asKubernetes } from './kubernetes-form.ts';
import type { TownContext } from './town-context.ts';

/** The claim of a storage that nobody else makes. */
export function buildClaim(storage: ResolvedStorage, town: TownContext): Typed<V1PersistentVolumeClaim>[] {
  if (storage.existing) return [];
  const { spec, key, name } = storage;
  const fixed = isStatic(storage);
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: town.ofEntry(key, name, { labels: spec.labels, annotations: annotate(storage) }),
      spec: keepDefined<V1PersistentVolumeClaimSpec>({
        ...buildClaimSpec(spec),
        storageClassName: fixed ? nameClass(storage) : spec.class,
        volumeName: fixed ? nameVolume(storage, town) : undefined,
        selector: spec.selector,
      }),
    },
  ];
}

/** The volume of a storage that says where its data is. */
export function buildVolumeOfStorage(
  storage: ResolvedStorage,
  town: TownContext,
): Typed<V1PersistentVolume>[] {
  if (storage.existing || !isStatic(storage)) return [];
  const { spec, key, name } = storage;
  const { nfs, csi, hostPath } = spec;
  const { namespace } = town.town.kingdom;
  const { namespace: _none, ...metadata }: V1ObjectMeta = town.ofEntry(key, nameVolume(storage, town), {
    labels: spec.labels,
    annotations: annotate(storage),
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { ...metadata, name: nameVolume(storage, town) },
      spec: keepDefined<V1PersistentVolumeSpec>({
        capacity: { storage: String(spec.size) },
        accessModes: listAccess(spec),
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: nameClass(storage),
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name },
        nfs: nfs && keepDefined<V1NFSVolumeSource>({ ...nfs, readOnly: nfs.readOnly }),
        csi: csi && asKubernetes<V1CSIPersistentVolumeSource>(csi),
        hostPath: hostPath && keepDefined<V1HostPathVolumeSource>({ ...hostPath, type: hostPath.type }),
      }),
    },
  ];
}

function isStatic({ spec }: ResolvedStorage): boolean {
  return spec.nfs !== undefined || spec.csi !== undefined || spec.hostPath !== undefined;
}

/** What a volume and its claim must agree on: the empty class keeps the cluster's default class from making another volume. */
function nameClass({ spec }: ResolvedStorage): string {
  return spec.class ?? '';
}

/** The whole cluster sees the name, so the kingdom and the suffix are in it. */
function nameVolume({ name }: ResolvedStorage, { town, environment }: TownContext): string {
  const { suffix } = environment;
  return `${town.kingdom.name}-${name}${suffix === '' ? '' : `-${suffix}`}`;
}

function annotate({ spec }: ResolvedStorage): Record<string, string> | undefined {
  return spec.keep === false ? spec.annotations : { ...spec.annotations, ...KEPT };
}
