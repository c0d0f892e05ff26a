// What a claim asks for: the same words in the claims of a statefulset and in the storage of a town.
import type { V1PersistentVolumeClaimSpec } from '@kubernetes/client-node';
import type { Storage } from '../validate/vocabulary/storage.ts';
import { keepDefined } from './keep-defined.ts';

type Wanted = Pick<Storage, 'size' | 'access' | 'class'>;

/** The specification of a claim. */
export function buildClaimSpec(wanted: Wanted): V1PersistentVolumeClaimSpec {
  const { size } = wanted;
  return keepDefined<V1PersistentVolumeClaimSpec>({
    accessModes: listAccess(wanted),
    storageClassName: wanted.class,
    resources: size === undefined ? undefined : { requests: { storage: String(size) } },
  });
}

/** The access modes; ReadWriteOnce unless said. */
export function listAccess({ access = 'ReadWriteOnce' }: Pick<Wanted, 'access'>): string[] {
  return Array.isArray(access) ? access : [access];
}
