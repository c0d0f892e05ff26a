// Every check of what a reconciler would do with a manifest: adding one is a file and a line here (and its page in
// diagnostics/codes/reconciler.ts).
import { checkClusterKinds } from './check-cluster-kinds.ts';
import { checkDecryption } from './check-decryption.ts';
import { checkEndpointSlices } from './check-endpoint-slices.ts';
import { checkPodAccounts } from './check-pod-accounts.ts';
import { checkReservedAnnotations } from './check-reserved-annotations.ts';
import { checkReservedLabels } from './check-reserved-labels.ts';
import { checkSkipMarker } from './check-skip-marker.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

export const reconcilerChecks: readonly ReconcilerCheck[] = [
  checkClusterKinds,
  checkDecryption,
  checkEndpointSlices,
  checkPodAccounts,
  checkSkipMarker,
  checkReservedAnnotations,
  checkReservedLabels,
];
