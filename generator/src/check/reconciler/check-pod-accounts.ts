// Flux tries every object of a town on the API server before it applies the first of them, and a bare Pod is admitted only
// when its account is there. Workloads make their pods later; Argo CD applies accounts before it asks for pods.
import type { V1Pod } from '@kubernetes/client-node';
import { nameAccount } from '../../build/service-account.ts';
import { fault } from '../../diagnostics/fault.ts';
import type { ResolvedTown } from '../../resolve/resolved.ts';
import { nameObject } from '../pods.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

/** Reports bare Pods whose account comes with them, on a cluster of Flux. */
export const checkPodAccounts: ReconcilerCheck = (manifest, { cluster, towns }, placeOf) => {
  const { kind, metadata } = manifest.object;
  if (kind !== 'Pod' || cluster.document.reconciler !== 'flux') return [];
  // `kind` decides the shape: the schema of Pod was checked before.
  const account = (manifest.object as V1Pod).spec?.serviceAccountName;
  const town = towns.get(metadata.labels?.['town'] ?? '');
  if (account === undefined || !town || !listAccounts(town).has(account)) return [];
  const message = `${nameObject(manifest)} would never be applied: Flux tries all objects of ${town.name} before it makes one, and the account ${account} is one of them`;
  return [
    fault('account-not-there', message, placeOf(manifest, ['spec', 'serviceAccountName']), {
      other: { place: { file: cluster.file, path: ['reconciler'] }, label: `${cluster.name} has Flux` },
      hint: 'make it a deployment or a job, whose pods come later; or name an account that is there already: `serviceAccount: { existing: … }`',
    }),
  ];
};

/** The accounts that a town makes. */
function listAccounts(town: ResolvedTown): Set<string> {
  const own = [...town.shops.values()]
    .filter(({ spec }) => spec.serviceAccount === undefined)
    .flatMap((shop) => nameAccount(shop, town) ?? []);
  return new Set([...own, ...[...town.accounts.values()].map(({ name }) => name)]);
}
