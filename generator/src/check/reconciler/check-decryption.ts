// A Secret that SOPS has encrypted is a Secret full of ciphertext for whoever cannot decrypt it. Flux can, when it is
// told how; Argo CD cannot.
import { fault } from '../../diagnostics/fault.ts';
import { nameObject } from '../pods.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

/** Reports files of SOPS on a cluster whose reconciler would apply them as they are. */
export const checkDecryption: ReconcilerCheck = (manifest, { cluster }) => {
  const { reconciler, flux } = cluster.document;
  if (manifest.text === undefined || (reconciler === 'flux' && flux?.decryption)) return [];
  const argo = reconciler === 'argo-cd';
  const message = argo
    ? `${nameObject(manifest)} is encrypted by SOPS, and the Argo CD of ${cluster.name} cannot decrypt it`
    : `${nameObject(manifest)} is encrypted by SOPS, and the Flux of ${cluster.name} is not told how to decrypt it`;
  return [
    fault('no-decryption', message, manifest.origin, {
      other: {
        place: { file: cluster.file, path: ['reconciler'] },
        label: `${cluster.name} is applied by this`,
      },
      hint: argo
        ? 'use `sealed` or `externalSecret` there'
        : 'add `flux: { decryption: { provider: sops, secret: sops-keys } }` to cluster.yaml',
    }),
  ];
};
